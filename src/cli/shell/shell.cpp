#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/shell/shells.hpp"

namespace tickler::cli {

command completion_command(option_parser& parser) {
  const auto of = std::make_shared<std::string>();
  parser.text(*of, "SHELL", "bash|zsh|fish", "Which shell: bash, zsh or fish", option_parser::need::needed);
  parser.check(
      [of] { return *of == "bash" || *of == "zsh" || *of == "fish" ? "" : "'" + *of + "' is none of bash, zsh and fish"; });
  return [of](std::ostream& out) {
    const auto commands = describe_command_line();
    out << (*of == "bash"  ? shell::bash_completion(commands)
            : *of == "zsh" ? shell::zsh_completion(commands)
                           : shell::fish_completion(commands));
    return all_well;
  };
}

command man_command(option_parser&) {
  return [](std::ostream& out) {
    out << shell::man_page(describe_command_line());
    return all_well;
  };
}

}  // namespace tickler::cli
