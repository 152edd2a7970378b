// The words of a touchpoint as one number.
#pragma once

#include <cstdint>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

constexpr std::uint64_t key_of(const touch_words& w) noexcept {
  return static_cast<std::uint64_t>(w.channel) | static_cast<std::uint64_t>(w.purpose) << 16 |
         static_cast<std::uint64_t>(w.outcome) << 32 | static_cast<std::uint64_t>(w.direction) << 48 |
         static_cast<std::uint64_t>(w.with) << 56;
}

}  // namespace tickler::inline TICKLER_ABI
