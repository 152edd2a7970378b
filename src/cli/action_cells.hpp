// One action as the cells of a worklist's line.
#pragma once

#include <string>
#include <tickler/io/results.hpp>

namespace tickler::cli {

// Fit for a terminal.
struct action_cells {
  std::string what{}, when{}, flags{}, why{}, note{};
};

std::string shown(const prospect& who);  // "ada (Ada Lovelace)"

action_cells cells_of(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local, instant now);

}  // namespace tickler::cli
