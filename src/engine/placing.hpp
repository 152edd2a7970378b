// What giving actions their times needs, whether anything is in their way or not.
#pragma once

#include <algorithm>
#include <bit>

#include "engine/candidate.hpp"
#include "time/open_tables.hpp"

namespace tickler {

inline void set_flag(action& a, action_flag f) noexcept {
  a.flags = static_cast<std::uint8_t>(a.flags | static_cast<std::uint8_t>(f));
}

// As std::max, by value: without a branch.
inline instant later(instant a, instant b) noexcept { return a < b ? b : a; }

inline limit_ledger& ledger_of(const question& q, work_space::impl& space, std::size_t limit) {
  auto& ledger = space.ledgers[limit];
  if ((space.ledgers_begun >> limit & 1) == 0) {
    space.ledgers_begun |= 1u << limit;
    ledger.begin(q.folded.limit_times.data() + q.policy.limit_rules[limit].first_slot, q.folded.limit_counts[limit]);
  }
  return ledger;
}

// What has its time counts for those placed after it.
inline void count(const question& q, work_space::impl& space, std::uint32_t limits, const action& a) {
  for (auto rest = limits; rest != 0; rest &= rest - 1) {
    auto& ledger = ledger_of(q, space, static_cast<std::size_t>(std::countr_zero(rest)));
    if (a.state == action_state::ready)
      ++ledger.ready;
    else
      ledger.add(*a.when);
  }
}

// Of the history.
inline instant newest_counted(const question& q, std::size_t limit) {
  const auto count = q.folded.limit_counts[limit];
  return count == 0 ? time_begin : q.folded.limit_times[q.policy.limit_rules[limit].first_slot + count - 1];
}

// Something was open within the window: there is no need to be early.
inline bool was_open_in_time(const candidate& c) {
  if (!c.hours) return true;
  const auto open = c.hours->from(*c.result.not_before);
  return open && open->begin <= *c.result.at_latest;
}

// The open stretch of the action's calendars at or after x, if a quick look tells. Most actions of a decision ask it of `now`.
inline std::optional<next_stretch> next_open(const question& q, work_space::impl& space, const candidate& c, instant x) {
  const auto look = [&] { return c.hours->get() ? c.hours->get()->next_from(x) : std::nullopt; };
  if (x != q.now) return look();
  if (q.who.open_now && q.who.open_now[c.set]) return q.who.open_now[c.set];
  auto& known = space.open_now;
  if (known.hours != c.hours) known = {c.hours, look()};
  return known.found;
}

}  // namespace tickler
