// What a calendar says for one region.
#pragma once

#include <string_view>
#include <tickler/calendar.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct regional_calendar {
  std::vector<opening> hours{};  // without their region; none: it is not known here
  std::vector<closed_day> closed{};
  std::vector<special_day> special{};           // those of more specific regions first
  std::vector<date::local_days> substitutes{};  // of all years, ascending: where days of `closed` go that would be at a weekend
  friend bool operator==(const regional_calendar&, const regional_calendar&) = default;
};

regional_calendar calendar_for(std::string_view region, const calendar& c);

}  // namespace tickler::inline TICKLER_ABI
