// The same rows of an app as the views of C++ and as the structs of tickler.h, made anew each time as an app makes them.
#pragma once

#include <tickler/tickler.h>

#include <span>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <variant>
#include <vector>

#include "own_words.hpp"

namespace c_door {

inline tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }

struct row {
  tickler::prospect who;
  std::vector<tickler::touchpoint> log{};
};

inline std::vector<row> rows_of(const std::vector<own_words::person>& people) {
  std::vector<row> rows;
  for (const auto& p : people) {
    auto& r = rows.emplace_back(row{p.who});
    for (std::size_t i = 0; i < p.log.size(); ++i) r.log.push_back(p.log[i]);
  }
  return rows;
}

// Of one row at a time.
class views {
 public:
  void set(const row& r) {
    contacts_.clear(), facts_.clear(), log_.clear(), texts_.clear();
    std::size_t texts = 0;
    for (const auto& t : r.log) texts += t.steps.size() + t.keys.size();
    texts_.reserve(texts);
    for (const auto& [kind, value] : r.who.contact) contacts_.push_back({kind, value});
    for (const auto& [name, value] : r.who.facts)
      std::visit(
          [&, key = std::string_view(name)](const auto& v) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(v)>, std::vector<std::string>>) facts_.push_back({key, v});
          },
          value);
    for (const auto& t : r.log) log_.push_back({t.at, t.words, t.until, list_of(t.steps), list_of(t.keys), t.id, t.address});
    who_ = {r.who.id,         r.who.name,    r.who.zone,     r.who.region, r.who.owner,
            r.who.owner_zone, r.who.account, r.who.referrer, contacts_,    facts_};
  }
  const tickler::prospect_view& who() const { return who_; }
  std::span<const tickler::touchpoint_view> log() const { return log_; }

 private:
  std::span<const std::string_view> list_of(const std::vector<std::string>& texts) {
    const auto begin = texts_.size();
    texts_.insert(texts_.end(), texts.begin(), texts.end());
    return std::span<const std::string_view>(texts_).subspan(begin);
  }

  std::vector<tickler::contact_view> contacts_;
  std::vector<tickler::fact_view> facts_;
  std::vector<tickler::touchpoint_view> log_;
  std::vector<std::string_view> texts_;
  tickler::prospect_view who_;
};

// Of all rows at once. The numbers of words are those of the policy of the rows, and of any other of its text.
class structs {
 public:
  void set(const std::vector<row>& rows) {
    cases_.clear(), contacts_.clear(), facts_.clear(), log_.clear(), texts_.clear();
    std::size_t touchpoints = 0, texts = 0, contacts = 0, facts = 0;
    for (const auto& r : rows) {
      touchpoints += r.log.size(), contacts += r.who.contact.size(), facts += r.who.facts.size();
      for (const auto& t : r.log) texts += t.steps.size() + t.keys.size();
    }
    log_.reserve(touchpoints), texts_.reserve(texts), contacts_.reserve(contacts), facts_.reserve(facts);
    for (const auto& r : rows) add(r);
  }
  const std::vector<tickler_case>& cases() const { return cases_; }

 private:
  void add(const row& r) {
    const auto& w = r.who;
    tickler_case c{text_of(w.id),
                   text_of(w.name),
                   text_of(w.zone),
                   text_of(w.region),
                   text_of(w.owner),
                   text_of(w.owner_zone),
                   text_of(w.account),
                   text_of(w.referrer),
                   nullptr,
                   nullptr,
                   nullptr,
                   w.contact.size(),
                   0,
                   r.log.size()};
    c.contacts = contacts_.data() + contacts_.size();
    for (const auto& [kind, value] : w.contact) contacts_.push_back({text_of(kind), text_of(value)});
    c.facts = facts_.data() + facts_.size();
    for (const auto& [name, value] : w.facts)
      if (const auto fact = fact_of(name, value); fact.type != TICKLER_LIST) facts_.push_back(fact), ++c.fact_count;
    c.touchpoints = log_.data() + log_.size();
    for (const auto& t : r.log)
      log_.push_back({t.at.time_since_epoch().count(), t.until ? t.until->time_since_epoch().count() : TICKLER_NONE,
                      static_cast<std::uint16_t>(t.words.channel), static_cast<std::uint16_t>(t.words.purpose),
                      static_cast<std::uint16_t>(t.words.outcome), static_cast<std::uint8_t>(t.words.direction),
                      static_cast<std::uint8_t>(t.words.with), list_of(t.steps), list_of(t.keys),
                      static_cast<std::uint32_t>(t.steps.size()), static_cast<std::uint32_t>(t.keys.size()), text_of(t.id),
                      text_of(t.address)});
    cases_.push_back(c);
  }

  const tickler_text* list_of(const std::vector<std::string>& texts) {
    const auto* begin = texts_.data() + texts_.size();
    for (const auto& t : texts) texts_.push_back(text_of(t));
    return begin;
  }

  static tickler_fact fact_of(std::string_view name, const tickler::fact& value) {
    tickler_fact f{};
    f.name = text_of(name), f.type = static_cast<std::int32_t>(value.index());
    std::visit(
        [&f](const auto& v) {
          using type = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<type, std::string>)
            f.text = text_of(v);
          else if constexpr (std::is_same_v<type, double>)
            f.real = v;
          else if constexpr (std::is_same_v<type, tickler::instant>)
            f.whole = v.time_since_epoch().count();
          else if constexpr (std::is_same_v<type, std::chrono::seconds>)
            f.whole = v.count();
          else if constexpr (!std::is_same_v<type, std::vector<std::string>>)
            f.whole = v;
        },
        value);
    return f;
  }

  std::vector<tickler_case> cases_;
  std::vector<tickler_contact> contacts_;
  std::vector<tickler_fact> facts_;
  std::vector<tickler_touchpoint> log_;
  std::vector<tickler_text> texts_;
};

// A worker under a policy's text.
class desk {
 public:
  desk(const std::string& yaml) {
    tickler_policy_load(text_of(yaml), text_of("policy"), &policy_, nullptr);
    if (!policy_ || tickler_worker_new(policy_, TICKLER_C_ABI, &worker_) != TICKLER_OK) throw std::runtime_error("no policy");
  }
  ~desk() {
    tickler_worker_free(worker_);
    tickler_policy_free(policy_);
  }
  desk(const desk&) = delete;
  desk& operator=(const desk&) = delete;

  tickler_policy* policy() const { return policy_; }
  tickler_worker* worker() const { return worker_; }

 private:
  tickler_policy* policy_ = nullptr;
  tickler_worker* worker_ = nullptr;
};

}  // namespace c_door
