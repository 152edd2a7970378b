#include "engine/fold/keys_apart.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace tickler::inline TICKLER_ABI {

namespace {

bool says_as_for_no_key(const compiled_policy& p, const state::impl& s, std::size_t row, instant now) {
  const auto& own = s.keys_apart[row];
  const auto in_force = [now](const std::optional<instant>& end) { return end && *end > now ? end : std::nullopt; };
  bool same = true;
  for_each_bit(p.holds_by_key, [&](std::size_t i) { same &= in_force(own.hold_ends[i]) == in_force(s.hold_ends[i]); });
  for_each_bit(p.limits_by_key, [&](std::size_t i) {
    const auto matters = [&](instant t) { return now < t + p.limit_rules[i].surely_over; };
    const auto known = s.counted(p, i, 0), apart = s.counted(p, i, row);
    same &= std::equal(std::find_if(apart.begin(), apart.end(), matters), apart.end(),
                       std::find_if(known.begin(), known.end(), matters), known.end());
  });
  return same;
}

}  // namespace

bool begin_key_row(const compiled_policy& p, state::impl& s, std::string_view key) {
  auto& all = s.keys_apart;
  if (all.size() >= p.limits.keys) return false;
  auto& row = all.add(key);
  row.resize(p);
  for_each_bit(p.holds_by_key, [&](std::size_t i) { row.hold_ends[i] = s.hold_ends[i]; });
  for_each_bit(p.limits_by_key, [&](std::size_t i) {
    const auto known = s.counted(p, i, 0);
    row.limit_counts[i] = s.limit_counts[i];
    std::copy(known.begin(), known.end(), row.limit_times.begin() + p.limit_rules[i].first_key_slot);
  });
  for (std::size_t i = 0, size = s.pauses.size(); i < size; ++i) {
    auto each = s.pauses[i];
    if (each.row != 0 || each.by >= pause::first_step_snooze || !has_bit(p.holds_by_key, each.by)) continue;
    each.row = static_cast<std::uint16_t>(all.size());
    s.pauses.push_back(each);
  }
  return true;
}

void forget_key_rows(const compiled_policy& p, state::impl& s, instant now) {
  for (auto row = s.keys_apart.size(); row > 0; --row) {
    bool is_asked = !says_as_for_no_key(p, s, row, now);
    s.each_run(p, [&](const run& r) { is_asked |= s.keys[r.key] == s.keys_apart[row].key; });
    if (is_asked) continue;
    s.keys_apart.remove(row);
    std::erase_if(s.pauses, [row](const pause& each) { return each.row == row; });
    for (auto& each : s.pauses) each.row = static_cast<std::uint16_t>(each.row - (each.row > row));
  }
}

}  // namespace tickler::inline TICKLER_ABI
