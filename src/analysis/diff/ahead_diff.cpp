// Each prospect is played twice by one thread; what the threads have counted is added up, so that it does not matter who did what.
#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <mutex>
#include <tickler/decision.hpp>
#include <tickler/diff_ahead.hpp>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>
#include <utility>

#include "analysis/preview/play.hpp"
#include "base/internal_access.hpp"
#include "base/threads.hpp"
#include "engine/joint_histories.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::chrono::seconds one_second{1};

// The names of both policies' cadences, in order.
std::vector<std::string> names_of_cadences(const policy& before, const policy& after) {
  std::vector<std::string> names;
  for (const auto* p : {&before, &after})
    for (const auto& cadence : p->draft().cadences) names.push_back(cadence.name.value);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

struct touch_kind_ahead {
  date::local_days week{};
  tickler::channel channel{};
  std::size_t cadence = 0;  // of the names
  friend auto operator<=>(const touch_kind_ahead&, const touch_kind_ahead&) = default;
};

struct both_counts {
  std::size_t before = 0, after = 0;
};
using counts_by_kind = std::map<touch_kind_ahead, both_counts>;

// What threads share.
struct two_futures {
  two_futures(const policy& p, const policy& q, const book& of, instant from, instant to)
      : before(p), after(q), all(of), now(from), until(to), cadences(names_of_cadences(p, q)) {
    local = zone_of(q, {}).value();
  }

  date::local_days week_of(instant t) const {
    const auto day = date::floor<date::days>(local.to_local(t));
    return day - (date::weekday(day) - date::Monday);
  }

  const policy& before;
  const policy& after;
  const book& all;
  instant now, until;
  std::vector<std::string> cadences;
  zone local{};
};

// One policy on one thread.
class player {
 public:
  player(const policy& p, const two_futures& both)
      : policy_(p), both_(both), engine_(p), joint_(impl_of(p), impl_of(both.all)), log_(both.all.words()) {
    for (const auto& cadence : p.draft().cadences) {
      const auto at = std::lower_bound(both.cadences.begin(), both.cadences.end(), cadence.name.value);
      cadences_.push_back(static_cast<std::size_t>(at - both.cadences.begin()));
    }
  }

  // Calls each(kind) for every action that is done; whether it was played to its end.
  template <class Each>
  bool play(prospect_number number, const prospect& who, const Each& each) {
    joint_.read(number, log_, of_others_);
    const auto found = tickler::play(engine_, policy_, who, log_, both_.now, {}, {.until = both_.until - one_second});
    for (const auto& e : found.entries) {
      if (e.kind != timeline_kind::done) continue;
      const auto& a = e.decided.actions.front();
      each(touch_kind_ahead{both_.week_of(e.at), a.channel, cadences_[a.cadence]});
    }
    return found.why != timeline_end::too_long;
  }

 private:
  const policy& policy_;
  const two_futures& both_;
  evaluator engine_;
  joint_histories joint_;
  history log_;  // the prospect's
  std::vector<shared_touchpoint> of_others_{};
  std::vector<std::size_t> cadences_;  // of the policy's, which of the names it is
};

// What one thread has played.
class tally {
 public:
  explicit tally(const two_futures& both) : both_(both), before_(both.before, both), after_(both.after, both) {}

  void add(prospect_number number) {
    const auto who = both_.all.prospect(number);
    hers_.clear();
    const bool whole_before = before_.play(number, who, [&](const auto& kind) { ++hers_[kind].before; });
    const bool whole_after = after_.play(number, who, [&](const auto& kind) { ++hers_[kind].after; });
    if (!whole_before || !whole_after) ++cut_short;
    ++prospects;
    ahead_change c{.number = number};
    for (const auto& [kind, n] : hers_) {
      all[kind].before += n.before, all[kind].after += n.after;
      c.before += static_cast<std::uint32_t>(n.before), c.after += static_cast<std::uint32_t>(n.after);
      c.differ += static_cast<std::uint32_t>(n.before < n.after ? n.after - n.before : n.before - n.after);
    }
    if (c.differ != 0) changed.push_back(c);
  }

  counts_by_kind all{};
  std::vector<ahead_change> changed{};
  std::size_t prospects = 0, cut_short = 0;

 private:
  const two_futures& both_;
  player before_, after_;
  counts_by_kind hers_{};  // used again and again
};

void check(const two_futures& both) {
  if (!(both.all.words() == both.before.words()) || !(both.all.words() == both.after.words()))
    throw misuse(misuse_number::other_vocabulary, "a book of another vocabulary than the policies'");
  if (!in_range(both.now)) throw misuse(misuse_number::out_of_time, "`now` is outside 1970 to 2037");
  if (both.until > time_end) throw misuse(misuse_number::out_of_time, "`until` is beyond the end of 2037");
  if (both.until <= both.now) throw misuse(misuse_number::out_of_order, "`until` is not after `now`");
}

bool differs_more(const ahead_change& a, const ahead_change& b) {
  return std::tuple(b.differ, a.number) < std::tuple(a.differ, b.number);
}

}  // namespace

std::size_t ahead_difference::before() const noexcept {
  std::size_t sum = 0;
  for (const auto& row : rows) sum += row.before;
  return sum;
}

std::size_t ahead_difference::after() const noexcept {
  std::size_t sum = 0;
  for (const auto& row : rows) sum += row.after;
  return sum;
}

ahead_difference diff_ahead(const policy& before, const policy& after, const book& all, instant now, instant until,
                            const ahead_options& options) {
  constexpr std::size_t share = 128;
  const two_futures both(before, after, all, now, until);
  check(both);
  ahead_difference found{.from = now, .until = until};
  counts_by_kind counts;
  std::mutex adding;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> abandoned{false};
  std::size_t played = 0;
  work_on_threads(options.threads, [&] {
    tally mine(both);
    try {
      for (auto begin = next.fetch_add(share); begin < all.size() && !abandoned; begin = next.fetch_add(share)) {
        const auto end = std::min(begin + share, all.size());
        for (auto i = begin; i < end; ++i)
          if (const auto number = static_cast<prospect_number>(i); !all.is_erased(number)) mine.add(number);
        const std::lock_guard one(adding);
        played += end - begin;
        if (options.progress) options.progress(played, all.size());
      }
    } catch (...) {
      abandoned = true;  // the others need not finish what is lost
      throw;
    }
    const std::lock_guard one(adding);
    for (const auto& [kind, n] : mine.all) counts[kind].before += n.before, counts[kind].after += n.after;
    found.most.insert(found.most.end(), mine.changed.begin(), mine.changed.end());
    found.prospects += mine.prospects, found.cut_short += mine.cut_short;
  });

  for (const auto& [kind, n] : counts)
    found.rows.push_back({kind.week, kind.channel, both.cadences[kind.cadence], n.before, n.after});
  found.changed = found.most.size();
  const auto named = std::min(options.most_named, found.most.size());
  std::partial_sort(found.most.begin(), found.most.begin() + static_cast<std::ptrdiff_t>(named), found.most.end(), differs_more);
  found.most.resize(named);
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
