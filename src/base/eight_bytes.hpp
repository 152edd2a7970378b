// A text looked at eight bytes at a time: the first byte in the lowest bits, and in a mask the high bit of each byte meant.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

inline std::uint64_t eight_bytes(const char* at) noexcept {
  std::uint64_t n;
  std::memcpy(&n, at, sizeof n);
  if constexpr (std::endian::native == std::endian::big) n = __builtin_bswap64(n);
  return n;
}

constexpr std::uint64_t every_byte(std::uint8_t b) noexcept { return b * 0x0101010101010101U; }

// The bytes below `limit`. What is above the lowest of them may be wrong (a borrow), so only that one counts.
constexpr std::uint64_t below(std::uint64_t n, std::uint8_t limit) noexcept {
  return (n - every_byte(limit)) & ~n & every_byte(0x80);
}

constexpr std::size_t first_of(std::uint64_t mask) noexcept { return static_cast<std::size_t>(std::countr_zero(mask)) / 8; }

// What a string of JSON must not hold as it is: quotes, backslashes, control characters (RFC 8259, 7). Again only the lowest
// counts.
constexpr std::uint64_t escaped_in_json(std::uint64_t n) noexcept {
  return below(n ^ every_byte('"'), 1) | below(n ^ every_byte('\\'), 1) | below(n, 0x20);
}

// How much of the text a string of JSON holds as it is.
inline std::size_t plain_in_json(std::string_view text) noexcept {
  std::size_t at = 0;
  for (; text.size() - at >= 8; at += 8)
    if (const auto found = escaped_in_json(eight_bytes(text.data() + at))) return at + first_of(found);
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' && text[at] != '\\') ++at;
  return at;
}

}  // namespace tickler::inline TICKLER_ABI
