// The times of most actions: nothing but closed hours, and a limit at most, keeps them from their earliest instant. That comes down
// to a few comparisons, and is kept free of what other actions need (place.cpp).
#pragma once

#include "engine/placing.hpp"

namespace tickler {

// When an action can be done, and why not earlier.
struct usual_time {
  bool is_known = false;  // else there is more to it
  instant when{};
  instant closed_since = time_end;  // until `when`; time_end: it is open before
  instant changes = time_end;       // when it is no longer possible, if it is possible now
  instant free = time_begin;        // since when the limit leaves room, if that was in the way
};

// From x on.
inline usual_time when_open(const question& q, work_space::impl& space, const candidate& c, instant x) {
  if (!c.hours) return {.is_known = x < time_end, .when = x};
  const auto next = next_open(q, space, c, x);
  if (!next) return {};
  const auto [begin, end] = next->open;
  return {.is_known = true, .when = later(begin, x), .closed_since = begin >= x ? next->closed_since : time_end, .changes = end};
}

// The same with this limit in the way, and actions that wait and count for it.
usual_time when_allowed(const question& q, work_space::impl& space, candidate c, std::size_t limit, instant x);

// The limits in the way.
struct usual_limits {
  instant free = time_begin;  // from when on they leave room, if history alone counts for them
  int last = -1;              // the one that does so last
  int with_others = -1;       // one for which actions that wait count too
  bool too_many = false;
};

inline usual_limits limits_in_the_way(const question& q, work_space::impl& space, const candidate& c) {
  const auto since = c.earliest < q.now ? c.earliest : q.now;  // nothing is asked of earlier instants
  usual_limits found;
  for (auto rest = c.held_back; rest != 0; rest &= rest - 1) {
    const auto limit = std::countr_zero(rest);
    const auto& rule = q.policy.limit_rules[static_cast<std::size_t>(limit)];
    const auto& counted = ledger_of(q, space, static_cast<std::size_t>(limit));
    const auto together = counted.ready + 1;
    if (counted.surely_leaves_room(rule, together, since)) continue;
    if (!counted.is_history_alone()) {
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
  const auto closed_since = later(t.closed_since, since);
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
  if (a.blocker_count != 0) {
    reasons.push_back({reason_kind::started, 0, a.start, a.start});
  } else {
    const auto limits = limits_in_the_way(q, space, c);
    if (limits.too_many || limits.free == time_end) return false;
    const auto from = later(later(c.earliest, q.now), limits.free);
    const bool with_others = limits.with_others >= 0;
    auto t =
        with_others ? when_allowed(q, space, c, static_cast<std::size_t>(limits.with_others), from) : when_open(q, space, c, from);
    if (!with_others) t.free = limits.free;
    const bool is_late = a.at_latest && t.when > *a.at_latest;
    if (!t.is_known || (is_late && !was_open_in_time(c))) return false;
    if (is_late) set_flag(a, action_flag::late);
    a.when = std::optional(t.when);
    a.state = t.when == q.now ? action_state::ready : action_state::waiting;
    q.may_change_at(t.when == q.now ? t.changes : t.when);
    reasons.push_back({reason_kind::started, 0, a.start, a.start});
    if (t.when != q.now) say_what_moved(q, c, t, with_others ? limits.with_others : limits.last);
    count(q, space, c.counted, a);
  }
  a.reason_begin = static_cast<std::uint32_t>(begin);
  a.reason_count = static_cast<std::uint32_t>(reasons.size() - begin);
  return true;
}

}  // namespace tickler
