// When something comes of itself, drawn from when it came before.
//
//   seen      2 h, 5 h, nothing in 6 h, 9 h        of four, so the last counts for two
//   by then   1/4  1/2                   1         the Kaplan-Meier estimate, and a draw of 0.6 is 9 h
#pragma once

#include <algorithm>
#include <tickler/workload.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class waiting_times {
 public:
  explicit waiting_times(std::vector<seen_after> seen) {
    std::stable_sort(seen.begin(), seen.end(), [](const seen_after& a, const seen_after& b) { return a.after < b.after; });
    double still = 1;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (!seen[i].what) continue;
      still *= 1 - 1 / static_cast<double>(seen.size() - i);
      happened_.push_back(seen[i]), by_then_.push_back(1 - still);
    }
  }

  bool empty() const noexcept { return happened_.empty(); }

  // By a chance in [0, 1), of what has not come `already` after. Null: it does not come.
  const seen_after* draw(double chance, std::chrono::seconds already) const {
    const auto first = std::upper_bound(happened_.begin(), happened_.end(), already,
                                        [](std::chrono::seconds t, const seen_after& s) { return t < s.after; });
    const auto passed = static_cast<std::size_t>(first - happened_.begin());
    const double before = already.count() <= 0 || passed == 0 ? 0 : by_then_[passed - 1];
    const auto from = by_then_.begin() + static_cast<std::ptrdiff_t>(already.count() <= 0 ? 0 : passed);
    const auto found = std::upper_bound(from, by_then_.end(), before + (1 - before) * chance);
    return found == by_then_.end() ? nullptr : &happened_[static_cast<std::size_t>(found - by_then_.begin())];
  }

 private:
  std::vector<seen_after> happened_{};  // by `after`
  std::vector<double> by_then_{};       // the chance that it has come by then
};

}  // namespace tickler::inline TICKLER_ABI
