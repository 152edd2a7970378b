// The regions that a calendar lists.
#pragma once

#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Calls see(key, located value) for each value of the calendar that is for one region alone.
template <class See>
void for_each_regional(const calendar_draft& c, const See& see) {
  const auto in = [&see](std::string_view key, const auto& list) {
    for (const auto& each : list)
      if (!each->region.empty()) see(key, each);
  };
  in("open", c.hours);
  in("closed", c.closed);
  in("special", c.special);
}

}  // namespace tickler::inline TICKLER_ABI
