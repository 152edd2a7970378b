// Whether the engine decides the same in each of its ways.
#pragma once

#include <optional>
#include <string>
#include <tickler/policy.hpp>

#include "workload.hpp"

namespace workload {

// Compares one by one, in bulk, kept by one thread and by two, and from a kept state that takes in the last touchpoint, for every
// prospect. The first difference in words, if any.
std::optional<std::string> first_difference_between_ways(const tickler::policy& policy, const columns& c, tickler::instant when);

}  // namespace workload
