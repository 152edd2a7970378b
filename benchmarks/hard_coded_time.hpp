// Wall clocks and office hours as tables, for hard_coded.hpp: instants are seconds since 1970, dates are days since 1970.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "holidays.hpp"

namespace hard_coded {

using seconds = std::uint32_t;
using days = std::uint32_t;

inline constexpr seconds hour = 3'600, day = 24 * hour, opens_at = 9 * hour, office_day = 9 * hour;

// The dates that the tables reach: the years 2025 to 2027.
inline constexpr days first_date = 20'089, date_count = 3 * 365;
inline constexpr seconds long_ago = first_date * day;  // a limit that counts from there holds nothing back

class clock_table {
 public:
  // Throws std::runtime_error for a zone whose clock is changed twice within 100 days.
  explicit clock_table(std::string_view zone);

  seconds shown_at(seconds t) const { return t + offsets_[period_at(t)]; }
  days date_of(seconds t) const { return shown_at(t) / day; }

  // At the same wall-clock time, if there is one, at most 100 days later.
  seconds plus_days(seconds t, days n) const {
    const auto i = period_at(t);
    return when_showing(t + offsets_[i] + n * day, i);
  }
  seconds week_after(seconds t) const { return plus_days(t, 7); }
  seconds week_before(seconds t) const { return when_showing(shown_at(t) - 7 * day, period_at(t - 8 * day)); }
  seconds next_midnight(seconds t) const {
    const auto i = period_at(t);
    return first_showing(((t + offsets_[i]) / day + 1) * day, i);
  }
  seconds opening_on(days date) const { return openings_[date - first_date]; }

 private:
  static constexpr std::size_t periods = 7;  // of one offset each
  static constexpr seconds never = 0xf000'0000;

  std::size_t period_at(seconds t) const {
    std::size_t i = 0;
    for (std::size_t next = 1; next < periods; ++next) i += begins_[next] <= t;
    return i;
  }

  // The first instant that shows it, or a later time if it is skipped; it is shown in period i or in the next.
  seconds first_showing(seconds wall_clock, std::size_t i) const {
    i += begins_[i + 1] + offsets_[i] <= wall_clock;
    return std::max(wall_clock - offsets_[i], begins_[i]);
  }

  // What is skipped is moved by as much.
  seconds when_showing(seconds wall_clock, std::size_t i) const {
    const bool next = begins_[i + 1] + offsets_[i] <= wall_clock;
    const auto there = wall_clock - offsets_[i + next];
    return next && there < begins_[i + 1] ? wall_clock - offsets_[i] : there;
  }

  alignas(64) std::array<seconds, periods + 1> begins_{};
  std::array<seconds, periods> offsets_{};      // modulo 2^32
  std::array<seconds, date_count> openings_{};  // of each local date, were it open
};

class region_table {
 public:
  explicit region_table(const std::array<std::chrono::month_day, 10>& holidays);

  days open_from(days date) const { return first_date + next_[date - first_date]; }  // the date or the next open one
  days last_open_before(days date) const { return first_date + last_[date - first_date]; }

 private:
  std::array<std::uint16_t, date_count> next_{}, last_{};
};

// An instant in an open interval.
struct spot {
  seconds when, begin, end;
  days date;
};

// The office of one region in one zone.
struct office {
  const clock_table& clock;
  const region_table& region;

  // The first open instant at or after t.
  spot from(seconds t) const {
    const auto date = region.open_from((clock.shown_at(t) + day - opens_at - office_day) / day);
    const auto begin = clock.opening_on(date);
    return {std::max(t, begin), begin, begin + office_day, date};
  }
  seconds last_closing(days date) const { return clock.opening_on(region.last_open_before(date)) + office_day; }
};

}  // namespace hard_coded
