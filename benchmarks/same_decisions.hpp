// Whether the rivals decide as the engine does.
#pragma once

#include <optional>
#include <string>
#include <tickler/policy.hpp>

#include "hand_written.hpp"
#include "hard_coded.hpp"
#include "workload.hpp"

namespace workload {

hand_written::prospect by_hand(const columns& c, std::size_t i);

// What the rivals say, as the engine would.
tickler::decision as_decision(const hand_written::decision& d);
tickler::decision as_decision(const hard_coded::results& all, std::size_t i);

// Compares all that is decided for every prospect. The first difference in words, if any.
std::optional<std::string> first_difference(const tickler::policy& policy, const columns& c, tickler::instant when);

}  // namespace workload
