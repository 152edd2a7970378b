// Touchpoints that nobody has recorded.
#pragma once

#include <tickler/policy.hpp>
#include <tickler/touchpoint.hpp>

namespace tickler {

// On the first channel that the policy declares, if it is on none and a cadence that it starts is to answer on its channel.
touchpoint answerable(const policy& p, touchpoint t);

}  // namespace tickler
