// When an action can be done: after its holds, in open hours, within the limits, beside the actions above it. Semantics
// R75 and R80 to R85; what moved it, R89.
//
// Constraints, each of which can say from an instant on where it next leaves room: the hours, and one window for each limit that
// may be in the way (rules/limit.hpp). The first instant that all of them allow is found by asking them in turn, until none moves
// it any more; each only ever moves it forward, so that is the earliest. Nearly every action has no limit in its way, or one, and
// then one round is enough.
//
// Actions are placed one after the other, highest priority first, and never moved again: what is placed counts for the limits of
// those below. That makes it a greedy list schedule, which is what a salesperson expects of "priority": a lower action never delays
// a higher one.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

// Gives an offered action its time and says what moved it, those above it having theirs.
void place(decision_context& c, const candidate& offered);

}  // namespace tickler::inline TICKLER_ABI
