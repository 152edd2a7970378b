#include "starts.hpp"

#include <algorithm>
#include <tickler/diagnostic.hpp>
#include <tickler/policy_draft.hpp>
#include <variant>

namespace tickler::cli {

std::vector<std::string> all_starts(const policy& p) {
  std::vector<std::string> names;
  for (const auto& cadence : p.draft().cadences) {
    const auto* event = std::get_if<located_string>(&cadence.starts.any_of.front());
    const auto& name = event != nullptr ? event->value : cadence.name.value;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string no_start(const policy& p, std::string_view name) {
  std::vector<std::string_view> known;
  for (const auto& event : p.draft().events) known.push_back(event.name.value);
  for (const auto& cadence : p.draft().cadences) known.push_back(cadence.name.value);
  return "there is no event or cadence " + tickler::quoted(name) + hint(nearest(name, known));
}

}  // namespace tickler::cli
