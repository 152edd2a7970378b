// One year of a calendar, worked out: the open intervals between its first and its last instant in UTC, and its open days.
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tickler/calendar.hpp>
#include <vector>

#include "time/regional_calendar.hpp"

namespace tickler::inline TICKLER_ABI {

inline constexpr int first_year = 1970, year_count = 68;

constexpr instant year_begin(int year) { return date::sys_days{date::year{year} / 1 / 1}; }

struct short_interval {  // seconds since 1970 fit in 32 bits until 2106
  std::uint32_t begin = 0, end = 0;

  interval wide() const noexcept { return {instant{std::chrono::seconds{begin}}, instant{std::chrono::seconds{end}}}; }
};

struct calendar_year {
  explicit calendar_year(int year);

  std::uint32_t begin = 0;                   // of the year, in seconds since 1970
  std::vector<short_interval> open{};        // ascending, apart from each other, cut at the year's ends
  std::vector<std::uint32_t> open_before{};  // by interval, and one more: the open seconds of the year before it
  std::array<std::uint16_t, 366> at_day{};   // by day of the year in UTC: the first interval that ends after its begin
  std::bitset<366> open_days{};              // by day of the local year

  void index();  // once `open` is there

  // The first interval that ends after t, which lies in the year: a step or two from where its day begins. The first step is taken
  // without a branch, for whether it must be is as good as random.
  std::size_t first_ending_after(instant t) const noexcept { return first_ending_after(t, (seconds_of(t) - begin) / 86'400); }

  // The same, `day` of the year being known.
  std::size_t first_ending_after(instant t, std::uint32_t day) const noexcept {
    const auto s = seconds_of(t);
    const auto size = open.size();
    std::size_t i = at_day[day];
    if (i >= size) return i;
    i += open[i].end <= s ? 1 : 0;
    while (i < size && open[i].end <= s) ++i;
    return i;
  }

  // The open seconds of the year before t, which lies in it.
  std::uint32_t open_until(instant t) const noexcept {
    const auto i = first_ending_after(t);
    const auto s = seconds_of(t);
    return open_before[i] + (i < open.size() && open[i].begin < s ? s - open[i].begin : 0);
  }

  // The first instant at which so many open seconds of the year have passed, counted from t on; none if they do not in this year.
  std::optional<instant> after_open_time(std::int64_t seconds, instant t) const noexcept {
    const auto i = first_ending_after(t);
    const auto sum = open_until(t) + seconds;
    if (i == open.size() || sum > open_before.back()) return std::nullopt;
    const auto ends = open_before.begin() + static_cast<std::ptrdiff_t>(i) + 1;  // by interval from that on: the sum as it ends
    const auto at = i + static_cast<std::size_t>(std::lower_bound(ends, open_before.end(), sum) - ends);
    return instant{std::chrono::seconds{open[at].begin + (sum - open_before[at])}};
  }

  static std::uint32_t seconds_of(instant t) noexcept { return static_cast<std::uint32_t>(t.time_since_epoch().count()); }

  std::size_t bytes() const noexcept {
    return sizeof *this + open.capacity() * sizeof(short_interval) + open_before.capacity() * sizeof(std::uint32_t);
  }
};

calendar_year work_out(const regional_calendar& c, const zone& local, int year);

// What is open in all of them; at least one.
calendar_year intersection(std::span<const calendar_year* const> several);

}  // namespace tickler::inline TICKLER_ABI
