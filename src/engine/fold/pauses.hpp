// When holds and snoozes have made steps wait, as a state keeps it: semantics R111.
#pragma once

#include <cstdint>
#include <optional>
#include <tickler/export.hpp>
#include <vector>

#include "engine/state/state.hpp"

namespace tickler::inline TICKLER_ABI {

// What was said before is over; from t on until `end`, if there is one. Of a hold by key in one of its rows.
void note_pause(std::vector<pause>& all, std::uint16_t by, std::uint16_t row, instant t, std::optional<instant> end);

// Snoozes of steps are as many as there are steps and runs; holds have lower names.
std::uint16_t unused_pause_name(const std::vector<step_snooze>& snoozes);

}  // namespace tickler::inline TICKLER_ABI
