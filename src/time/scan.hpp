// Reading small texts strictly: digits and nothing but digits.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

constexpr bool is_digit(char c) noexcept { return '0' <= c && c <= '9'; }

// The number that `text` spells with exactly `count` digits from `at` on.
constexpr std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at > text.size() || text.size() - at < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace tickler::inline TICKLER_ABI
