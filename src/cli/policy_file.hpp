// Policies as the command names them.
#pragma once

#include <optional>
#include <string>
#include <tickler/instant.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/policy_tests.hpp>
#include <vector>

#include "report.hpp"

namespace tickler::cli {

// "-" is the standard input.
loaded_policy load(const std::string& name, const vocabulary& words);

// Reports what is wrong with it; empty if it cannot be used.
policy load_reported(const std::string& name, const vocabulary& words, report& problems);

struct policy_and_tests {
  std::string file;
  loaded_policy policy;
  loaded_policy_tests tests;  // those in the policy and beside it; none where the policy cannot be used
};
policy_and_tests load_with_tests(const std::string& name, std::optional<instant> now = {});  // now: as load_options have it

// Each once. A file of tests stands for the policy that it lies beside, so that one pattern may name both.
std::vector<std::string> policies_among(const std::vector<std::string>& names);

}  // namespace tickler::cli
