#include "time/regional_calendar.hpp"

#include <algorithm>
#include <optional>

#include "base/region.hpp"
#include "time/calendar_days.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

bool is_for(std::string_view region, std::string_view listed) { return listed.empty() || is_part_of(region, listed); }

// R19. Of those that a region is part of, the longer name is the more specific one.
std::vector<opening> hours_for(std::string_view region, const std::vector<opening>& all) {
  std::optional<std::string_view> whose;
  for (const auto& o : all)
    if (is_for(region, o.region) && (!whose || whose->size() < o.region.size())) whose = o.region;
  std::vector<opening> hours;
  for (const auto& o : all)
    if (whose && o.region.size() == whose->size() && is_for(region, o.region)) hours.push_back({o.days, o.from, o.to});
  return hours;
}

}  // namespace

regional_calendar calendar_for(std::string_view region, const calendar& c) {
  regional_calendar found{.hours = hours_for(region, c.hours)};
  for (const auto& closure : c.closed)
    if (is_for(region, closure.region)) found.closed.push_back(closure.day);
  for (const auto& each : c.special)
    if (is_for(region, each.region)) found.special.push_back(each);
  std::stable_sort(found.special.begin(), found.special.end(),
                   [](const auto& a, const auto& b) { return a.region.size() > b.region.size(); });
  found.substitutes = substitutes_of(found.closed);
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
