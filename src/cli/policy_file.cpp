#include "cli/policy_file.hpp"

#include <iostream>

#include "cli/input.hpp"

namespace tickler::cli {

loaded_policy load(const std::string& name, const vocabulary& words) {
  return name == "-" ? load_policy(read_all(std::cin), "<stdin>", words) : load_policy_file(name, words);
}

}  // namespace tickler::cli
