#include <iostream>
#include <memory>
#include <tickler/diagnostic.hpp>
#include <tickler/io/policy_manual.hpp>
#include <vector>

#include "commands.hpp"

namespace tickler::cli {

namespace {

// A command is a topic too.
std::string hint_for(const std::string& topic) {
  const auto other = nearest_topic(topic);
  std::vector<std::string_view> known;
  for (const auto& command : subcommands()) known.push_back(command.name);
  known.push_back(other);
  return hint(nearest(topic, known));
}

int help(const std::string& topic, std::ostream& out) {
  if (topic.empty()) {
    out << manual_contents();
    return all_well;
  }
  if (const auto page = manual_page(topic)) {
    out << *page;
    return all_well;
  }
  const auto meant = hint_for(topic);
  std::cerr << "tickler: no help on " << tickler::quoted(topic) << (meant.empty() ? ":" : meant)
            << " 'tickler help' lists all topics\n";
  return bad_usage;
}

}  // namespace

command help_command(option_parser& parser) {
  const auto topic = std::make_shared<std::string>();
  parser.text(*topic, "TOPIC", "TEXT", "As at_latest, steps.if, since, T203, next");
  return [topic](std::ostream& out) { return help(*topic, out); };
}

command schema_command(option_parser& parser) {
  const auto of = std::make_shared<std::string>("policy");
  parser.text(*of, "OF", "policy|mapping|model",
              "Which files: policies, where it is not given, mappings (--map), or models (workload --model)");
  parser.check([of] {
    return *of == "policy" || *of == "mapping" || *of == "model" ? "" : "'" + *of + "' is neither policy, mapping nor model";
  });
  return [of](std::ostream& out) {
    out << (*of == "mapping" ? mapping_schema() : *of == "model" ? workload_model_schema() : policy_schema());
    return all_well;
  };
}

}  // namespace tickler::cli
