// The time zones of this process: the system's, or those that the program defines.
#pragma once

#include <tickler/zones.hpp>

namespace tickler::c {

// From here on none can be defined any more.
const zones& used_zones();

}  // namespace tickler::c
