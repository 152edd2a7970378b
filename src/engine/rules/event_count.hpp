// Events that happen with a touchpoint which is at least so many of others within the time that ends with it: semantics R132.
#pragma once

#include <tickler/export.hpp>

#include "engine/state/eval_context.hpp"

namespace tickler::inline TICKLER_ABI {

// Whether the touchpoint at v.now, which it counts, makes it happen: at_least - 1 of those before are not yet over. The newest of
// them are kept, oldest first.
inline bool is_reached(const eval_context& v, const event_count& c) {
  const auto before = c.at_least - 1;
  if (before == 0) return true;
  const auto kept = v.folded.tracked_counts[c.tracked];
  if (kept < before) return false;
  const auto first = v.folded.tracked_times[v.policy.tracked[c.tracked].first_slot + kept - before];
  const auto over = c.within.after(first, v.frame());
  return !over || over.at > v.now;
}

}  // namespace tickler::inline TICKLER_ABI
