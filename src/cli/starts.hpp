// What a preview begins with.
#pragma once

#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <vector>

namespace tickler::cli {

// What starts the policy's cadences, each once: the names of events, or of cadences that a pattern starts.
std::vector<std::string> all_starts(const policy& p);

// Why no touchpoint alone can begin that cadence, and which was meant; empty where one can.
std::string cadence_problem(const policy& p, std::string_view cadence);

// That there is no such event or cadence, and which was meant.
std::string no_start(const policy& p, std::string_view name);

}  // namespace tickler::cli
