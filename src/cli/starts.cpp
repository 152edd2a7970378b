#include "starts.hpp"

#include <algorithm>
#include <tickler/diagnostic.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/preview.hpp>
#include <variant>

namespace tickler::cli {

std::vector<std::string> all_starts(const policy& p) {
  std::vector<std::string> names;
  for (const auto& cadence : p.draft().cadences) {
    const auto* event = std::get_if<located_string>(&cadence.starts.any_of.front());
    const auto& name = event != nullptr ? event->value : cadence.name.value;
    const bool is_there = std::find(names.begin(), names.end(), name) != names.end();
    if (!is_there && example_touchpoint(p, name, time_begin)) names.push_back(name);
  }
  return names;
}

std::string cadence_problem(const policy& p, std::string_view cadence) {
  std::vector<std::string_view> known;
  for (const auto& each : p.draft().cadences) known.push_back(each.name.value);
  if (std::find(known.begin(), known.end(), cadence) == known.end())
    return "there is no cadence " + tickler::quoted(cadence) + hint(nearest(cadence, known));
  return example_touchpoint(p, cadence, time_begin) ? "" : "no touchpoint alone starts " + tickler::quoted(cadence);
}

std::string no_start(const policy& p, std::string_view name) {
  const auto is_count = [name](const event_draft& e) { return *e.name == name && e.count; };
  if (std::any_of(p.draft().events.begin(), p.draft().events.end(), is_count))
    return tickler::quoted(name) + " is from a count: one touchpoint does not make it happen";
  std::vector<std::string_view> known;
  for (const auto& event : p.draft().events) known.push_back(event.name.value);
  for (const auto& cadence : p.draft().cadences) known.push_back(cadence.name.value);
  return "there is no event or cadence " + tickler::quoted(name) + hint(nearest(name, known));
}

}  // namespace tickler::cli
