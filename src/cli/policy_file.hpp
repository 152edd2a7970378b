// Policies as the command names them.
#pragma once

#include <string>
#include <tickler/io/load_policy.hpp>

#include "cli/progress.hpp"

namespace tickler::cli {

// "-" is the standard input.
loaded_policy load(const std::string& name, const vocabulary& words);

// Reports what is wrong with it; empty if it cannot be used.
policy load_reported(const std::string& name, const vocabulary& words, progress& bar);

}  // namespace tickler::cli
