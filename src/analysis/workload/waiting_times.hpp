// When something comes of itself, drawn from when it came before.
//
//   seen      2 h, 5 h, nothing in 6 h, 9 h        of four, so the last counts for two
//   by then   1/4  1/2                   1         the Kaplan-Meier estimate, and a draw of 0.6 is 9 h
#pragma once

#include <algorithm>
#include <tickler/workload.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class waiting_times {
 public:
  explicit waiting_times(std::vector<seen_after> seen) {
    std::stable_sort(seen.begin(), seen.end(), [](const seen_after& a, const seen_after& b) { return a.after < b.after; });
    double still = 1;
    std::uint64_t left = 0;  // of which nothing has been seen by then
    for (const auto& s : seen) left += s.times;
    for (const auto& s : seen) {
      if (s.what && s.times != 0) {
        still *= 1 - static_cast<double>(s.times) / static_cast<double>(left);
        happened_.push_back(s), by_then_.push_back(1 - still);
      }
      left -= s.times;
    }
  }

  bool empty() const noexcept { return happened_.empty(); }
  bool is_certain() const noexcept { return !empty() && by_then_.back() == 1; }  // sooner or later it comes

  // Each of those that come, and the chance of it.
  template <class Each>
  void for_each(Each&& each) const {
    double before = 0;
    for (std::size_t i = 0; i < happened_.size(); ++i) each(happened_[i], by_then_[i] - std::exchange(before, by_then_[i]));
  }

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
