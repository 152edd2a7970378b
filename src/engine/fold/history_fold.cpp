#include "engine/fold/history_fold.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

template class history_fold<const no_listener>;
template class history_fold<fold_listener>;

void state::impl::reset(const compiled_policy& p, std::uint64_t prospect_fingerprint) {
  if (!is_of(p)) {
    policy = p.fingerprint;
    words = p.words;
    slots.resize(p.cadences.size());
    running.resize(p.cadence_words);
    limit_times.resize(p.limit_slots);
    limit_counts.resize(p.limit_rules.size());
    hold_ends.resize(p.holds.size());
    tracked_times.resize(p.tracked_slots);
    tracked_counts.resize(p.tracked.size());
    tracked_numbers.resize(p.tracked_numbers);
    contact.closed_by_stop.resize(p.stops.size());
    keys.resize(1);
    key_used.resize(1);
  }
  prospect = prospect_fingerprint;
  problem = prospect_problem::none;
  touch_count = 0;
  last.reset();
  runs.clear();
  std::fill(running.begin(), running.end(), 0);
  if (keys.size() > 1) std::fill(key_used.begin(), key_used.end(), false);
  for (auto& slot : slots) slot.start = run::never;
  begun_at = run::never, begun.clear();
  if (p.asks_last_end) cadences.assign(p.cadences.size(), {});
  closed = false;
  closed_by = 0;
  contact.clear();
  contact.stops = 0;
  contact.opted_out_of_all = false;
  to_referrer.clear();
  std::fill(contact.closed_by_stop.begin(), contact.closed_by_stop.end(), 0u);
  std::fill(hold_ends.begin(), hold_ends.end(), std::nullopt);
  snoozed.reset();
  step_snoozes.clear();
  pauses.clear();
  keys_apart.clear();
  std::fill(limit_counts.begin(), limit_counts.end(), 0u);
  std::fill(tracked_counts.begin(), tracked_counts.end(), 0u);
  std::fill(tracked_numbers.begin(), tracked_numbers.end(), 0u);
  stage = -1;
}

}  // namespace tickler::inline TICKLER_ABI
