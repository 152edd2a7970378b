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

// File names; empty: not given.
struct book_options {
  std::string snapshot{}, prospects{}, touchpoints{};
};

struct next_options {
  std::string policy{};  // of all files one may be "-"
  book_options book{};
  unsigned threads = 1;
  instant now{};
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
};

struct save_options {
  std::string policy{};
  book_options book{};
  std::string to{};
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
  std::optional<save_options> save{};
  std::optional<check_options> check{};
  std::optional<help_options> help{};
  bool schema = false;
};

// `clock` is the time where --at is absent.
command_line parse_command_line(int argc, const char* const* argv, instant clock);

}  // namespace tickler::cli
