// Cadences side by side: sixteen to a group, a byte each, so that a touchpoint moves all of them at once.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace tickler {

using lanes = std::uint8_t __attribute__((vector_size(16)));
inline constexpr std::size_t lane_count = sizeof(lanes);

// What a touchpoint of certain words does to the run of each simple cadence, 255 where it is so. Where none is so, nothing.
struct lane_marks {
  lanes settles{};  // leaves the same whatever there was before: none running,
  lanes begins{};   // or one just begun (these are among those that it settles)
  lanes starts{};   // begins one if none runs
  lanes others{};   // more than that, or what cannot be told from its words
};

// Bits by lane.
inline std::uint32_t bits_of(lanes those_not_zero) noexcept {
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(static_cast<lanes>(those_not_zero != lanes{}));
  constexpr std::uint64_t lowest = 0x0101010101010101, gather = 0x0102040810204080;
  const auto bits = [](std::uint64_t half) { return static_cast<std::uint32_t>((half & lowest) * gather >> 56); };
  return bits(halves[0]) | bits(halves[1]) << 8;
}

}  // namespace tickler
