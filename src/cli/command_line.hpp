// What the user asked for.
#pragma once

#include "commands.hpp"

namespace tickler::cli {

// Throws nothing: help and a wrong use are printed, and the command that is returned then only has their exit code. `clock` is the
// time where none is given.
command parse_command_line(int argc, const char* const* argv, instant clock);

}  // namespace tickler::cli
