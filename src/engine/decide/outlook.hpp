// Which step of a run is on offer now, and when that may be another one: what a decision begins with, and all that an audit asks of
// the time between touchpoints ("was there a next step at every moment?"), which places nothing.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/current_step.hpp"
#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

// There is none while the `if` of the run's cadence does not hold. Valid until the next is asked for.
step_on_offer moved_on(const eval_context& v, const run& started, moved_run& buffers, change_clock& clock);

inline step_on_offer on_offer(const eval_context& v, const run& started, moved_run& buffers, change_clock& clock) {
  const auto& cadence = v.policy.cadences[started.cadence];
  if (cadence.condition && !holds_now(v, *cadence.condition, clock, &started)) [[unlikely]]
    return {};
  if (cadence.stands_still()) [[likely]]
    return {.at = &started};
  return moved_on(v, started, buffers, clock);
}

}  // namespace tickler::inline TICKLER_ABI
