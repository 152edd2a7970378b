// What can be said of a cadence's times once, for every zone and start.
#pragma once

#include "policy/program/program.hpp"

namespace tickler {

void note_schedule(cadence_rule& cadence);
void note_schedule(limit_rule& limit);

}  // namespace tickler
