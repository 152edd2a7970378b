// What giving actions their times needs, whether anything is in their way or not.
#pragma once

#include <algorithm>
#include <bit>

#include "engine/decide/decision_context.hpp"
#include "time/open_tables.hpp"

namespace tickler {

inline void set_flag(action& a, action_flag f) noexcept {
  a.flags = static_cast<std::uint8_t>(a.flags | static_cast<std::uint8_t>(f));
}

// As std::max, of instants in range or nearly: without a branch, for which is later is often as good as random.
inline instant later(instant a, instant b) noexcept {
  const auto ahead = (b - a).count();
  return a + std::chrono::seconds{ahead & ~(ahead >> 63)};
}

inline instant either(bool first, instant a, instant b) noexcept {  // a if so, else b: in the same way
  return b + std::chrono::seconds{(a - b).count() & -std::int64_t{first}};
}

// What has its time counts for those placed after it.
inline void count(work_space::impl& space, std::uint32_t limits, const action& a) {
  for (auto rest = limits; rest != 0; rest &= rest - 1) {
    auto& ledger = space.ledgers[static_cast<std::size_t>(std::countr_zero(rest))];
    if (a.state == action_state::ready)
      ledger.add_ready();
    else
      ledger.add(*a.when);
  }
}

// Of the history.
inline instant newest_counted(const question& q, std::size_t limit) {
  const auto count = q.folded.limit_counts[limit];
  return count == 0 ? time_begin : q.folded.limit_times[q.policy.limit_rules[limit].first_slot + count - 1];
}

// The limits that count an action that has its channel.
inline std::uint32_t limits_counting(const question& q, const action& a) {
  const auto* choice = choice_of(q.policy, a);
  return choice ? choice->limits[a.replaced] & static_cast<std::uint32_t>(q.limits_in_force) : 0;
}

// The last of the ready actions above that share a limit in which there is no room for them and this one together, `full` being
// those; if no single limit is so short, the last that shares any.
inline std::optional<std::size_t> last_ready_beside(const question& q, const candidate& c, std::uint32_t full) {
  std::optional<std::size_t> last_any;
  for (auto j = q.out.actions.size() - 1; j-- > 0;) {  // those above
    const auto& other = q.out.actions[j];
    const auto shared = other.state == action_state::ready ? limits_counting(q, other) & c.held_back : 0;
    if ((shared & full) != 0) return j;
    if (shared != 0 && !last_any) last_any = j;
  }
  return last_any;
}

inline void note_order(work_space::impl& space, std::int64_t rank) noexcept {
  space.in_order &= space.last_rank <= rank;
  space.last_rank = rank;
}

// Something was open within the window: there is no need to be early.
inline bool was_open_in_time(const question& q, const candidate& c) {
  if (c.set == 0) return true;
  const auto open = q.who.where->hours(c.set).from(*c.result.not_before);
  return open && open->begin <= *c.result.at_latest;
}

// The open stretch of the action's calendars at or after x, if a quick look tells. Most actions of a decision ask it of `now`.
inline const next_stretch* next_open(const question& q, work_space::impl& space, std::uint16_t set, instant x) {
  const bool is_now = x == q.now;
  if (is_now && q.who.open_now && q.who.open_now[set]) return &*q.who.open_now[set];
  if (is_now && space.known_set == set) return &space.open_now;
  if (is_now) space.known_set = 0;
  const auto* tables = q.who.where->hours(set).get();
  auto& found = is_now ? space.open_now : space.asked;
  if (!tables || !tables->next_from(x, found)) return nullptr;
  if (is_now) space.known_set = set;
  return &found;
}

}  // namespace tickler
