// By zsh's own _arguments: a word for each option, in which its help and what it takes stand.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "cli/shell/shells.hpp"
#include "cli/shell/summary_of.hpp"

namespace tickler::cli::shell {

namespace {

// Inside '...', where a colon or a bracket would end it.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') {
      safe += "'\\''";
      continue;
    }
    if (c == '\\' || c == '[' || c == ']' || c == ':' || c == '`' || c == '$') safe += '\\';
    safe += c;
  }
  return safe;
}

// ":FILE:_files", what stands in the place of a value
std::string place_of(const option_shape& option) {
  if (option.value.empty()) return "";
  const auto what = escaped(option.by_place ? option.names.front() : option.value);
  if (!option.words.empty()) return fmt::format(":{}:({})", what, fmt::join(option.words, " "));
  if (option.value == "FOLDER") return fmt::format(":{}:_files -/", what);
  return fmt::format(":{}:{}", what, option.is_file() ? "_files" : " ");
}

std::string lines_of(const std::vector<option_shape>& options, std::string_view indent) {
  std::string lines;
  for (const auto& option : options) {
    if (option.by_place) {
      lines += fmt::format(" \\\n{}'{}{}'", indent, option.may_repeat ? "*" : "", place_of(option));
      continue;
    }
    const bool is_asked = option.names.front() == "-h" || option.names.front() == "--version";  // alone
    for (const auto& name : option.names)
      lines += fmt::format(" \\\n{}'{}{}{}[{}]{}'", indent,
                           is_asked            ? "(- *)"
                           : option.may_repeat ? "*"
                                               : "",
                           name, option.value.empty() ? "" : "=", escaped(summary_of(option.help)), place_of(option));
  }
  return lines;
}

}  // namespace

std::string zsh_completion(const command_tree& commands) {
  std::string names, cases;
  for (const auto& command : commands.commands) {
    names += fmt::format("        '{}:{}'\n", command.name, escaped(summary_of(command.help)));
    cases +=
        fmt::format("        {})\n          _arguments{}\n          ;;\n", command.name, lines_of(command.options, "            "));
  }
  return fmt::format(
      "#compdef tickler\n"
      "# Completion of tickler for zsh: source <(tickler completion zsh)\n"
      "_tickler() {{\n"
      "  local context state state_descr line\n"
      "  local -a commands\n"
      "  typeset -A opt_args\n"
      "  _arguments -C{} \\\n"
      "    '1: :->command' \\\n"
      "    '*:: :->arguments'\n"
      "  case $state in\n"
      "    command)\n"
      "      commands=(\n"
      "{}"
      "      )\n"
      "      _describe -t commands 'tickler command' commands\n"
      "      ;;\n"
      "    arguments)\n"
      "      case $words[1] in\n"
      "{}"
      "      esac\n"
      "      ;;\n"
      "  esac\n"
      "}}\n"
      "if [[ $funcstack[1] == _tickler ]]; then\n"
      "  _tickler \"$@\"\n"
      "else\n"
      "  compdef _tickler tickler\n"
      "fi\n",
      lines_of(commands.options, "    "), names, cases);
}

}  // namespace tickler::cli::shell
