// What all playings of a forecast have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <tickler/instant.hpp>
#include <tickler/workload.hpp>
#include <vector>

#include "analysis/workload/split_mix.hpp"

namespace tickler::inline TICKLER_ABI {

// Of touches within the days, each of which begins where the one before it ends.
inline std::size_t day_of(const std::vector<instant>& days, instant at) {
  return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), at) - days.begin()) - 1;
}

using hearer = std::function<void(std::size_t run, const prospect& who, const touchpoint& what)>;

// Days and weeks of a forecast; throws misuse for a number of weeks that it cannot have.
void set_days(const policy& p, instant now, int weeks, load_forecast& out);

// Plays a book from the first of these days to the last, and sets what of the forecast says how much that was.
void play_book(const policy& p, const book& all, const std::vector<instant>& days, const response_model& model,
               const forecast_options& options, const hearer& hears, load_forecast& counts);

// learn_responses without the spread, and the spread of any model.
response_model observe(const policy& p, const book& all, instant until);
double spread_of(const policy& p, const book& all, instant until, const response_model& model);

// How far off all of one playing is taken to be, as past weeks were.
inline double how_far_off(double spread, std::uint64_t seed, std::size_t run) {
  constexpr std::uint64_t apart = 0xfac708;  // from what is drawn for prospects
  return std::exp(spread * split_mix(seed, run, apart).normal());
}

}  // namespace tickler::inline TICKLER_ABI
