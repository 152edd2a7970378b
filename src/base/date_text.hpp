// A date as people write it: 2026-11-28.
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>

namespace tickler::inline TICKLER_ABI {

inline std::string date_text(date::year_month_day day) {
  const auto padded = [](auto n, std::size_t width) {
    const auto digits = std::to_string(n);
    return std::string(width - std::min(digits.size(), width), '0') + digits;
  };
  return padded(static_cast<int>(day.year()), 4) + '-' + padded(static_cast<unsigned>(day.month()), 2) + '-' +
         padded(static_cast<unsigned>(day.day()), 2);
}

// Nothing for a text that is no date, or for one that is not in the calendar.
inline std::optional<date::year_month_day> date_called(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [text](std::size_t at, std::size_t size) -> std::optional<unsigned> {
    unsigned n = 0;
    const char* end = text.data() + at + size;
    const auto [stopped, problem] = std::from_chars(text.data() + at, end, n);
    return problem == std::errc{} && stopped == end ? std::optional(n) : std::nullopt;
  };
  const auto year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (!year || !month || !day) return std::nullopt;
  const auto found = date::year{static_cast<int>(*year)} / static_cast<int>(*month) / static_cast<int>(*day);
  return found.ok() ? std::optional(found) : std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
