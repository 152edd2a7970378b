// When the step on offer may be done: not before, due, at the latest.
#pragma once

#include <tickler/calendar.hpp>

#include "engine/state/eval_context.hpp"

namespace tickler {

class fold_trace;

struct window {  // without a not_before the others are not known either
  std::optional<instant> not_before{}, due{}, at_latest{};
  time_problem problem = time_problem::none;  // why one that the step has is not known
};

reached not_before_of(const viewpoint& v, const run& r);
window window_of(const viewpoint& v, const run& r, const step_rule& step);  // the one at which the run stands

// The run at the step that it has on offer: r itself, or `later`, which is r at a later step; null if the condition of none that
// remains holds, or if the run is over. Moves r on over repetitions that have expired: past the last step it is over, as of
// `r.base`.
const run* on_offer(const viewpoint& v, run& r, run& later, fold_trace* trace = nullptr);

// The instant at which the repetition that the run is at expires, if ever.
std::optional<instant> expiry_of(const viewpoint& v, const run& r);

// Takes the repetition on offer as done or passed at t. False when it was the last: the run is over.
bool move_on(const cadence_rule& cadence, run& r, instant t);

// A step `from: start` after another one comes no closer to the base than the two were planned apart. `begin`: start + after.
instant closest_to_base(const viewpoint& v, const run& r, instant begin);

// Where the first repetition of a step counts from, `base` being when the one before it was done.
inline instant counted_from_of(const step_rule& step, const run& r, instant base) noexcept {
  if (step.from == counted_from::previous) return base;
  return step.from == counted_from::until ? r.until.value_or(r.start) : r.start;
}

// What the run's step counts from.
inline instant counted_from_of(const step_rule& step, const run& r) noexcept {
  return r.repetition == 0 ? counted_from_of(step, r, r.base) : r.base;
}

}  // namespace tickler
