// When the step on offer may be done: not before, due, at the latest.
#pragma once

#include <tickler/calendar.hpp>

#include "engine/viewpoint.hpp"

namespace tickler {

class fold_trace;

struct window {  // without a not_before the others are not known either
  std::optional<instant> not_before{}, due{}, at_latest{};
  time_problem problem = time_problem::none;  // why one that the step has is not known
};

reached not_before_of(const viewpoint& v, const run& r);
// The run at the step that it has on offer: r itself, or `later`, which is r at a later step; null if the condition of none that
// remains holds, or if the run is over. Moves r on over repetitions that have expired: past the last step it is over, as of
// `r.base`.
const run* on_offer(const viewpoint& v, run& r, run& later, fold_trace* trace = nullptr);

// The instant at which the repetition that the run is at expires, if ever.
std::optional<instant> expiry_of(const viewpoint& v, const run& r);

// Takes the repetition on offer as done or passed at t. False when it was the last: the run is over.
bool move_on(const cadence_rule& cadence, run& r, instant t);

// The rest is inline, for all steps of all prospects go through it.

inline reached in_time(instant t) noexcept { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }
inline reached later_of(reached a, instant floor) noexcept { return a && a.at < floor ? in_time(floor) : a; }

// Of a side that is computed, or "before".
reached shifted_otherwise(const viewpoint& v, const run& r, const window_side& side, bool before, instant b);

// A step `from: start` after another one comes no closer to the base than the two were planned apart. `begin`: start + after.
instant closest_to_base(const viewpoint& v, const run& r, instant begin);

// b + d, or b - d for "24 hours before".
inline reached shifted(const viewpoint& v, const run& r, const window_side& side, bool before, instant b) {
  if (before || side.computed) return shifted_otherwise(v, r, side, before, b);
  return side.length ? side.length->after(b, v.frame()) : in_time(b);
}

inline reached moved_to_time(const step_rule& step, const time_frame& frame, reached t) {
  return t && step.at ? frame.next_time_of_day(*step.at, t.at) : t;
}

// Where the first repetition of a step counts from, `base` being when the one before it was done.
inline instant counted_from_of(const step_rule& step, const run& r, instant base) noexcept {
  if (step.from == counted_from::previous) return base;
  return step.from == counted_from::until ? r.until.value_or(r.start) : r.start;
}

// What the run's step counts from.
inline instant counted_from_of(const step_rule& step, const run& r) noexcept {
  return r.repetition == 0 ? counted_from_of(step, r, r.base) : r.base;
}

// `b`: what the step counts from.
inline reached beginning_of(const viewpoint& v, const run& r, const step_rule& step, instant b) {
  const bool first = r.repetition == 0;
  auto t = shifted(v, r, step.after, first && step.after.before, b);
  if (first && t && step.from == counted_from::start && r.step > 0) t = later_of(t, closest_to_base(v, r, t.at));
  return moved_to_time(step, v.frame(), t);
}

// The one at which the run stands.
inline window window_of(const viewpoint& v, const run& r, const step_rule& step) {
  const auto from = counted_from_of(step, r);
  window w;
  const auto known = [&w](reached t) {
    if (!t && w.problem == time_problem::none) w.problem = t.problem;
    return t ? std::optional(t.at) : std::nullopt;
  };
  w.not_before = known(beginning_of(v, r, step, from));
  if (!w.not_before) return w;
  const auto floor = *w.not_before;
  const auto side = [&](const window_side& s) { return later_of(shifted(v, r, s, r.repetition == 0 && s.before, from), floor); };
  w.due = known(step.within.given() ? side(step.within) : v.frame().next_day(floor));
  if (step.at_latest.given()) w.at_latest = known(side(step.at_latest));
  return w;
}

}  // namespace tickler
