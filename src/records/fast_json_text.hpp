// Steps over the pieces of a line of JSON as programs write it. Each looks at 8 bytes at a time, so the text must be padded; none
// goes past a control character, so none goes past the end of a line.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tickler/export.hpp>

#include "base/hash.hpp"

namespace tickler::inline TICKLER_ABI::fast_json {

// The first byte in the lowest bits.
inline std::uint64_t eight_bytes(const char* at) noexcept {
  std::uint64_t n;
  std::memcpy(&n, at, sizeof n);
  if constexpr (std::endian::native == std::endian::big) n = __builtin_bswap64(n);
  return n;
}

constexpr std::uint64_t every_byte(std::uint8_t b) noexcept { return b * 0x0101010101010101U; }

// The high bit of each byte that is below `limit`. What is above the lowest such bit may be wrong (a borrow), so only that one
// counts.
constexpr std::uint64_t below(std::uint64_t n, std::uint8_t limit) noexcept {
  return (n - every_byte(limit)) & ~n & every_byte(0x80);
}

// The end of a string without escapes that begins here (behind its quote); null if there is none.
inline const char* string_end(const char* at) noexcept {
  for (;; at += 8) {
    const auto n = eight_bytes(at);
    const auto found = below(n ^ every_byte('"'), 1) | below(n ^ every_byte('\\'), 1) | below(n, 0x20);
    if (found == 0) continue;
    at += std::countr_zero(found) / 8;
    return *at == '"' ? at : nullptr;
  }
}

inline const char* skip_blanks(const char* at) noexcept {
  while (*at == ' ') ++at;
  return at;
}

inline bool is_null(const char* at) noexcept { return std::memcmp(at, "null", 4) == 0; }

// A text of at most 24 bytes without NUL, made comparable at once.
struct short_word {
  static constexpr std::size_t most = 24;
  std::uint64_t part[3]{};

  short_word() = default;
  explicit short_word(std::string_view t) noexcept {
    for (std::size_t i = 0, left = t.size(); left != 0; ++i) {
      const auto n = left < 8 ? left : 8;
      part[i] = eight_bytes(t.data() + 8 * i) & (~std::uint64_t{0} >> (64 - 8 * n));
      left -= n;
    }
  }
  std::size_t hash() const noexcept {
    return static_cast<std::size_t>(fibonacci_hash(part[0] ^ std::rotl(part[1], 21) ^ std::rotl(part[2], 42)) >> 32);
  }
  friend bool operator==(const short_word& a, const short_word& b) noexcept {
    return ((a.part[0] ^ b.part[0]) | (a.part[1] ^ b.part[1]) | (a.part[2] ^ b.part[2])) == 0;
  }
};

}  // namespace tickler::inline TICKLER_ABI::fast_json
