// Policies as the command names them.
#pragma once

#include <string>
#include <tickler/io/load_policy.hpp>

namespace tickler::cli {

// "-" is the standard input.
loaded_policy load(const std::string& name, const vocabulary& words);

}  // namespace tickler::cli
