// From runs to actions: semantics R74, R84 to R88 and R91.
//
// An action goes through its rules in one order: which step (outlook), its window, its channel, its holds, its time (placement).
// What one of them finds is final for those after it: a channel is chosen before its hours are asked, a late step has its apology
// before anything forbids it.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

// Adds the action of the step that the run has on offer, if any: its window, its channel or what blocks it, and its time.
void offer(decision_context& c, const run& started);

}  // namespace tickler::inline TICKLER_ABI
