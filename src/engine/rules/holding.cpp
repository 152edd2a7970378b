#include "engine/rules/holding.hpp"

#include <algorithm>

#include "engine/rules/clocks.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// R74: the last end counts, and so does its reason; of equal ends the first that was asked. `hold_end` is kept even where it moves
// nothing: R83 asks from where on there is no hold.
void hold_until(candidate& held, reason_kind kind, std::size_t index, instant end) {
  held.hold_end = std::max(held.hold_end, end);
  if (end <= held.earliest) return;
  held.held = reason{kind, static_cast<std::uint16_t>(index), *held.result.not_before, end};
  held.earliest = end;
}

}  // namespace

// Holds and a snooze of everything are for actions to the prospect (R33, R73); internal ones have no channel choice and heed
// neither (R72). What was snoozed by name is held whatever its kind (R34).
void apply_holds(const decision_context& c, const run& r, bit_mask in_force, candidate& held) {
  const auto& folded = c.view.folded;
  if (held.choice && held.result.to == party::prospect) {
    for_each_bit(held.choice->holds & in_force, [&](std::size_t i) {
      if (const auto end = folded.hold_end(c.view.policy, i, folded.keys[r.key])) hold_until(held, reason_kind::hold, i, *end);
    });
    if (folded.snoozed) hold_until(held, reason_kind::snooze, 0, *folded.snoozed);
  }
  for (const auto& snooze : folded.step_snoozes)
    if (is_about(c.view, snooze, r)) hold_until(held, reason_kind::snooze, 0, snooze.until);
}

}  // namespace tickler::inline TICKLER_ABI
