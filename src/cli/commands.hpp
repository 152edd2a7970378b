// The commands. Each returns an exit code and writes what it found to `out`, what is wrong to the standard error output. They
// throw std::runtime_error for a file that cannot be read.
#pragma once

#include <ostream>

#include "cli/command_line.hpp"

namespace tickler::cli {

int next(const next_options& options, std::ostream& out);
int save(const save_options& options, std::ostream& out);
int check(const check_options& options, std::ostream& out);
int help(const help_options& options, std::ostream& out);
int schema(std::ostream& out);

}  // namespace tickler::cli
