#include "engine/decide/outlook.hpp"

#include "engine/fold/fold_listener.hpp"

namespace tickler::inline TICKLER_ABI {

step_on_offer moved_on(const eval_context& v, const run& started, moved_run& buffers, change_clock& clock) {
  buffers.at_now = started;
  const no_listener nobody;
  const auto there = current_step(v, buffers.at_now, buffers.later, nobody, expiry_asked::yes);
  const auto& cadence = v.policy.cadences[started.cadence];
  if (cadence.has_conditions) {  // those from where the run is were asked, up to the one found
    const auto end = there.at ? there.at->step + 1u : cadence.steps.size();
    for (std::size_t i = started.step; i < end; ++i)
      if (cadence.steps[i].condition) clock.may_change_at(next_change(v, cadence.steps[i], started));
  }
  clock.may_change_at(there.passes);
  return there;
}

}  // namespace tickler::inline TICKLER_ABI
