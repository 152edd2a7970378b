// Prospects that come while a book is played: as others came, and as somebody expects them.
#pragma once

#include <map>
#include <tickler/preview.hpp>
#include <vector>

#include "analysis/workload/player.hpp"

namespace tickler::inline TICKLER_ABI {

class newcomers {
 public:
  newcomers(const policy& p, const book& all, const response_model& model, bool any);

  // Calls each(nobody, first touchpoint) for those of a day, or what is left of it.
  template <class Each>
  void for_each(instant begin, instant end, std::uint64_t seed, std::size_t run, Each&& each) const {
    if (seen_.empty() && expected_.empty()) return;
    const auto day = date::local_days{date::floor<date::days>(zone_.to_local(begin)).time_since_epoch()};
    const auto stream = static_cast<std::uint64_t>(day.time_since_epoch().count());
    const auto come = [&](const newcomer& n, std::chrono::seconds time_of_day) {
      const auto at = zone_.to_instant(day + time_of_day);
      if (begin <= at && at < end) each(n.nobody, n.first_at(at));
    };
    if (const auto* those = of_same_weekday(day, split_mix(seed, run, apart + stream)))
      for (const auto& n : *those) come(n, n.time_of_day);
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      const auto& [how, who] = expected_[i];
      if ((how.on >> (date::weekday{day}.iso_encoding() - 1) & 1) == 0) continue;
      split_mix random(seed, run, 2 * apart + stream * most_expected + i);
      for (auto left = random.poisson(how.a_day); left > 0; --left)
        come(who, std::chrono::seconds{how.from} + std::chrono::seconds{random.below(
                                                       static_cast<std::size_t>(std::chrono::seconds{how.to - how.from}.count()))});
    }
  }

 private:
  static constexpr std::uint64_t apart = std::uint64_t{1} << 40;  // from what is drawn for prospects
  static constexpr std::size_t most_expected = 10'000;

  struct newcomer {
    beginning_of_future nobody;
    touchpoint first{};
    std::chrono::seconds time_of_day{};

    touchpoint first_at(instant at) const {
      auto t = first;
      if (t.until) *t.until += at - t.at;
      t.at = at;
      return t;
    }
  };
  struct expected {
    expected_arrivals how;
    newcomer who;
  };

  // Of one of the same weekdays that were seen. Null: nobody came on it.
  const std::vector<newcomer>* of_same_weekday(date::local_days day, split_mix random) const;

  zone zone_;
  std::map<date::local_days, std::vector<newcomer>> seen_{};
  date::local_days last_{};  // of those seen
  std::vector<expected> expected_{};
};

// Of an owner's, before anything has happened.
beginning_of_future nobody_of(const policy& p, const std::string& owner);

// As one begins the cadence; throws misuse where no touchpoint alone does.
touchpoint start_of(const policy& p, std::string_view cadence, instant at);

}  // namespace tickler::inline TICKLER_ABI
