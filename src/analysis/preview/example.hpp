// Touchpoints that nobody has recorded.
#pragma once

#include <tickler/policy.hpp>
#include <tickler/touchpoint.hpp>

namespace tickler::inline TICKLER_ABI {

// On the first channel that the policy declares, if it is on none and a cadence that it starts is to answer on its channel.
touchpoint answerable(const policy& p, touchpoint t);

}  // namespace tickler::inline TICKLER_ABI
