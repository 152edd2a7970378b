#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/policy_file.hpp"
#include "cli/report.hpp"

namespace tickler::cli {

int check(const check_options& options, std::ostream& out) {
  progress bar;
  report found(bar);
  for (const auto& name : options.policies) {
    const auto loaded = load(name, {});
    for (const auto& d : loaded.diagnostics()) found.add(d);
  }
  out << counted(options.policies.size(), "policy", "policies") << ", " << counted(found.errors(), "error", "errors");
  if (found.warnings() != 0) out << ", " << counted(found.warnings(), "warning", "warnings");
  out << '\n';
  const bool accepted = found.errors() == 0 && !(options.warnings_are_errors && found.warnings() != 0);
  return accepted ? all_well : bad_records;
}

}  // namespace tickler::cli
