#include "c/cases.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "c/guard.hpp"

namespace tickler::c {

namespace {

instant instant_of(tickler_time t) noexcept { return instant{std::chrono::seconds{t}}; }
std::optional<instant> optional_instant_of(tickler_time t) noexcept {
  return t == TICKLER_NONE ? std::nullopt : std::optional(instant_of(t));
}
tickler_time time_of(instant t) noexcept { return t.time_since_epoch().count(); }
tickler_time time_of(const std::optional<instant>& t) noexcept { return t ? time_of(*t) : TICKLER_NONE; }

template <class T>
std::span<const T> array(const T* first, std::size_t count) {
  if (!first && count != 0) throw misuse(misuse_number::bad_size, "a null pointer where something is counted");
  return {first, count};
}

}  // namespace

void case_views::set(const tickler_case& c) {
  const auto contacts = array(c.contacts, c.contact_count);
  const auto facts = array(c.facts, c.fact_count);
  const auto touchpoints = array(c.touchpoints, c.touchpoint_count);
  std::size_t text_count = 0;
  for (const auto& f : facts)
    if (f.type == TICKLER_LIST) text_count += f.count;
  for (const auto& t : touchpoints) text_count += std::size_t{t.step_count} + t.key_count;
  texts_.clear();
  texts_.reserve(text_count);

  contacts_.clear();
  for (const auto& contact : contacts) contacts_.push_back({view_of(contact.kind), view_of(contact.value)});

  facts_.clear();
  for (const auto& f : facts) {
    const auto value = [&]() -> fact_value_view {
      switch (f.type) {
        case TICKLER_BOOL:
          return f.whole != 0;
        case TICKLER_INT:
          return std::int64_t{f.whole};
        case TICKLER_DOUBLE:
          return f.real;
        case TICKLER_STRING:
          return view_of(f.text);
        case TICKLER_TIMESTAMP:
          return instant_of(f.whole);
        case TICKLER_DURATION:
          return std::chrono::seconds{f.whole};
        case TICKLER_LIST:
          return copy(f.list, f.count);
        default:
          throw misuse(misuse_number::no_word, "a fact of a type that is none");
      }
    };
    facts_.push_back({view_of(f.name), value()});
  }

  log_.clear();
  for (const auto& t : touchpoints)
    log_.push_back({.at = instant_of(t.at),
                    .words = {.channel = static_cast<channel>(t.channel),
                              .direction = static_cast<direction>(t.direction),
                              .purpose = static_cast<purpose>(t.purpose),
                              .outcome = static_cast<outcome>(t.outcome),
                              .with = static_cast<party>(t.with)},
                    .until = optional_instant_of(t.until),
                    .steps = copy(t.steps, t.step_count),
                    .keys = copy(t.keys, t.key_count),
                    .id = view_of(t.id),
                    .address = view_of(t.address)});
  if (!std::ranges::is_sorted(log_, {}, &touchpoint_view::at)) std::ranges::stable_sort(log_, {}, &touchpoint_view::at);

  who_ = {.id = view_of(c.id),
          .name = view_of(c.name),
          .zone = view_of(c.zone),
          .region = view_of(c.region),
          .owner = view_of(c.owner),
          .owner_zone = view_of(c.owner_zone),
          .account = view_of(c.account),
          .referrer = view_of(c.referrer),
          .contacts = contacts_,
          .facts = facts_};
}

std::span<const std::string_view> case_views::copy(const tickler_text* texts, std::size_t count) {
  const auto begin = texts_.size();
  for (const auto& text : array(texts, count)) texts_.push_back(view_of(text));
  return std::span<const std::string_view>(texts_).subspan(begin);
}

void answers::clear() noexcept {
  decisions_.clear(), actions_.clear(), reasons_.clear(), blockers_.clear();
  keys_.clear(), key_begins_.clear();
}

void answers::add(const decision& d) {
  decisions_.push_back({.next_change = time_of(d.next_change),
                        .first_action = actions_.size(),
                        .action_count = d.actions.size(),
                        .status = static_cast<std::int32_t>(d.status),
                        .problem = static_cast<std::int32_t>(d.problem)});
  for (const auto& a : d.actions) {
    const auto key = d.key(a);
    key_begins_.push_back(keys_.size());
    keys_ += key;
    actions_.push_back({.start = time_of(a.start),
                        .not_before = time_of(a.not_before),
                        .due = time_of(a.due),
                        .at_latest = time_of(a.at_latest),
                        .when = time_of(a.when),
                        .key = {nullptr, key.size()},
                        .repetition = a.repetition,
                        .behind = a.behind,
                        .first_reason = static_cast<std::uint32_t>(reasons_.size()),
                        .reason_count = a.reason_count,
                        .first_blocker = static_cast<std::uint32_t>(blockers_.size()),
                        .blocker_count = a.blocker_count,
                        .cadence = a.cadence,
                        .step = a.step,
                        .ordinal = a.ordinal,
                        .variant = a.variant,
                        .channel = static_cast<std::uint16_t>(a.channel),
                        .purpose = static_cast<std::uint16_t>(a.purpose),
                        .to = static_cast<std::uint8_t>(a.to),
                        .state = static_cast<std::uint8_t>(a.state),
                        .flags = a.flags,
                        .contact = a.contact,
                        .replaced = a.replaced,
                        .reserved = {}});
    for (const auto& r : d.reasons_of(a))
      reasons_.push_back({time_of(r.from), time_of(r.to), static_cast<std::int32_t>(r.kind), r.index});
    for (const auto& b : d.blockers_of(a))
      blockers_.push_back(
          {static_cast<std::int32_t>(b.kind), b.index, static_cast<std::uint16_t>(b.channel), static_cast<std::uint8_t>(b.to), {}});
  }
}

tickler_decisions answers::finished() {
  if (std::max(reasons_.size(), blockers_.size()) > std::numeric_limits<std::uint32_t>::max())
    throw misuse(misuse_number::too_many, "too many cases for one call");
  for (std::size_t i = 0; i < actions_.size(); ++i) actions_[i].key.data = keys_.data() + key_begins_[i];
  return {.decisions = decisions_.data(),
          .actions = actions_.data(),
          .reasons = reasons_.data(),
          .blockers = blockers_.data(),
          .decision_count = decisions_.size(),
          .action_count = actions_.size(),
          .reason_count = reasons_.size(),
          .blocker_count = blockers_.size()};
}

instant instant_asked(tickler_time t) {
  const auto at = instant_of(t);
  if (!in_range(at)) throw misuse(misuse_number::out_of_time, "a time outside 1970 to 2037");
  return at;
}

std::string_view contact_kind_of(const policy& p, const action& a) {
  if (a.contact == action::no_contact) return {};
  const auto& channels = p.draft().channels;
  const auto name = p.words().name(a.channel);
  const auto used = std::ranges::find_if(channels, [name](const auto& each) { return *each.name == name; });
  if (used == channels.end() || a.contact >= used->needs.size())
    throw misuse(misuse_number::other_policy, "an action of another policy");
  return *used->needs[a.contact];
}

void restore(const tickler_action& a, std::uint64_t fingerprint, decision& out) {
  const auto key = view_of(a.key);
  out = {.policy_fingerprint = fingerprint, .keys = std::string(key)};
  action one;
  one.cadence = a.cadence, one.step = a.step, one.repetition = a.repetition, one.start = instant_of(a.start);
  one.ordinal = a.ordinal, one.variant = a.variant, one.replaced = a.replaced != 0, one.contact = a.contact;
  one.channel = static_cast<channel>(a.channel), one.purpose = static_cast<purpose>(a.purpose), one.to = static_cast<party>(a.to);
  one.key_size = static_cast<std::uint32_t>(key.size());
  out.actions.push_back(one);
}

}  // namespace tickler::c
