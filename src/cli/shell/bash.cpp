// A function that looks at the command, then at the word before: what is a file's is left to bash's own completion.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/shell/shells.hpp"

namespace tickler::cli::shell {

namespace {

std::string names_of(const std::vector<option_shape>& options) {
  std::vector<std::string> names;
  for (const auto& option : options)
    if (!option.by_place) names.insert(names.end(), option.names.begin(), option.names.end());
  return fmt::format("{}", fmt::join(names, " "));
}

// What is to be offered for a value: words, files or nothing.
std::string offer(const option_shape& option) {
  if (!option.words.empty()) return fmt::format("words='{}'", fmt::join(option.words, " "));
  return option.is_file() ? "kind='file'" : "kind='text'";
}

// Options for whose values the same is to be offered.
struct offered {
  std::string what;
  std::vector<std::string> names;
};

std::vector<offered> offers_of(const command_shape& command) {
  std::vector<offered> all;
  for (const auto& option : command.options) {
    if (option.by_place || option.value.empty()) continue;
    auto at = std::find_if(all.begin(), all.end(), [what = offer(option)](const auto& each) { return each.what == what; });
    if (at == all.end()) at = all.insert(at, {offer(option), {}});
    at->names.insert(at->names.end(), option.names.begin(), option.names.end());
  }
  return all;
}

std::string command_case(const command_shape& command) {
  std::string cases, at_a_place = "words=$options";
  for (const auto& each : offers_of(command)) cases += fmt::format("      {}) {} ;;\n", fmt::join(each.names, " | "), each.what);
  for (const auto& option : command.options)
    if (option.by_place) at_a_place = offer(option);
  return fmt::format(
      "  {})\n"
      "    options='{}'\n"
      "    case $before in\n"
      "{}"
      "      *) {} ;;\n"
      "    esac\n"
      "    ;;\n",
      command.name, names_of(command.options), cases, at_a_place);
}

}  // namespace

std::string bash_completion(const command_tree& commands) {
  std::string names, cases;
  for (const auto& command : commands.commands) {
    names += command.name + ' ';
    cases += command_case(command);
  }
  return fmt::format(
      "# Completion of tickler for bash: source <(tickler completion bash)\n"
      "_tickler() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}\n"
      "  local command='' options='' words='' kind=''\n"
      "  # --format=table is three words here\n"
      "  if [[ $current == = ]]; then\n"
      "    current=''\n"
      "  elif [[ $before == = && $COMP_CWORD -gt 2 ]]; then\n"
      "    before=${{COMP_WORDS[COMP_CWORD - 2]}}\n"
      "  fi\n"
      "  COMPREPLY=()\n"
      "  if [[ $COMP_CWORD -gt 1 ]]; then command=${{COMP_WORDS[1]}}; fi\n"
      "  case $command in\n"
      "  '') words='{}{}' ;;\n"
      "{}"
      "  esac\n"
      "  if [[ $current == -* && -n $options ]]; then words=$options; fi\n"
      "  if [[ -n $words ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "  fi\n"
      "  if [[ $kind != 'file' ]]; then compopt +o default 2>/dev/null; fi\n"
      "}}\n"
      "complete -o default -F _tickler tickler\n",
      names, names_of(commands.options), cases);
}

}  // namespace tickler::cli::shell
