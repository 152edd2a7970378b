// What can be said of a cadence's times once, for every zone and start.
#pragma once

#include <tickler/export.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

void note_schedule(cadence_rule& cadence);
void note_schedule(limit_rule& limit);

}  // namespace tickler::inline TICKLER_ABI
