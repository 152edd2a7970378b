// The command line as plain data: what its page of the manual and the completions of shells are made of.
#pragma once

#include <string>
#include <vector>

namespace tickler::cli {

struct option_shape {
  std::vector<std::string> names{};  // -h, --help; of one that is given by its place: POLICY
  std::string value{};               // what help shows for what is given: FILE; empty for a flag
  std::string range{};               // of a number: 1 to 1024
  std::vector<std::string> words{};  // the words of which one may stand there
  std::string help{};
  bool by_place = false, is_needed = false, may_repeat = false;

  bool is_file() const { return value == "FILE" || value == "FOLDER"; }
  bool operator==(const option_shape&) const = default;
};

struct command_shape {
  std::string name{}, help{};
  std::vector<option_shape> options{};  // in the order of the help
};

struct command_tree {
  std::vector<option_shape> options{};  // without a command
  std::vector<command_shape> commands{};
  std::vector<std::string> examples{};
};

command_tree describe_command_line();

}  // namespace tickler::cli
