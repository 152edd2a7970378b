// Hashes of numbers and bytes that are the same everywhere. Of texts that anybody may choose: text_hash.hpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Fibonacci hashing (Knuth, TAOCP 6.4): the golden ratio's bits spread near neighbours; the highest bits are the best.
constexpr std::uint64_t fibonacci_hash(std::uint64_t n) noexcept { return n * 0x9e3779b97f4a7c15U; }

// MurmurHash3's finalizer (Austin Appleby): every bit of the number tells on every bit of the hash.
constexpr std::uint64_t murmur_mix(std::uint64_t h) noexcept {
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdU;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53U;
  return h ^ (h >> 33);
}

// FNV-1a, 64 bits (Fowler, Noll, Vo; http://www.isthe.com/chongo/tech/comp/fnv/): small and well known.
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

}  // namespace tickler::inline TICKLER_ABI
