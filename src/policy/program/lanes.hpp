// Cadences and limits side by side: sixteen to a group, a byte each, so that a touchpoint moves all of them at once.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>

#include <tickler/export.hpp>
#endif

namespace tickler::inline TICKLER_ABI {

using lanes = std::uint8_t __attribute__((vector_size(16)));
inline constexpr std::size_t lane_count = sizeof(lanes);
inline constexpr std::uint8_t in_lane = 255;

// The first lane is begun by the first touchpoint that is not ordinary. Then come the cadences, then the limits.
inline constexpr std::size_t most_lane_cadences = 63, most_lane_groups = (1 + most_lane_cadences + 32) / lane_count;
constexpr std::size_t lane_of(std::size_t cadence) noexcept { return 1 + cadence; }

// What a kind of touchpoints does, in one group (rules/run_transition.hpp); 255 where it is so. Of limits: it restarts those that
// count it.
struct transition_masks {
  lanes unchanged = ~lanes{};  // what there was before matters
  lanes begun{};               // it does not: there is a run just begun (where neither is so: none)
  lanes begun_if_idle{};       // there is, unless one was under way
  lanes needs_fold{};          // more than that, or what its words do not tell

  // Of a touchpoint that may also name steps, and so carry them out whatever its words.
  transition_masks with_details(lanes cadences) const noexcept {
    return {unchanged | cadences, begun & ~cadences, begun_if_idle & ~cadences, needs_fold | cadences};
  }
};

// Bits by lane.
inline std::uint32_t bits_of(lanes those_not_zero) noexcept {
#ifdef __SSE2__
  return static_cast<std::uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(static_cast<lanes>(those_not_zero != 0))));
#else
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2> >(static_cast<lanes>(those_not_zero != 0));
  constexpr std::uint64_t lowest = 0x0101010101010101, gather = 0x0102040810204080;
  const auto bits = [](std::uint64_t half) { return static_cast<std::uint32_t>((half & lowest) * gather >> 56); };
  return bits(halves[0]) | bits(halves[1]) << 8;
#endif
}

}  // namespace tickler::inline TICKLER_ABI
