// What all playings of a forecast have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <tickler/instant.hpp>
#include <vector>

#include "analysis/workload/split_mix.hpp"

namespace tickler::inline TICKLER_ABI {

// Of touches within the days, each of which begins where the one before it ends.
inline std::size_t day_of(const std::vector<instant>& days, instant at) {
  return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), at) - days.begin()) - 1;
}

// How far off all of one playing is taken to be, as past weeks were.
inline double how_far_off(double spread, std::uint64_t seed, std::size_t run) {
  constexpr std::uint64_t apart = 0xfac708;  // from what is drawn for prospects
  return std::exp(spread * split_mix(seed, run, apart).normal());
}

}  // namespace tickler::inline TICKLER_ABI
