// One year of a calendar, worked out: the open stretches between its first and its last instant in UTC, and its open days.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/calendar.hpp>
#include <vector>

namespace tickler {

inline constexpr int first_year = 1970, year_count = 68;

constexpr instant year_begin(int year) { return date::sys_days{date::year{year} / 1 / 1}; }

struct short_stretch {  // seconds since 1970 fit in 32 bits until 2106
  std::uint32_t begin = 0, end = 0;

  stretch wide() const noexcept { return {instant{std::chrono::seconds{begin}}, instant{std::chrono::seconds{end}}}; }
};

struct calendar_year {
  std::vector<short_stretch> open{};  // ascending, apart from each other, cut at the year's ends
  std::bitset<366> open_days{};       // by day of the local year

  std::size_t bytes() const noexcept { return sizeof *this + open.capacity() * sizeof(short_stretch); }
};

// `closed` are those that apply to one region.
calendar_year work_out(std::span<const opening> hours, std::span<const closed_day> closed, const zone& local, int year);

// What is open in all of them; at least one.
calendar_year intersection(std::span<const calendar_year* const> several);

}  // namespace tickler
