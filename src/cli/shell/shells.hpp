// What a shell completes, as a script that it reads.
#pragma once

#include <string>

#include "cli/command_tree.hpp"

namespace tickler::cli::shell {

std::string bash_completion(const command_tree& commands);
std::string zsh_completion(const command_tree& commands);
std::string fish_completion(const command_tree& commands);

std::string man_page(const command_tree& commands);  // in the macros of man(7)

}  // namespace tickler::cli::shell
