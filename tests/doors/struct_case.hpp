// A case that was read from JSON as the structs of tickler.h.
#pragma once

#include <tickler/tickler.h>

#include <deque>
#include <string_view>
#include <tickler/io/cases.hpp>
#include <vector>

namespace doors {

inline tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }
inline std::string_view view_of(tickler_text t) { return {t.data, t.size}; }

// Valid as long as the view and this. Words are numbers of the vocabulary of the policy that it was read by: the same as those of
// another policy of the same text.
class struct_case {
 public:
  explicit struct_case(const tickler::case_view& from) {
    for (const auto& c : from.who.contacts) contacts_.push_back({text_of(c.kind), text_of(c.value)});
    for (const auto& f : from.who.facts) facts_.push_back(fact_of(f));
    for (const auto& t : from.log) {
      const auto steps = list_of(t.steps), keys = list_of(t.keys);
      touchpoints_.push_back({t.at.time_since_epoch().count(), t.until ? t.until->time_since_epoch().count() : TICKLER_NONE,
                              static_cast<std::uint16_t>(t.words.channel), static_cast<std::uint16_t>(t.words.purpose),
                              static_cast<std::uint16_t>(t.words.outcome), static_cast<std::uint8_t>(t.words.direction),
                              static_cast<std::uint8_t>(t.words.with), steps, keys, static_cast<std::uint32_t>(t.steps.size()),
                              static_cast<std::uint32_t>(t.keys.size()), text_of(t.id), text_of(t.address)});
    }
    const auto& w = from.who;
    case_ = {text_of(w.id),         text_of(w.name),    text_of(w.zone),     text_of(w.region),  text_of(w.owner),
             text_of(w.owner_zone), text_of(w.account), text_of(w.referrer), contacts_.data(),   facts_.data(),
             touchpoints_.data(),   contacts_.size(),   facts_.size(),       touchpoints_.size()};
  }
  struct_case(const struct_case&) = delete;
  struct_case& operator=(const struct_case&) = delete;

  const tickler_case& get() const noexcept { return case_; }

 private:
  template <class Texts>
  const tickler_text* list_of(const Texts& texts) {
    auto& list = lists_.emplace_back();
    for (const auto& each : texts) list.push_back(text_of(each));
    return list.data();
  }

  tickler_fact fact_of(const tickler::fact_view& f) {
    tickler_fact fact{};
    fact.name = text_of(f.name), fact.type = static_cast<std::int32_t>(f.value.index());
    switch (fact.type) {
      case TICKLER_BOOL:
        fact.whole = std::get<bool>(f.value);
        break;
      case TICKLER_INT:
        fact.whole = std::get<std::int64_t>(f.value);
        break;
      case TICKLER_DOUBLE:
        fact.real = std::get<double>(f.value);
        break;
      case TICKLER_STRING:
        fact.text = text_of(std::get<std::string_view>(f.value));
        break;
      case TICKLER_TIMESTAMP:
        fact.whole = std::get<tickler::instant>(f.value).time_since_epoch().count();
        break;
      case TICKLER_DURATION:
        fact.whole = std::get<std::chrono::seconds>(f.value).count();
        break;
      default: {
        const auto texts = std::get<std::span<const std::string_view>>(f.value);
        fact.list = list_of(texts), fact.count = static_cast<std::uint32_t>(texts.size());
      }
    }
    return fact;
  }

  std::vector<tickler_contact> contacts_;
  std::vector<tickler_fact> facts_;
  std::vector<tickler_touchpoint> touchpoints_;
  std::deque<std::vector<tickler_text>> lists_;
  tickler_case case_{};
};

}  // namespace doors
