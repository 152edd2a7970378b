// From runs to actions: semantics R74, R84 to R88 and R91.
#pragma once

#include "engine/rules/decision_context.hpp"

namespace tickler {

// Adds the action of the step that the run has on offer, if any: its window, its channel or what blocks it, and its time.
void offer(decision_context& c, const run& started);

}  // namespace tickler
