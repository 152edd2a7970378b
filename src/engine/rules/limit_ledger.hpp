// What the limits of a policy count while the actions of a decision are placed: each limit once, and those by key for each key.
// Semantics R76 to R80, R140.
#pragma once

#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "engine/rules/limit.hpp"
#include "engine/state/eval_context.hpp"

namespace tickler::inline TICKLER_ABI {

class limit_ledger {
 public:
  // From history. The state must stay as it is for as long as actions are placed. `besides`: a key that is asked for and may be no
  // run's.
  void begin(const eval_context& v, std::uint32_t limits, std::string_view besides = {}) {
    const auto& rules = v.policy.limit_rules;
    by_key_ = v.policy.limits_by_key;
    if (usages_.size() < rules.size()) usages_.resize(rules.size());
    for_each_bit(limits, [&](std::size_t i) { usages_[i].begin(rules[i], v.folded.counted(v.policy, i, 0)); });
    if ((limits & by_key_) != 0) [[unlikely]]
      begin_keys(v, limits & by_key_, besides);
  }

  // Calls each(limit_usage&) for those of the limit that an action counts in, and that it must keep; key() is asked for limits by
  // key alone.
  template <class Key, class Each>
  [[gnu::always_inline]] void for_each(std::size_t limit, Key&& key, Each&& each) {
    if ((by_key_ >> limit & 1) == 0) [[likely]]
      return each(usages_[limit]);
    const auto rows = rows_of(key());
    for (auto row = rows.begin; row < rows.end; ++row) each(of(limit, row));
  }

 private:
  void begin_keys(const eval_context& v, std::uint32_t limits, std::string_view besides);
  row_range rows_of(std::string_view key) const;
  limit_usage& of(std::size_t limit, std::size_t row) noexcept {
    return row == 0 ? usages_[limit] : by_rows_[(row - 1) * 32 + limit];
  }

  std::vector<limit_usage> usages_{};     // by limit
  std::vector<limit_usage> by_rows_{};    // 32 for each key
  std::vector<std::string_view> keys_{};  // those of the state's rows, and of runs besides
  std::uint32_t by_key_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
