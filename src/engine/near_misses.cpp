#include <algorithm>
#include <atomic>
#include <tickler/near_misses.hpp>

#include "base/internal_access.hpp"
#include "base/threads.hpp"
#include "engine/book_reader.hpp"
#include "engine/explain/told_fold.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// One thread's.
class near_miss_reader {
 public:
  near_miss_reader(const compiled_policy& p, const book_reader& book) : policy_(p), book_(book), misses_(p) {}

  // What a prospect has, into `told`; whether there is any.
  bool read(prospect_number number) {
    told_.near_misses.clear();
    book_.read(number, space_, [&](const resolved_prospect& who, auto&& touches) {
      if (!may_miss(touches)) return;
      told_.runs.clear(), told_.trace.clear(), told_.keys.clear();
      auto& s = impl_of(told_.folded);
      s.reset(policy_, 0);
      fold_and_tell(policy_, who, touches, s, space_, misses_, told_);
    });
    return !told_.near_misses.empty();
  }

  const std::vector<near_miss>& told() const noexcept { return told_.near_misses; }

 private:
  template <class Source>
  bool may_miss(const Source& touches) {
    for (std::size_t i = 0; i < touches.size(); ++i)
      if (may_miss(touches.row(i))) return true;
    return false;
  }

  bool may_miss(const touch_row& row) {
    if (row.number >= known_.size()) known_.resize(row.number + 1, unknown);
    auto& known = known_[row.number];
    if (known == unknown) known = misses_.may_miss(row) ? 1 : 0;
    return known == 1;
  }

  static constexpr std::int8_t unknown = -1;

  const compiled_policy& policy_;
  const book_reader& book_;
  fold_workspace space_{};
  near_miss_finder misses_;
  std::vector<std::int8_t> known_{};  // by kind of touchpoint
  explanation told_{};
};

}  // namespace

near_misses find_near_misses(const policy& p, const book& all, instant now, const near_miss_options& options) {
  constexpr std::size_t share = 1'024;
  const auto& compiled = impl_of(p);
  const book_reader book(compiled, impl_of(all), now, book_reader::wanted::all);
  std::vector<near_misses> shares((all.size() + share - 1) / share);
  std::atomic<std::size_t> next{0};
  work_on_threads(options.threads, [&] {
    near_miss_reader reader(compiled, book);
    for (std::size_t taken = next++; taken < shares.size(); taken = next++) {
      auto& mine = shares[taken];
      const auto end = std::min((taken + 1) * share, all.size());
      for (auto i = taken * share; i < end; ++i) {
        const auto number = static_cast<prospect_number>(i);
        if (options.asked_for && !options.asked_for(number)) continue;
        if (!reader.read(number)) continue;
        ++mine.prospects;
        if (mine.first.size() < options.most_named) mine.first.push_back({number, reader.told().front()});
        for (const auto& miss : reader.told()) ++mine.counts[static_cast<std::size_t>(miss.field)];
      }
    }
  });

  near_misses found;
  for (const auto& s : shares) {
    for (std::size_t i = 0; i < s.counts.size(); ++i) found.counts[i] += s.counts[i];
    found.prospects += s.prospects;
    for (const auto& each : s.first)
      if (found.first.size() < options.most_named) found.first.push_back(each);
  }
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
