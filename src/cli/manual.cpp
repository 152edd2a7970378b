#include <iostream>
#include <tickler/diagnostic.hpp>
#include <tickler/io/policy_manual.hpp>
#include <vector>

#include "cli/commands.hpp"
#include "policy/messages.hpp"

namespace tickler::cli {

namespace {

std::string hint_for(const help_options& options) {
  const auto other = nearest_topic(options.topic);
  std::vector<std::string_view> known(options.commands.begin(), options.commands.end());
  known.push_back(other);
  return hint(nearest(options.topic, known));
}

}  // namespace

int help(const help_options& options, std::ostream& out) {
  if (options.topic.empty()) {
    out << manual_contents();
    return all_well;
  }
  if (const auto page = manual_page(options.topic)) {
    out << *page;
    return all_well;
  }
  const auto meant = hint_for(options);
  std::cerr << "tickler: no help on " << quoted(options.topic) << (meant.empty() ? ":" : meant)
            << " 'tickler help' lists all topics\n";
  return bad_usage;
}

int schema(std::ostream& out) {
  out << policy_schema();
  return all_well;
}

}  // namespace tickler::cli
