#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "display.hpp"
#include "policy_file.hpp"
#include "report.hpp"

namespace tickler::cli {

namespace {

struct check_options {
  std::vector<std::string> policies{};
  instant now{};
  bool warnings_are_errors = false;
};

int check(const check_options& options, std::ostream& out) {
  report found;
  const auto names = policies_among(options.policies);
  for (const auto& name : names) {
    const auto loaded = load_with_tests(name, options.now);
    for (const auto& d : loaded.policy.diagnostics()) found.add(d);
    for (const auto& d : loaded.tests.all_diagnostics()) found.add(d);
  }
  out << counted(names.size(), "policy", "policies") << ", " << counted(found.errors(), "error", "errors");
  if (found.warnings() != 0) out << ", " << counted(found.warnings(), "warning", "warnings");
  out << '\n';
  const bool accepted = found.errors() == 0 && !(options.warnings_are_errors && found.warnings() != 0);
  return accepted ? all_well : bad_records;
}

}  // namespace

command check_command(option_parser& parser) {
  const auto options = std::make_shared<check_options>();
  parser.texts(options->policies, "POLICY", "FILE", "Policies, YAML files; - is the standard input", option_parser::need::needed);
  parser.flag(options->warnings_are_errors, "--werror", "Exit with 1 for warnings too");
  parser.now(options->now, "--at", "What is past at this instant is warned of; the system's clock where it is absent");
  return [options](std::ostream& out) { return check(*options, out); };
}

}  // namespace tickler::cli
