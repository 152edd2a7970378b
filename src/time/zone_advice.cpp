#include "time/zone_advice.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tickler/diagnostic.hpp>
#include <utility>
#include <vector>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Of Windows, with the zone of the whole territory (Unicode CLDR, supplemental/windowsZones.xml, territory 001): those of the
// places that most exports come from.
constexpr std::pair<std::string_view, std::string_view> windows_names[] = {{"Hawaiian", "Pacific/Honolulu"},
                                                                           {"Alaskan", "America/Anchorage"},
                                                                           {"Pacific", "America/Los_Angeles"},
                                                                           {"Mountain", "America/Denver"},
                                                                           {"US Mountain", "America/Phoenix"},
                                                                           {"Central", "America/Chicago"},
                                                                           {"Eastern", "America/New_York"},
                                                                           {"Atlantic", "America/Halifax"},
                                                                           {"Newfoundland", "America/St_Johns"},
                                                                           {"E. South America", "America/Sao_Paulo"},
                                                                           {"Argentina", "America/Buenos_Aires"},
                                                                           {"GMT", "Europe/London"},
                                                                           {"W. Europe", "Europe/Berlin"},
                                                                           {"Romance", "Europe/Paris"},
                                                                           {"Central Europe", "Europe/Budapest"},
                                                                           {"Central European", "Europe/Warsaw"},
                                                                           {"GTB", "Europe/Bucharest"},
                                                                           {"FLE", "Europe/Kiev"},
                                                                           {"Turkey", "Europe/Istanbul"},
                                                                           {"Israel", "Asia/Jerusalem"},
                                                                           {"South Africa", "Africa/Johannesburg"},
                                                                           {"Arabian", "Asia/Dubai"},
                                                                           {"India", "Asia/Calcutta"},
                                                                           {"Singapore", "Asia/Singapore"},
                                                                           {"China", "Asia/Shanghai"},
                                                                           {"Tokyo", "Asia/Tokyo"},
                                                                           {"AUS Eastern", "Australia/Sydney"},
                                                                           {"New Zealand", "Pacific/Auckland"}};

std::string_view without_end(std::string_view text, std::string_view end) {
  return text.ends_with(end) ? text.substr(0, text.size() - end.size()) : std::string_view();
}

// "Eastern Standard Time"; Rails: "Eastern Time (US & Canada)".
std::string_view named_by_windows(std::string_view written) {
  auto name = without_end(written, " Standard Time");
  if (name.empty()) name = without_end(written, " Time (US & Canada)");
  const auto found = std::ranges::find(windows_names, name, [](const auto& each) { return each.first; });
  return found == std::end(windows_names) ? std::string_view() : found->second;
}

// +2 of 'GMT+2', 'UTC+02:00', '+0200'. Nothing for one with minutes, of which there is no such zone.
std::optional<int> whole_offset(std::string_view written) {
  for (const auto* prefix : {"GMT", "UTC"})
    if (written.starts_with(prefix)) written.remove_prefix(3);
  if (written.empty() || (written.front() != '+' && written.front() != '-')) return std::nullopt;
  const bool is_west = written.front() == '-';
  written.remove_prefix(1);
  unsigned hours = 0;  // takes no second sign
  const auto* const end = written.data() + std::min<std::size_t>(written.size(), 2);
  const auto [stopped, problem] = std::from_chars(written.data(), end, hours);
  const std::string_view rest(stopped, static_cast<std::size_t>(written.data() + written.size() - stopped));
  if (problem != std::errc{} || (!rest.empty() && rest != "00" && rest != ":00")) return std::nullopt;
  return is_west ? -static_cast<int>(hours) : static_cast<int>(hours);
}

// In Etc the signs are those of POSIX: what is west of Greenwich has a plus.
std::string zone_of_offset(int hours) {
  return hours == 0 ? "Etc/GMT" : std::string("Etc/GMT") + (hours > 0 ? "-" : "+") + std::to_string(std::abs(hours));
}

std::string as_zones_are_written(std::string_view written) {
  std::string all(written);
  std::replace(all.begin(), all.end(), ' ', '_');
  constexpr std::string_view slash = "_slash_";
  for (auto at = all.find(slash); at != all.npos; at = all.find(slash)) all.replace(at, slash.size(), "/");
  return all;
}

// Comparing with all 600 would take half a millisecond.
std::string nearly_the_same(std::string_view written, std::span<const std::string> known) {
  std::vector<std::string_view> near;
  for (const auto& each : known)
    if (!written.empty() && ascii_upper(written.front()) == each.front()) near.push_back(each);
  return std::string(nearest(written, near));
}

}  // namespace

std::string meant_zone(std::string_view written, std::span<const std::string> known) {
  const auto is_known = [known](std::string_view name) { return std::ranges::find(known, name) != known.end(); };
  const auto tidy = as_zones_are_written(written);
  for (const auto& each : known)
    if (equal_but_for_case(each, tidy)) return each;
  if (const auto hours = whole_offset(written)) {
    auto zone = zone_of_offset(*hours);
    return is_known(zone) ? zone : std::string();
  }
  if (const auto zone = named_by_windows(written); is_known(zone)) return std::string(zone);
  return nearly_the_same(written, known);
}

}  // namespace tickler::inline TICKLER_ABI
