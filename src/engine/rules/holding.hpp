// What keeps an action back until an instant: holds and snoozes. Semantics R33, R34 and R74.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

// By those of these holds that concern it, and by snoozes: moves `earliest` to the last end, and says what moved it.
void apply_holds(const decision_context& c, const run& r, bit_mask in_force, candidate& held);

}  // namespace tickler::inline TICKLER_ABI
