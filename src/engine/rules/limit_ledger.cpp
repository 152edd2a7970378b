#include "engine/rules/limit_ledger.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

// A key that no touchpoint counted had is as none so far, but what is placed for it is its own.
void limit_ledger::begin_keys(const eval_context& v, std::uint32_t limits, std::string_view besides) {
  const auto& known = v.folded.keys_apart;
  keys_.clear();
  for (std::size_t row = 1; row <= known.size(); ++row) keys_.push_back(known[row].key);
  const auto add = [&](std::string_view key) {
    if (!key.empty() && std::find(keys_.begin(), keys_.end(), key) == keys_.end()) keys_.push_back(key);
  };
  v.folded.each_run(v.policy, [&](const run& r) { add(v.folded.keys[r.key]); });
  add(besides);
  if (by_rows_.size() < keys_.size() * 32) by_rows_.resize(keys_.size() * 32);
  for (std::size_t row = 1; row <= keys_.size(); ++row)
    for_each_bit(limits, [&](std::size_t i) {
      of(i, row).begin(v.policy.limit_rules[i], v.folded.counted(v.policy, i, row <= known.size() ? row : 0));
    });
}

row_range limit_ledger::rows_of(std::string_view key) const {
  if (key.empty()) return {0, keys_.size() + 1};
  const auto row = static_cast<std::size_t>(std::find(keys_.begin(), keys_.end(), key) - keys_.begin()) + 1;
  return {row, row + 1};
}

}  // namespace tickler::inline TICKLER_ABI
