// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

class split_mix {
 public:
  explicit split_mix(std::uint64_t seed) noexcept : state_(seed) {}
  // One of many that have nothing to do with each other.
  split_mix(std::uint64_t seed, std::uint64_t stream, std::uint64_t part) noexcept
      : state_(mixed(mixed(seed + gamma * (stream + 1)) + gamma * (part + 1))) {}

  std::uint64_t next() noexcept { return mixed(state_ += gamma); }
  double chance() noexcept { return static_cast<double>(next() >> 11) * 0x1p-53; }  // in [0, 1)
  std::size_t below(std::size_t n) noexcept { return static_cast<std::size_t>(chance() * static_cast<double>(n)); }

  // Of mean 0 and deviation 1: Box and Muller, "A note on the generation of random normal deviates", 1958.
  double normal() noexcept {
    const double u = 1 - chance(), v = chance();
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

  // Of that mean, up to 10,000. Knuth, "The Art of Computer Programming", volume 2, 3.4.1 (1969), in parts that a product can hold.
  std::size_t poisson(double mean) noexcept {
    constexpr double part = 32;
    std::size_t count = 0;
    for (; mean > 0; mean -= part) {
      const double least = std::exp(-std::min(mean, part));
      for (double product = chance(); product > least; product *= chance()) ++count;
    }
    return count;
  }

 private:
  static constexpr std::uint64_t gamma = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t mixed(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace tickler::inline TICKLER_ABI
