// Arithmetic that says when it leaves its range, as CEL asks: ints of 64 bits, durations of 64 bits of nanoseconds, timestamps
// of the years 1 to 9999.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <tickler/export.hpp>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

inline constexpr std::int64_t min_int = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
inline constexpr std::int64_t min_seconds = -62'135'596'800;  // 0001-01-01T00:00:00Z
inline constexpr std::int64_t max_seconds = 253'402'300'799;  // 9999-12-31T23:59:59Z

constexpr std::optional<std::int64_t> add(std::int64_t a, std::int64_t b) noexcept {
  if (b > 0 ? a > max_int - b : a < min_int - b) return std::nullopt;
  return a + b;
}

constexpr std::optional<std::int64_t> subtract(std::int64_t a, std::int64_t b) noexcept {
  if (b > 0 ? a < min_int + b : a > max_int + b) return std::nullopt;
  return a - b;
}

constexpr std::optional<std::int64_t> multiply(std::int64_t a, std::int64_t b) noexcept {
  if (a == 0 || b == 0) return 0;
  if ((a == -1 && b == min_int) || (b == -1 && a == min_int)) return std::nullopt;
  if (a != -1 && b != -1) {
    const std::int64_t bound = (a > 0) == (b > 0) ? max_int : min_int;
    if (a > 0 ? (b > 0 ? b > bound / a : b < bound / a) : (b > 0 ? a < bound / b : b < bound / a)) return std::nullopt;
  }
  return a * b;
}

// A timestamp that may be out of its range.
constexpr std::optional<value> timestamp_of(std::int64_t seconds, std::int64_t nanos) noexcept {
  if (seconds < min_seconds || seconds > max_seconds) return std::nullopt;
  return value::of_timestamp(seconds, static_cast<std::uint32_t>(nanos));
}

// time + sign * d
constexpr std::optional<value> moved(const value& time, std::int64_t d, int sign) noexcept {
  std::int64_t seconds = time.seconds() + sign * (d / nanos_per_second);
  std::int64_t nanos = static_cast<std::int64_t>(time.nanos()) + sign * (d % nanos_per_second);
  if (nanos < 0) {
    nanos += nanos_per_second;
    --seconds;
  } else if (nanos >= nanos_per_second) {
    nanos -= nanos_per_second;
    ++seconds;
  }
  return timestamp_of(seconds, nanos);
}

constexpr std::optional<std::int64_t> between(const value& later, const value& earlier) noexcept {
  std::int64_t seconds = later.seconds() - earlier.seconds();
  std::int64_t nanos = static_cast<std::int64_t>(later.nanos()) - static_cast<std::int64_t>(earlier.nanos());
  if (seconds < 0 && nanos > 0) {  // of one sign, so that the product below overflows only where the sum does
    ++seconds;
    nanos -= nanos_per_second;
  }
  constexpr std::int64_t far = max_int / nanos_per_second;
  if (seconds > far || seconds < -far) return std::nullopt;
  return add(seconds * nanos_per_second, nanos);
}

}  // namespace tickler::inline TICKLER_ABI::expr
