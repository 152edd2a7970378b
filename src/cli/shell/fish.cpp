// A line for each command and each option; which command it is, its second word says.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "cli/shell/shells.hpp"
#include "cli/shell/summary_of.hpp"

namespace tickler::cli::shell {

namespace {

std::string quoted_word(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

std::string names_of(const option_shape& option) {
  std::string names;
  for (const std::string_view name : option.names)
    names += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
  return names;
}

std::string line(const std::string& condition, const option_shape& option) {
  auto text = fmt::format("complete -c tickler -n '{}'", condition);
  if (!option.by_place) text += names_of(option);
  if (option.is_file())
    text += option.by_place ? " -F" : " -r -F";
  else if (!option.value.empty() && !option.by_place)
    text += " -x";
  if (!option.words.empty()) text += fmt::format(" -a '{}'", fmt::join(option.words, " "));
  if (!option.by_place) text += " -d " + quoted_word(summary_of(option.help));
  return text + '\n';
}

}  // namespace

std::string fish_completion(const command_tree& commands) {
  std::string text =
      "# Completion of tickler for fish: tickler completion fish | source\n"
      "function __tickler_command\n"
      "    set -l words (commandline -opc)\n"
      "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
      "end\n"
      "function __tickler_no_command\n"
      "    test (count (commandline -opc)) -eq 1\n"
      "end\n"
      "complete -c tickler -f\n";
  for (const auto& option : commands.options) text += line("__tickler_no_command", option);
  for (const auto& command : commands.commands)
    text += fmt::format("complete -c tickler -n __tickler_no_command -a {} -d {}\n", command.name,
                        quoted_word(summary_of(command.help)));
  for (const auto& command : commands.commands)
    for (const auto& option : command.options) text += line("__tickler_command " + command.name, option);
  return text;
}

}  // namespace tickler::cli::shell
