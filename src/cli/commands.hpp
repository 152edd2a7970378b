// The commands: each names its options and returns what it does once they are read.
#pragma once

#include <functional>
#include <ostream>
#include <span>

#include "option_parser.hpp"

namespace tickler::cli {

enum exit_code : int { all_well = 0, bad_records = 1, bad_usage = 2 };

// Returns an exit code. Writes what it found to the stream, what is wrong to the standard error output. Throws std::runtime_error
// for a file that cannot be read.
using command = std::function<int(std::ostream&)>;

command next_command(option_parser& parser);
command may_command(option_parser& parser);
command mcp_command(option_parser& parser);
command explain_command(option_parser& parser);
command calendar_command(option_parser& parser);
command workload_command(option_parser& parser);
command save_command(option_parser& parser);
command audit_command(option_parser& parser);
command report_command(option_parser& parser);
command check_command(option_parser& parser);
command test_command(option_parser& parser);
command init_command(option_parser& parser);
command map_command(option_parser& parser);
command diff_command(option_parser& parser);
command preview_command(option_parser& parser);
command help_command(option_parser& parser);
command schema_command(option_parser& parser);
command completion_command(option_parser& parser);
command man_command(option_parser& parser);

struct subcommand {
  const char* name;
  const char* help;
  command (*make)(option_parser& parser);
};
std::span<const subcommand> subcommands() noexcept;  // in the order of the help

}  // namespace tickler::cli
