// FNV-1a, 64 bits (Fowler, Noll, Vo; http://www.isthe.com/chongo/tech/comp/fnv/): small, well known, the same everywhere.
#pragma once

#include <cstdint>
#include <string_view>

namespace tickler {

class fnv_hash {
 public:
  fnv_hash() = default;
  explicit fnv_hash(std::uint64_t so_far) : value_(so_far) {}

  void byte(std::uint8_t b) noexcept { value_ = (value_ ^ b) * 0x100000001b3U; }
  void bytes(std::string_view text) noexcept {
    for (const char c : text) byte(static_cast<std::uint8_t>(c));
  }
  void text(std::string_view t) noexcept {  // with its end, so that "ab" "c" is not "a" "bc"
    bytes(t);
    byte(0);
  }
  void number(std::int64_t n) noexcept {
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(n) >> shift));
  }
  std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

}  // namespace tickler
