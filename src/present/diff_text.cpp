#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <tickler/io/diff.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::pair<std::string_view, std::string_view> one_of_section[] = {
    {"facts", "fact"},   {"calendars", "calendar"}, {"channels", "channel"}, {"events", "event"},
    {"stages", "stage"}, {"cadences", "cadence"},   {"limits", "limit"},     {"holds", "hold"},
    {"never", "never"},  {"stops", "stop"},         {"promises", "promise"}};

std::string_view one_of(std::string_view section) {
  for (const auto& [several, one] : one_of_section)
    if (several == section) return one;
  return section;
}

// What a change is about, and which of its keys, if it is about one: {"keep-trying/weekly", "after"}.
struct subject {
  std::string thing, key;
};

subject subject_of(const std::vector<std::string>& path) {
  const auto key_from = [&](std::size_t first) {
    std::string key;
    for (auto i = first; i < path.size(); ++i) key += (key.empty() ? "" : " ") + path[i];
    return key;
  };
  if (path.size() == 1) return {path[0], {}};
  if (path.size() > 3 && path[0] == "cadences" && path[2] == "steps") {
    const auto name = path[1] + '/' + path[3];
    return {path.size() == 4 ? "step " + name : name, key_from(4)};
  }
  return {fmt::format("{} {}", one_of(path[0]), path[1]), key_from(2)};
}

std::string what_changes(const policy_change& c) {
  switch (c.kind) {
    case policy_change_kind::added:
      return c.after;
    case policy_change_kind::removed:
      return c.before;
    case policy_change_kind::changed:
    case policy_change_kind::moved:
      break;
  }
  return c.before + " -> " + c.after;
}

}  // namespace

std::string to_text(const policy_change& c) {
  const auto [thing, key] = subject_of(c.path);
  auto line = fmt::format("{} {}", to_string(c.kind), thing);
  if (!key.empty()) line += ": " + key;
  const auto change = what_changes(c);
  if (change.empty()) return line;
  return line + (key.empty() ? ": " : " ") + change;
}

}  // namespace tickler::inline TICKLER_ABI
