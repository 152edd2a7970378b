// What the user asked for.
#pragma once

#include "cli/commands.hpp"

namespace tickler::cli {

// Throws nothing: help and a wrong use are printed, and the job that is returned then only has their exit code. `clock` is the
// time where none is given.
job parse_command_line(int argc, const char* const* argv, instant clock);

}  // namespace tickler::cli
