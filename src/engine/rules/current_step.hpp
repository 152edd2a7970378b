// Which step of a run is on offer at an instant: semantics R37, R38, R64 and R66.
//
// A state does not move when time passes. A run stands where the last touchpoint that concerned it has left it; whoever looks at
// it later asks which step is on offer by then: repetitions that have expired meanwhile are passed, and so are steps whose `if`
// does not hold. That is asked anew each time, and written down only by a fold, when a touchpoint makes the past final.
//
//   steps: call (expires: 2 days), mail      asked at day 1: call
//                                            asked at day 3: mail, as of the end of day 2
//
// Cost: the repetitions that have expired, each a window and an addition.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/clocks.hpp"

namespace tickler::inline TICKLER_ABI {

// A run at the step that it has on offer.
struct step_on_offer {
  const run* at = nullptr;            // null: there is none
  std::optional<beginning> begins{};  // where it was worked out on the way
  std::optional<instant> passes{};    // when it will be given up, if ever
};

// R129: whether one of the step's channels leads to somebody, by the history alone.
bool is_reachable(const eval_context& v, const step_rule& step, const run& r);

// For the condition of the step, what it asks of it being known.
inline eval_context as_asked_by(const step_rule& step, const eval_context& v, const run& r) {
  auto asked = v;
  if (step.asks_reachable) asked.reachable = is_reachable(v, step, r);
  return asked;
}

inline bool is_met(const eval_context& v, const step_rule& step, const run& r) {
  if (!step.condition) return true;
  return step.asks_reachable ? holds(as_asked_by(step, v, r), *step.condition, &r) : holds(v, *step.condition, &r);
}

inline std::optional<instant> next_change(const eval_context& v, const step_rule& step, const run& r) {
  return next_change(as_asked_by(step, v, r), *step.condition, &r);
}

// The run at the first step that remains and whose condition holds: r itself, or `later`, which is r at a later step; null if there
// is none.
const run* first_that_holds(const eval_context& v, const run& r, run& later);

// Takes the repetition on offer as done or passed at t. False when it was the last: the run is over.
bool move_on(const cadence_rule& cadence, run& r, instant t);

// Whether a caller wants to know when the step on offer will expire, or only that it has not.
enum class expiry_asked : bool { no, yes };

// The run at the step on offer at v.now. Moves r on over repetitions that have expired: past the last step it is over, as of
// `r.base`. `listener` hears of each.
template <class Listener>
step_on_offer current_step(const eval_context& v, run& r, run& later, Listener& listener, expiry_asked asked) {
  const auto& cadence = v.policy.cadences[r.cadence];
  for (;;) {
    const auto* there = cadence.has_conditions ? first_that_holds(v, r, later) : &r;
    if (!there) return {};
    const auto& step = cadence.steps[there->step];
    const bool surely_not_yet = asked == expiry_asked::no && v.now - earliest_anchor(step, *there) < step.lives_at_least;
    if (!step.lapses() || surely_not_yet) return {.at = there};
    const auto begins = beginning_of(v, *there);
    const auto end = passes_at(v, *there, begins.at);
    if (!end || *end > v.now || !v.spend(step.work)) return {.at = there, .begins = begins, .passes = end};
    // It passes as of its end and not as of now, and the next counts from there: so it is the same whenever it is asked (R38).
    r.step = there->step, r.repetition = there->repetition;
    listener.expired(r, *end);
    if (!move_on(cadence, r, *end)) return {};
  }
}

}  // namespace tickler::inline TICKLER_ABI
