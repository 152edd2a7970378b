// When the step on offer may be done: not before, due, at the latest.
#pragma once

#include <tickler/calendar.hpp>

#include "engine/state.hpp"

namespace tickler {

struct window {
  reached not_before{}, due{};
  std::optional<reached> at_latest{};
};

reached not_before_of(const cadence_rule& cadence, const run& r, const time_frame& frame);
window window_of(const cadence_rule& cadence, const run& r, const time_frame& frame);

// Moves on over repetitions that have expired by t. False when the run is over, as of `r.base`.
bool expire(const cadence_rule& cadence, run& r, const time_frame& frame, instant t);

// The instant at which the repetition on offer expires, if ever.
std::optional<instant> expiry_of(const cadence_rule& cadence, const run& r, const time_frame& frame);

// Takes the repetition on offer as done or passed at t. False when it was the last: the run is over.
bool move_on(const cadence_rule& cadence, run& r, instant t);

}  // namespace tickler
