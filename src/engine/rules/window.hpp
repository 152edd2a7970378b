// When the step on offer may be done: not before, due, at the latest. Semantics R54 to R61.
//
// All three count from one anchor: the base (when what came before was done), the start of the run, or the `until` of the
// touchpoint that started it. After that the times are independent, but for two things: neither due nor at_latest is before
// not_before, and a step counted from the start keeps the distance that was planned from the step before it:
//
//   from: start, after: 2 days / 7 days; the first done on day 5 -> the second not before day 10: five days apart, as planned
//
// A time that cannot be worked out (past 2037, no business time, a length without a value) is a problem that blocks the action.
#pragma once

#include <tickler/calendar.hpp>

#include "base/internal_access.hpp"
#include "engine/state/eval_context.hpp"
#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {

struct window {  // without a not_before the others are not known either
  std::optional<instant> not_before{}, due{}, at_latest{};
  time_problem problem = time_problem::none;  // why one that the step has is not known
};

// What the run's step counts from.
inline instant anchor_of(const step_rule& step, const run& r) noexcept {
  if (r.repetition != 0 || step.from == anchor::previous) return r.base;
  return step.from == anchor::until ? r.until.value_or(r.start) : r.start;
}

// Of the step and repetition at which the run stands.
time_result not_before_of(const eval_context& v, const run& r);

// The parts of window_of. What most windows need is inline: every action has one.
namespace window_parts {

inline time_result in_time(instant t) noexcept { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }
inline time_result later_of(const time_result& a, instant floor) noexcept { return a && a.at < floor ? in_time(floor) : a; }

time_result shifted_by_computed(const eval_context& v, const run& r, const window_side& side, instant anchor);

// A step `from: start` after another one comes no closer to the base than the two were planned apart. `begin`: start + after.
instant closest_to_base(const eval_context& v, const run& r, instant begin);

// The anchor and the side's length after it, or before it for "24 hours before".
inline time_result shifted(const eval_context& v, const run& r, const window_side& side, bool before, instant anchor) {
  if (side.length) [[likely]]
    return before ? v.frame().subtract(side.length->written(), anchor) : side.length->after(anchor, v.frame());
  return side.computed ? shifted_by_computed(v, r, side, anchor) : in_time(anchor);
}

inline time_result moved_to_time(const step_rule& step, const time_context& frame, const time_result& t) {
  return t && step.at ? frame.next_time_of_day(*step.at, t.at) : t;
}

// The order of R55: the length, then the distance as planned, then the time of day.
inline time_result beginning_of(const eval_context& v, const run& r, const step_rule& step, instant anchor) {
  const bool first = r.repetition == 0;
  auto t = shifted(v, r, step.after, first && step.after.before, anchor);
  if (first && t && step.from == anchor::start && r.step > 0) [[unlikely]]
    t = later_of(t, closest_to_base(v, r, t.at));
  return moved_to_time(step, v.frame(), t);
}

// The first instant of the next local date. Nearly always a look at the zone's table tells.
inline time_result next_day(const time_context& frame, instant t) {
  const auto offset = impl_of(frame.local).offset_around(t);  // until then too
  if (!offset) [[unlikely]]
    return frame.next_day(t);
  return in_time(date::floor<date::days>(t + *offset) + date::days{1} - *offset);
}

}  // namespace window_parts

// `not_before`: where it is known already.
[[gnu::always_inline]] inline window window_of(const eval_context& v, const run& r, const std::optional<time_result>& not_before) {
  using namespace window_parts;
  const auto& step = v.policy.cadences[r.cadence].steps[r.step];
  const auto anchor = anchor_of(step, r);
  const auto begins = not_before ? *not_before : beginning_of(v, r, step, anchor);
  window w;
  if (!begins) [[unlikely]] {
    w.problem = begins.problem;
    return w;
  }
  const auto set = [&w](std::optional<instant>& side, const time_result& t) {
    if (t) [[likely]]
      side = t.at;
    else if (w.problem == time_problem::none)
      w.problem = t.problem;
  };
  // R56: never before not_before. R59: `before` is for the first repetition alone.
  const auto side = [&](const window_side& s) {
    return later_of(shifted(v, r, s, r.repetition == 0 && s.before, anchor), begins.at);
  };
  w.not_before = begins.at;
  set(w.due, step.within.given() ? side(step.within) : next_day(v.frame(), begins.at));
  if (step.at_latest.given()) set(w.at_latest, side(step.at_latest));
  return w;
}

}  // namespace tickler::inline TICKLER_ABI
