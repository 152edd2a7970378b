// The times of most actions: nothing but closed hours, and a limit at most, keeps them from their earliest instant. That comes down
// to a few comparisons, and is kept free of what other actions need (place.cpp). Where deciding branches, it says which way is
// usual: the compiler lays the other one aside.
#pragma once

#include "engine/decide/placing.hpp"

namespace tickler {

// When an action can be done, and why not earlier.
struct usual_time {
  bool is_known = false;  // else there is more to it
  instant when{};
  instant opens = time_begin, closed_since{};  // the stretch in which it lies, and the end of the one before
  instant changes = time_end;                  // when it is no longer possible, if it is possible now
  instant free = time_begin;                   // since when the limit leaves room, if that was in the way
};

// From x on.
inline usual_time when_open(const question& q, work_space::impl& space, const candidate& c, instant x) {
  if (c.set == 0) [[unlikely]]
    return {.is_known = x < time_end, .when = x};
  const auto* next = next_open(q, space, c.set, x);
  if (!next) [[unlikely]]
    return {};
  const auto [begin, end] = next->open;
  return {.is_known = true, .when = later(begin, x), .opens = begin, .closed_since = next->closed_since, .changes = end};
}

// The same from now on or from the earliest instant, with this limit in the way and actions that wait and count for it. Beside
// those that are ready; or behind them, and then `changes` is told even if it is not possible now.
usual_time when_allowed(const question& q, work_space::impl& space, const candidate& c, std::size_t limit, bool beside_ready);

// The limits in the way.
struct usual_limits {
  instant free = time_begin;  // from when on they leave room, if history alone counts for them
  int last = -1;              // the one that does so last
  int with_others = -1;       // one for which actions that wait count too
  std::uint32_t full = 0;     // those that leave no room beside what is ready
  bool too_many = false;
};

inline usual_limits limits_in_the_way(const question& q, work_space::impl& space, const candidate& c, bool beside_ready) {
  const auto since = std::min(c.earliest, q.now);  // nothing is asked of earlier instants
  usual_limits found;
  for (auto rest = c.held_back; rest != 0; rest &= rest - 1) {
    const auto limit = std::countr_zero(rest);
    const auto& counted = space.ledgers[static_cast<std::size_t>(limit)];
    if (counted.has_room_always()) continue;
    const auto& rule = q.policy.limit_rules[static_cast<std::size_t>(limit)];
    const auto together = beside_ready ? counted.ready() + 1 : 1;
    if (counted.surely_leaves_room(rule, together, since)) continue;
    if (together > rule.at_most) {
      found.full |= rest & -rest;
    } else if (!counted.is_history_alone()) {
      found.too_many |= found.with_others >= 0;
      found.with_others = limit;
    } else if (const auto free = counted.free_after_history(rule, together, q.frame()); free > found.free) {
      found.free = free;
      found.last = limit;
    }
  }
  found.too_many |= found.with_others >= 0 && found.last >= 0;
  return found;
}

// What has moved an action that waits: the limit, if no open time has passed since it left room, and the closed time just before.
inline void say_what_moved(const question& q, const candidate& c, const usual_time& t, int limit) {
  auto& reasons = q.out.reasons;
  auto since = c.earliest;
  const auto closed_since = t.opens < t.when ? t.when : later(t.closed_since, since);  // until then
  if (t.free > since && (t.free == t.when || t.free >= closed_since)) {
    reasons.push_back({reason_kind::limit, static_cast<std::uint16_t>(limit), since, t.free});
    since = t.free;
  }
  since = later(since, closed_since);
  if (since < t.when) reasons.push_back({reason_kind::calendar, 0, since, t.when});
}

// For what nothing holds. False, with nothing done, if there is more to it.
static inline bool place_usually(const question& q, work_space::impl& space, const candidate& c) {
  auto& a = c.result;
  auto& reasons = q.out.reasons;
  const auto begin = reasons.size();
  if (a.blocker_count != 0) [[unlikely]] {
    reasons.push_back({reason_kind::started, 0, a.start, a.start});
    note_order(space, blocked_rank);
  } else {
    usual_limits limits;
    std::optional<std::size_t> behind;
    for (;;) {
      limits = limits_in_the_way(q, space, c, !behind);
      if (limits.full == 0) [[likely]]
        break;
      if (behind) return false;
      behind = last_ready_beside(q, c, limits.full);
      if (!behind) return false;
    }
    if (limits.too_many || limits.free == time_end) [[unlikely]]
      return false;
    const bool with_others = limits.with_others >= 0;
    usual_time t;
    if (with_others) [[unlikely]]
      t = when_allowed(q, space, c, static_cast<std::size_t>(limits.with_others), !behind);
    else
      t = when_open(q, space, c, later(later(c.earliest, q.now), limits.free));
    const bool is_late = a.at_latest.value_or(time_end) < t.when;
    if (!t.is_known || (is_late && !was_open_in_time(q, c))) [[unlikely]]
      return false;
    reasons.push_back({reason_kind::started, 0, a.start, a.start});
    if (behind) [[unlikely]] {
      a.state = action_state::waiting;
      a.behind = static_cast<std::uint32_t>(*behind);  // its index once all are in order
      q.may_change_at(t.changes);
      note_order(space, behind_rank);
    } else {
      if (!with_others) t.free = limits.free;
      if (is_late) set_flag(a, action_flag::late);
      a.when = std::optional(t.when);
      a.state = t.when == q.now ? action_state::ready : action_state::waiting;
      q.may_change_at(t.when == q.now ? t.changes : t.when);
      if (t.when != q.now) say_what_moved(q, c, t, with_others ? limits.with_others : limits.last);
      count(space, c.counted, a);
      note_order(space, t.when.time_since_epoch().count());
    }
  }
  a.reason_begin = static_cast<std::uint32_t>(begin);
  a.reason_count = static_cast<std::uint32_t>(reasons.size() - begin);
  return true;
}

}  // namespace tickler
