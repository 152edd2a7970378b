// The commands: each names its options and returns what it does once they are read.
#pragma once

#include <functional>
#include <ostream>
#include <span>

#include "cli/options.hpp"

namespace tickler::cli {

enum exit_code : int { all_well = 0, bad_records = 1, bad_usage = 2 };

// Returns an exit code. Writes what it found to the stream, what is wrong to the standard error output. Throws std::runtime_error
// for a file that cannot be read.
using job = std::function<int(std::ostream&)>;

job next_command(options& asked);
job explain_command(options& asked);
job save_command(options& asked);
job audit_command(options& asked);
job check_command(options& asked);
job test_command(options& asked);
job init_command(options& asked);
job diff_command(options& asked);
job preview_command(options& asked);
job help_command(options& asked);
job schema_command(options& asked);

struct subcommand {
  const char* name;
  const char* help;
  job (*command)(options& asked);
};
std::span<const subcommand> subcommands() noexcept;  // in the order of the help

}  // namespace tickler::cli
