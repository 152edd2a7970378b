// How a zone's clock is set from year to year, as POSIX writes it: "EST5EDT,M3.2.0,M11.1.0" (The Open Group, Base Specifications,
// 8.3, TZ; with the hours of RFC 8536, 3.3.1).
#pragma once

#include <optional>
#include <string_view>
#include <tickler/instant.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct yearly_day {
  enum class kind : std::uint8_t { day_without_leap_day, day, weekday } is{};  // J60, 59, M3.2.0
  int number = 0;                                                              // of the day in the year; or of the month
  int week = 0, weekday = 0;                                                   // the last is week 5; Sunday is 0
  std::chrono::seconds time{std::chrono::hours{2}};                            // by the clock as it is before; -167 to 167 hours
};

struct clock_rule {
  std::chrono::seconds standard{};  // ahead of UTC
  struct saving {                   // of daylight
    std::chrono::seconds offset{};
    yearly_day from{}, to{};
  };
  std::optional<saving> summer{};
};

struct clock_change {
  instant at;
  std::chrono::seconds offset;  // from then on
};

// Throws std::runtime_error for a text that is no such rule.
clock_rule parse_clock_rule(std::string_view text);

// In order of time.
std::vector<clock_change> changes_by(const clock_rule& rule, int first_year, int last_year);

}  // namespace tickler::inline TICKLER_ABI
