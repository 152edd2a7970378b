// One action of a decision as JSON.
#pragma once

#include <tickler/decision.hpp>

#include "base/json_text.hpp"

namespace tickler {

void write_action(json_text& json, const policy& p, const decision& d, const action& a);

}  // namespace tickler
