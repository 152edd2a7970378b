// When an action can be done: after its holds, in open hours, within the limits, beside the actions above it. Semantics
// R75 and R80 to R85; what moved it, R89.
#pragma once

#include "engine/rules/decision_context.hpp"

namespace tickler {

// Gives an offered action its time and says what moved it, those above it having theirs.
void place(decision_context& c, const candidate& offered);

}  // namespace tickler
