// Steps over the pieces of a line of JSON as programs write it. Each looks at 8 bytes at a time, so the text must be padded; none
// goes past a control character, so none goes past the end of a line.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tickler/export.hpp>

#include "base/eight_bytes.hpp"
#include "base/hash.hpp"

namespace tickler::inline TICKLER_ABI::fast_json {

// The end of a string without escapes that begins here (behind its quote); null if there is none.
inline const char* string_end(const char* at) noexcept {
  for (;; at += 8) {
    const auto found = escaped_in_json(eight_bytes(at));
    if (found == 0) continue;
    at += first_of(found);
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
