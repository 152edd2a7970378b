#include "base/text_hash.hpp"

#include <cstring>
#include <random>

namespace tickler::inline TICKLER_ABI {

namespace {

// Both halves of a product folded together, as in wyhash (Wang Yi, https://github.com/wangyi-fudan/wyhash).
#ifdef __SIZEOF_INT128__
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ using wide = unsigned __int128;
  const auto product = static_cast<wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}
#else  // 32 bits: digit by digit
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t digit = 0xffffffff;
  const auto low = (a & digit) * (b & digit), high = (a >> 32) * (b >> 32);
  const auto inner = (a >> 32) * (b & digit) + (low >> 32), outer = (a & digit) * (b >> 32) + (inner & digit);
  return (outer << 32 | (low & digit)) ^ (high + (inner >> 32) + (outer >> 32));
}
#endif

std::uint64_t eight(const char* at) noexcept {
  std::uint64_t n;
  std::memcpy(&n, at, sizeof n);
  return n;
}

// Up to eight bytes, without reading past them.
std::uint64_t few(const char* at, std::size_t size) noexcept {
  if (size >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + size - sizeof last, sizeof last);
    return std::uint64_t{first} << 32 | last;
  }
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < size; ++i) n = n << 8 | static_cast<std::uint8_t>(at[i]);
  return n;
}

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

std::uint64_t seed() {
  static const std::uint64_t once = random_seed();
  return once;
}

}  // namespace

std::uint32_t hash_of_text(std::string_view text) noexcept {
  const auto secret = seed();
  auto hash = secret ^ text.size();
  const char* at = text.data();
  auto left = text.size();
  for (; left > 8; at += 8, left -= 8) hash = mix(hash ^ eight(at), 0xa0761d6478bd642fU);
  hash = mix(hash ^ few(at, left), 0xe7037ed1a0b428dbU);
  return static_cast<std::uint32_t>(mix(hash, secret | 1) >> 32);
}

std::uint64_t hash_of_number(std::uint64_t n) noexcept { return mix(n ^ 0xa0761d6478bd642fU, seed() | 1); }

}  // namespace tickler::inline TICKLER_ABI
