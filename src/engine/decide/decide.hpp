// What a state comes to at an instant: semantics R68 and R91 to R96.
//
// All that is on offer is placed, highest priority first; then the actions are put in the order in which people read them (ready,
// waiting, blocked, each by time), and the first of them tells the status.
#pragma once

#include <tickler/decision.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

void clear(decision& d, std::uint64_t policy_fingerprint);
void invalidate(decision& out, prospect_problem problem);

// Into a clear decision. The facts of the prospect must be in the context's memory.
void decide_at(const eval_context& v, decide_workspace& space, decision& out);

}  // namespace tickler::inline TICKLER_ABI
