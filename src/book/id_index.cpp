#include "book/id_index.hpp"

#include <cstring>
#include <random>
#include <stdexcept>

namespace tickler {

namespace {

constexpr std::size_t most_slots = std::size_t{1} << 32;

__extension__ using wide = unsigned __int128;

// Both halves of a product folded together, as in wyhash (Wang Yi, https://github.com/wangyi-fudan/wyhash).
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  const auto product = static_cast<wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

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

}  // namespace

std::uint32_t hash_of_id(std::string_view id) noexcept {
  static const std::uint64_t seed = random_seed();
  auto hash = seed ^ id.size();
  const char* at = id.data();
  auto left = id.size();
  for (; left > 8; at += 8, left -= 8) hash = mix(hash ^ eight(at), 0xa0761d6478bd642fU);
  hash = mix(hash ^ few(at, left), 0xe7037ed1a0b428dbU);
  return static_cast<std::uint32_t>(mix(hash, seed | 1) >> 32);
}

void id_index::grow(std::size_t slots) {
  if (slots > most_slots) throw std::length_error("more prospects than a book can hold");
  raw_array<std::uint64_t> old;
  old.resize(slots);
  std::memset(old.data(), 0, slots * sizeof(std::uint64_t));
  std::swap(old, slots_);
  bits_ = std::countr_zero(slots);
  for (const auto slot : old)
    if (slot != 0) enter(slot);
}

}  // namespace tickler
