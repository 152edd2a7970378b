// Random numbers that are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

class dice {  // a fixed sequence, unlike the distributions of <random>, which differ between libraries
 public:
  explicit dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }

 private:
  std::uint64_t state_;
};
