// What the user asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tickler/instant.hpp>
#include <vector>

namespace tickler::cli {

enum exit_code : int { all_well = 0, bad_records = 1, bad_usage = 2 };

enum class output_format : std::uint8_t { table, json_lines };

struct next_options {
  std::string policy{}, prospects{}, touchpoints{};  // file names; one of them may be "-"
  instant now{};
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
};

struct check_options {
  std::vector<std::string> policies{};
  bool warnings_are_errors = false;
};

struct help_options {
  std::string topic{};                  // empty: all topics
  std::vector<std::string> commands{};  // which are topics too
};

struct command_line {
  std::optional<int> exit{};  // help or a wrong use, already printed; then nothing else is set
  std::optional<next_options> next{};
  std::optional<check_options> check{};
  std::optional<help_options> help{};
  bool schema = false;
};

// `clock` is the time where --at is absent.
command_line parse_command_line(int argc, const char* const* argv, instant clock);

}  // namespace tickler::cli
