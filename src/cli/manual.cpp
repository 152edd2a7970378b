#include <iostream>
#include <tickler/io/policy_manual.hpp>

#include "cli/commands.hpp"
#include "policy/messages.hpp"

namespace tickler::cli {

int help(const help_options& options, std::ostream& out) {
  if (options.topic.empty()) {
    out << manual_contents();
    return all_well;
  }
  if (const auto page = manual_page(options.topic)) {
    out << *page;
    return all_well;
  }
  std::cerr << "tickler: no help on " << quoted(options.topic) << hint(nearest_topic(options.topic))
            << " 'tickler help' lists all topics\n";
  return bad_usage;
}

int schema(std::ostream& out) {
  out << policy_schema();
  return all_well;
}

}  // namespace tickler::cli
