// A duration as a policy author writes it: "3 days", "4 business hours", "1 day 4 hours".
//
//   auto wait = tickler::parse_duration("2 business days").value();
//   assert(to_string(wait) == "2 business days");
//
// A duration is no number of seconds: a day keeps the wall-clock time in a zone, a business day needs a calendar. What
// it means from a given instant says time_context::add (calendar.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/parse_result.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class time_unit : std::uint8_t {
  minute,         // elapsed time
  hour,           // elapsed time
  day,            // keeps the wall-clock time in the zone
  week,           // 7 days
  month,          // the same day of a later month, or that month's last
  year,           // 12 months
  calendar_day,   // the start of a later local date; the date counted from is day one
  calendar_week,  // so too of weeks, which begin on Monday (ISO 8601)
  calendar_month,
  calendar_year,
  business_day,     // open days of the business calendar
  business_hour,    // open time of the business calendar
  business_minute,  // open time of the business calendar
};

constexpr bool is_business(time_unit unit) noexcept { return unit >= time_unit::business_day; }

struct duration_part {
  std::int32_t count = 0;
  time_unit unit = time_unit::minute;
  friend bool operator==(const duration_part&, const duration_part&) = default;
};

// Parts are added left to right. No parts: no time at all (`0 minutes`). At most 8 parts.
struct duration {
  std::vector<duration_part> parts{};

  bool is_zero() const noexcept { return parts.empty(); }
  bool uses_business_time() const noexcept {
    for (const auto& part : parts)
      if (is_business(part.unit)) return true;
    return false;
  }
  friend bool operator==(const duration&, const duration&) = default;
};

namespace units {  // for policies written in C++: `within(3 * days)`
struct unit_of {
  time_unit unit;
};
inline constexpr unit_of minutes{time_unit::minute}, hours{time_unit::hour}, days{time_unit::day}, weeks{time_unit::week},
    months{time_unit::month}, years{time_unit::year}, calendar_days{time_unit::calendar_day},
    calendar_weeks{time_unit::calendar_week}, calendar_months{time_unit::calendar_month}, calendar_years{time_unit::calendar_year},
    business_days{time_unit::business_day}, business_hours{time_unit::business_hour}, business_minutes{time_unit::business_minute};
inline duration operator*(int count, unit_of u) { return count == 0 ? duration{} : duration{{duration_part{count, u.unit}}}; }
}  // namespace units

// Whole numbers and units, singular or plural (`minutes hours days weeks months years`, `calendar days weeks months years`,
// `business days hours minutes`), or the short forms `min h d w mo y cd cw cmo cy bd bh bmin`, with or without a blank between
// ("4h"); blanks between the parts. Zero only as `0 minutes`. In all at most 100 years (36,525 days; 1,200 months are as much), 250
// business days or 2,000 business hours, of which business minutes are a part. Anything else is an error at its column: nothing is
// clamped, nothing is guessed.
TICKLER_API parse_result<duration> parse_duration(std::string_view text);

// What is wrong if the duration does not respect the limits above; its offset is the part's index. For durations made in C++.
TICKLER_API std::optional<parse_error> check_duration(const duration& d);

// The shortest and the longest that a duration can last, in seconds: a month 28 to 31 days, a year 365 or 366, n calendar days n-1
// to n days, as with weeks, months and years; n business days or hours at least as many plain ones and at most for ever. Daylight
// saving aside.
struct duration_range {
  std::int64_t shortest = 0, longest = 0;
};
inline constexpr std::int64_t for_ever = INT64_MAX;
TICKLER_API duration_range range_of(const duration& d) noexcept;

// The long form in the plural or singular as English wants it: "1 day 4 hours"; "0 minutes".
TICKLER_API std::string to_string(const duration& d);
TICKLER_API std::ostream& operator<<(std::ostream& out, const duration& d);

}  // namespace tickler::inline TICKLER_ABI
