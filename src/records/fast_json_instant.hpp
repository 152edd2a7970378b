// `2026-03-02T10:00:00Z`, by the positions of its digits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <tickler/instant.hpp>

#include "records/fast_json_text.hpp"

namespace tickler::inline TICKLER_ABI::fast_json {

// Two digits; 100 or more if they are none.
inline unsigned two_digits(const char* at) noexcept {
  const auto tens = static_cast<unsigned>(static_cast<unsigned char>(at[0])) - '0';
  const auto ones = static_cast<unsigned>(static_cast<unsigned char>(at[1])) - '0';
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

// The text of 20 bytes at `at`, if it is an instant of 1970 to 2037 in this form; it may also be anything else.
inline std::optional<instant> usual_instant(const char* at) noexcept {
  static constexpr std::array<unsigned, 13> days_before{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  static constexpr std::array<unsigned, 13> days_in{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':' || at[19] != 'Z') return std::nullopt;
  const auto century = two_digits(at), year = two_digits(at + 2), month = two_digits(at + 5), day = two_digits(at + 8);
  const auto hour = two_digits(at + 11), minute = two_digits(at + 14), second = two_digits(at + 17);
  if (year > 99 || hour > 23 || minute > 59 || second > 59 || month - 1 > 11) return std::nullopt;
  const auto since = century * 100 + year - 1970;
  if (since > 2037 - 1970) return std::nullopt;
  const bool leap = year % 4 == 0;  // 2000 was one
  if (day - 1 >= days_in[month] + static_cast<unsigned>(leap & (month == 2))) return std::nullopt;
  const auto days = since * 365 + (since + 1) / 4 + days_before[month] + static_cast<unsigned>(leap & (month > 2)) + day - 1;
  return instant{std::chrono::seconds{std::int64_t{days} * 86'400 + hour * 3'600 + minute * 60 + second}};
}

}  // namespace tickler::inline TICKLER_ABI::fast_json
