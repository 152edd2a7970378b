#include "cli/policy_file.hpp"

#include <iostream>

#include "cli/input.hpp"
#include "cli/report.hpp"

namespace tickler::cli {

loaded_policy load(const std::string& name, const vocabulary& words) {
  return name == "-" ? load_policy(read_all(std::cin), "<stdin>", words) : load_policy_file(name, words);
}

policy load_reported(const std::string& name, const vocabulary& words, progress& bar) {
  report problems(bar);
  const auto loaded = load(name, words);
  for (const auto& d : loaded.diagnostics()) problems.add(d);
  return loaded ? loaded.value() : policy();
}

}  // namespace tickler::cli
