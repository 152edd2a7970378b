// Random instants to be shifted into the office hours of workload W: its 30 zones, its 8 regions.
#pragma once

#include <cstdint>
#include <string>
#include <tickler/calendar.hpp>
#include <vector>

#include "dice.hpp"
#include "holidays.hpp"
#include "workload.hpp"

namespace workload {

struct shift {
  tickler::instant at;
  std::uint32_t office;  // zone * regions + region
};

inline constexpr std::size_t office_count = zones.size() * region_count;

// In the year before `now` and the year after.
inline std::vector<shift> random_shifts(std::size_t count) {
  constexpr std::size_t year = 365 * 86'400;
  dice d(count);
  std::vector<shift> all;
  for (std::size_t i = 0; i < count; ++i) {
    const auto office = static_cast<std::uint32_t>(d.below(office_count));
    all.push_back({now - std::chrono::seconds{year} + std::chrono::seconds{d.below(2 * year)}, office});
  }
  return all;
}

inline tickler::calendar office_calendar() {
  using namespace std::chrono_literals;
  tickler::calendar c{.hours = {{tickler::mon_fri, 9h, 18h}}};
  for (std::size_t r = 0; r < region_count; ++r)
    for (const auto& day : holidays[r])
      c.closed.push_back({"R" + std::to_string(r),
                          date::month{static_cast<unsigned>(day.month())} / static_cast<int>(static_cast<unsigned>(day.day()))});
  return c;
}

inline std::vector<tickler::open_hours> offices() {
  const auto calendar = office_calendar();
  std::vector<tickler::open_hours> all;
  for (const auto* name : zones)
    for (std::size_t r = 0; r < region_count; ++r)
      all.emplace_back(calendar, "R" + std::to_string(r), tickler::zone::find(name).value());
  return all;
}

}  // namespace workload
