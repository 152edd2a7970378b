// What a state comes to at an instant.
#pragma once

#include <tickler/decision.hpp>

#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"

namespace tickler {

void clear(decision& d);
void invalidate(decision& out, prospect_problem problem);

// Into a clear decision. `memory` has the facts of the prospect.
void decide_at(const compiled_policy& p, const subject& who, const state::impl& s, instant now, condition_memory& memory,
               decision& out);

}  // namespace tickler
