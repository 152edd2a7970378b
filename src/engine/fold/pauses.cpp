#include "engine/fold/pauses.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

void note_pause(std::vector<pause>& all, std::uint16_t by, std::uint16_t row, instant t, std::optional<instant> end) {
  const auto is_its = [by, row](const pause& p) { return p.by == by && p.row == row; };
  const auto last = std::find_if(all.rbegin(), all.rend(), is_its);
  const auto until = end ? std::min(*end, time_end) : time_begin;
  if (last != all.rend() && t <= last->end) {
    last->end = std::max(t, until);
    if (last->end <= last->begin) all.erase(std::next(last).base());
    return;
  }
  if (until <= t) return;
  if (std::count_if(all.begin(), all.end(), is_its) == most_pauses) all.erase(std::find_if(all.begin(), all.end(), is_its));
  all.push_back({by, row, t, until});
}

std::uint16_t unused_pause_name(const std::vector<step_snooze>& snoozes) {
  auto name = pause::first_step_snooze;
  const auto is_used = [&](const step_snooze& z) { return z.pauses_by == name; };
  while (std::any_of(snoozes.begin(), snoozes.end(), is_used)) ++name;
  return name;
}

}  // namespace tickler::inline TICKLER_ABI
