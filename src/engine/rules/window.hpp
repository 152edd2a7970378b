// When the step on offer may be done: not before, due, at the latest, as the policy plans it. Semantics R54 to R61; what holds and
// the hours make of due and at_latest is in clocks.hpp.
//
// All three count from one anchor: the base (when what came before was done), the start of the run, the `until` of the touchpoint
// that started it, or an occurrence of a schedule (`every`). After that the times are independent, but for these: neither due nor
// at_latest is before not_before, and a step may keep a distance from what was carried out last in its run:
//
//   from: start, after: 2 days / 7 days; the first done on day 5 -> the second not before day 10: five days apart, as planned
//
// `at` moves not_before to a time of day: after whole dates to that time on the date of the sum, else to the first such time at or
// after it.
//
// A time that cannot be worked out (past 2037, no business time, a length without a value, no `until`) is a problem that blocks the
// action.
#pragma once

#include <tickler/calendar.hpp>

#include "base/internal_access.hpp"
#include "engine/state/eval_context.hpp"
#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {

// The step at which it stands.
inline const step_rule& step_of(const eval_context& v, const run& r) { return v.policy.cadences[r.cadence].steps[r.step]; }

struct window {                                             // without a not_before the others are not known either
  std::optional<instant> not_before{}, due{}, at_latest{};  // due and at_latest: those that the policy states
  time_problem problem = time_problem::none;                // why one that the step has is not known
  // R55: it was not before the sum that not_before is of, but is before not_before as `at` moved that.
  bool overtook_due = false, overtook_at_latest = false;
};

inline bool counts_from_base(const step_rule& step, const run& r) noexcept {
  return step.from == anchor::previous || (r.repetition != 0 && !step.every);
}

// No later than what the run's step counts from, if that is known; without a schedule, just that.
inline instant earliest_anchor(const step_rule& step, const run& r) noexcept {
  if (counts_from_base(step, r)) return r.base;
  return step.from == anchor::until ? r.until.value_or(r.start) : r.start;
}

// not_before, and what it would be without a time of day.
struct beginning {
  time_result at{}, untimed{};
};

// Of the step and repetition at which the run stands.
beginning beginning_of(const eval_context& v, const run& r);
inline time_result not_before_of(const eval_context& v, const run& r) { return beginning_of(v, r).at; }

// The date that it is written `before`, if it is.
std::optional<instant> date_of(const eval_context& v, const run& r);

// The parts of window_of. What most windows need is inline: every action has one.
namespace window_parts {

inline time_result in_time(instant t) noexcept { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }
inline time_result later_of(const time_result& a, instant floor) noexcept { return a && a.at < floor ? in_time(floor) : a; }

time_result shifted_by_computed(const eval_context& v, const run& r, const window_side& side, instant anchor);
time_result rare_anchor_of(const eval_context& v, const step_rule& step, const run& r);
beginning rare_beginning_of(const eval_context& v, const run& r, const step_rule& step, const time_result& anchor,
                            const time_result& sum);

// What the run's step counts from.
inline time_result anchor_of(const eval_context& v, const step_rule& step, const run& r) {
  if (counts_from_base(step, r)) return {r.base};
  if (step.from == anchor::start && !step.every) [[likely]]
    return {r.start};
  return rare_anchor_of(v, step, r);
}

// The anchor and the side's length after it, or before it for "24 hours before".
inline time_result shifted(const eval_context& v, const run& r, const step_rule& step, const window_side& side, bool before,
                           const time_result& anchor) {
  if (!anchor) [[unlikely]]
    return anchor;
  if (side.length) [[likely]]
    return before ? v.frame_of(step).subtract(side.length->written(), anchor.at) : side.length->after(anchor.at, v.frame_of(step));
  return side.computed ? shifted_by_computed(v, r, side, anchor.at) : in_time(anchor.at);
}

inline beginning beginning_from(const eval_context& v, const run& r, const step_rule& step, const time_result& anchor) {
  const auto sum = shifted(v, r, step, step.after, step.after.before && !counts_from_base(step, r), anchor);
  if (step.at || step.keeps_distance) [[unlikely]]
    return rare_beginning_of(v, r, step, anchor, sum);
  return {sum, sum};
}

// The first instant of the next local date. Nearly always a look at the zone's table tells.
inline time_result next_day(const time_context& frame, instant t) {
  const auto offset = impl_of(frame.local).offset_around(t);  // until then too
  if (!offset) [[unlikely]]
    return frame.next_day(t);
  return in_time(date::floor<date::days>(t + *offset) + date::days{1} - *offset);
}

}  // namespace window_parts

// `known`: the beginning, where it is known already.
[[gnu::always_inline]] inline window window_of(const eval_context& v, const run& r, const std::optional<beginning>& known) {
  using namespace window_parts;
  const auto& step = v.policy.cadences[r.cadence].steps[r.step];
  const auto anchor = anchor_of(v, step, r);
  const auto begins = known ? *known : beginning_from(v, r, step, anchor);
  window w;
  if (!begins.at) [[unlikely]] {
    w.problem = begins.at.problem;
    return w;
  }
  const bool backward = !counts_from_base(step, r);  // R59: `before` is not for later repetitions
  // R56: never before not_before.
  const auto set = [&](const time_result& t, std::optional<instant>& side, bool& overtook) {
    if (!t) [[unlikely]] {
      if (w.problem == time_problem::none) w.problem = t.problem;
      return;
    }
    overtook = t.at < begins.at.at && begins.untimed.at <= t.at;
    side = later_of(t, begins.at.at).at;
  };
  w.not_before = begins.at.at;
  if (step.within.given()) set(shifted(v, r, step, step.within, backward && step.within.before, anchor), w.due, w.overtook_due);
  if (step.at_latest.given())
    set(shifted(v, r, step, step.at_latest, backward && step.at_latest.before, anchor), w.at_latest, w.overtook_at_latest);
  else if (step.dated && backward && anchor) [[unlikely]]
    w.at_latest = later_of(anchor, begins.at.at).at;
  return w;
}

}  // namespace tickler::inline TICKLER_ABI
