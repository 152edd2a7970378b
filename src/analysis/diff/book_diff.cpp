#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <tickler/diff.hpp>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>

#include "analysis/diff/same_action.hpp"
#include "base/internal_access.hpp"
#include "base/threads.hpp"
#include "engine/book_reader.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

change_set differences(const action& a, const action& b) {
  // Since when a ready one has been so is no matter.
  const auto time = [](const action& x) {
    const bool is_ready = x.state == action_state::ready;
    return std::tuple(is_ready, is_ready ? std::nullopt : x.when, x.due);
  };
  change_set kinds;
  if (time(a) != time(b)) kinds.add(change_kind::moves);
  if (a.channel != b.channel || a.to != b.to) kinds.add(change_kind::channel);
  if (a.purpose != b.purpose) kinds.add(change_kind::purpose);
  return kinds;
}

// Two policies over one book. What threads share.
class two_policies {
 public:
  two_policies(const policy& before, const policy& after, const book& all, instant now, book_reader::wanted wanted, bool next_only)
      : before_(impl_of(before), impl_of(all), now, wanted),
        after_(impl_of(after), impl_of(all), now, wanted),
        same_(before.draft(), after.draft()),
        next_only_(next_only) {}

  struct buffers {
    workspace before_space{}, after_space{};
    decision before{}, after{};
    std::vector<action_change> actions{};
    change_set kinds{};
  };

  void compare(prospect_number number, buffers& use) const {
    before_.decide(number, use.before_space, use.before);
    after_.decide(number, use.after_space, use.after);
    use.actions.clear();
    if (next_only_)
      compare_next(use);
    else
      compare_all(use);
    use.kinds = {};
    if (use.before.status != use.after.status) use.kinds.add(change_kind::status);
    for (const auto& a : use.actions) use.kinds.add(a.kinds);
  }

 private:
  void compare_next(buffers& use) const {
    const auto* a = use.before.actions.empty() ? nullptr : &use.before.actions.front();
    const auto* b = use.after.actions.empty() ? nullptr : &use.after.actions.front();
    if (a != nullptr && b != nullptr && !same_(use.before, *a, use.after, *b))
      use.actions.push_back({{change_kind::becomes}, a, b});
    else
      compare_one(a, b, use);
  }

  void compare_all(buffers& use) const {
    for (const auto& b : use.after.actions) {
      const auto same = std::find_if(use.before.actions.begin(), use.before.actions.end(),
                                     [&](const action& a) { return same_(use.before, a, use.after, b); });
      compare_one(same == use.before.actions.end() ? nullptr : &*same, &b, use);
    }
    for (const auto& a : use.before.actions)
      if (std::none_of(use.after.actions.begin(), use.after.actions.end(),
                       [&](const action& b) { return same_(use.before, a, use.after, b); }))
        compare_one(&a, nullptr, use);
  }

  static void compare_one(const action* a, const action* b, buffers& use) {
    change_set kinds;
    if (a != nullptr && b != nullptr)
      kinds = differences(*a, *b);
    else if (a != nullptr)
      kinds.add(change_kind::vanishes);
    else if (b != nullptr)
      kinds.add(change_kind::appears);
    if (!kinds.empty()) use.actions.push_back({kinds, a, b});
  }

  book_reader before_, after_;
  same_action same_;
  bool next_only_;
};

}  // namespace

std::string_view name_of(change_kind kind) noexcept {
  switch (kind) {
    case change_kind::status:
      return "status";
    case change_kind::appears:
      return "appears";
    case change_kind::vanishes:
      return "vanishes";
    case change_kind::becomes:
      return "becomes";
    case change_kind::moves:
      return "moves";
    case change_kind::channel:
      return "channel";
    case change_kind::purpose:
      return "purpose";
  }
  return {};
}

std::size_t book_difference::count(change_kind kind) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(changed.begin(), changed.end(), [kind](const changed_prospect& c) { return c.kinds.has(kind); }));
}

std::vector<status_change> book_difference::status_changes() const {
  constexpr auto statuses = std::size(status_names);
  std::array<std::array<std::size_t, statuses>, statuses> counts{};
  for (const auto& c : changed)
    if (c.kinds.has(change_kind::status)) ++counts[static_cast<std::size_t>(c.after)][static_cast<std::size_t>(c.before)];
  std::vector<status_change> found;
  for (std::size_t after = 0; after < statuses; ++after)
    for (std::size_t before = 0; before < statuses; ++before)
      if (const auto count = counts[after][before]; count != 0)
        found.push_back({static_cast<status>(before), static_cast<status>(after), count});
  std::stable_partition(found.begin(), found.end(), [](const status_change& c) { return c.after == status::unattended; });
  return found;
}

book_difference diff(const policy& before, const policy& after, const book& all, instant now, const diff_options& options) {
  constexpr std::size_t share = 1'024;
  const two_policies both(before, after, all, now, book_reader::wanted::all, options.next_only);
  std::vector<std::vector<changed_prospect>> shares((all.size() + share - 1) / share);
  std::atomic<std::size_t> next{0};
  work_on_threads(options.threads, [&] {
    two_policies::buffers use;
    for (std::size_t taken = next++; taken < shares.size(); taken = next++) {
      const auto end = std::min((taken + 1) * share, all.size());
      for (auto i = taken * share; i < end; ++i) {
        const auto number = static_cast<prospect_number>(i);
        both.compare(number, use);
        if (!use.kinds.empty()) shares[taken].push_back({number, use.before.status, use.after.status, use.kinds});
      }
    }
  });

  book_difference found{.prospects = all.size() - all.erased()};
  std::size_t count = 0;
  for (const auto& s : shares) count += s.size();
  found.changed.reserve(count);
  for (const auto& s : shares) found.changed.insert(found.changed.end(), s.begin(), s.end());
  return found;
}

void diff_some(const policy& before, const policy& after, const book& all, std::span<const prospect_number> some, instant now,
               const each_difference& each, const diff_options& options) {
  const two_policies both(before, after, all, now, book_reader::wanted::few, options.next_only);
  two_policies::buffers use;
  for (const auto number : some) {
    if (number >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
    both.compare(number, use);
    each({number, use.before, use.after, use.kinds, use.actions});
  }
}

}  // namespace tickler::inline TICKLER_ABI
