// What an explanation tells of runs, found again by run without going through all of it for each.
#pragma once

#include <algorithm>
#include <span>
#include <tickler/explain.hpp>
#include <tuple>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Event: trace_event or near_miss. Views of them, so they must stay where they are.
template <class Event>
class by_run {
 public:
  by_run(const std::vector<Event>& told, bool (*is_wanted)(const Event&)) {
    for (const auto& each : told)
      if (is_wanted(each)) all_.push_back(&each);
    std::stable_sort(all_.begin(), all_.end(), [](const Event* a, const Event* b) { return run_of(*a) < run_of(*b); });
  }

  // In their order.
  std::span<const Event* const> of(const run_report& r) const {
    const run_name its(r.cadence, r.run, r.nth);
    const std::span<const Event* const> all(all_);
    const auto begin = std::partition_point(all.begin(), all.end(), [&](const Event* e) { return run_of(*e) < its; });
    const auto end = std::partition_point(begin, all.end(), [&](const Event* e) { return run_of(*e) == its; });
    return all.subspan(static_cast<std::size_t>(begin - all.begin()), static_cast<std::size_t>(end - begin));
  }

 private:
  using run_name = std::tuple<std::uint16_t, std::uint32_t, std::uint8_t>;  // as run_report::is_of compares
  static run_name run_of(const trace_event& t) noexcept { return {t.index, t.run, t.nth}; }
  static run_name run_of(const near_miss& m) noexcept { return {m.cadence, m.run, m.nth}; }

  std::vector<const Event*> all_{};
};

}  // namespace tickler::inline TICKLER_ABI
