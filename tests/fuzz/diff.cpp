// A policy and what has been made of it, value by value: between equal drafts nothing differs, what differs one way differs the
// other way round too and has words, what decides otherwise is said to differ, and over a book it differs for whom the decisions
// do.
#include <algorithm>
#include <set>
#include <tickler/diff.hpp>
#include <tickler/io/diff.hpp>
#include <tickler/io/write_policy.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/happenings.hpp"
#include "fuzz/json.hpp"
#include "fuzz/policies.hpp"
#include "properties/draft_changes.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

// With the values changed that have these numbers.
void change(policy_draft& draft, const std::set<std::uint16_t>& numbers) {
  std::uint16_t number = 0;
  plain::draft_changes changes([&](const std::string&, bool) { return numbers.contains(number++); });
  changes.in(draft);
}

std::size_t count(const std::vector<policy_change>& all, policy_change_kind kind) {
  return static_cast<std::size_t>(std::ranges::count(all, kind, &policy_change::kind));
}

std::vector<policy_change> compare(const policy_draft& before, const policy_draft& after) {
  const auto there = diff(before, after), back = diff(after, before);
  for (const auto& c : there) {
    must_hold(!to_text(c).empty() && !c.path.empty(), "what differs is told, and where");
    fuzz::must_be_json(to_json(c));
  }
  must_hold(count(there, policy_change_kind::added) == count(back, policy_change_kind::removed),
            "what is added is removed on the way back");
  must_hold(count(there, policy_change_kind::removed) == count(back, policy_change_kind::added), "and the other way round");
  must_hold(count(there, policy_change_kind::changed) == count(back, policy_change_kind::changed), "what is changed, both ways");
  return there;
}

void compare(const policy& before, const policy& after, const fuzz::happening& made) {
  book all(before.words());
  all.set_log(all.add(made.who), fuzz::log_of(before, made.touchpoints));
  const auto log = fuzz::log_of(before, made.touchpoints);
  const auto was = evaluate(before, made.who, log, made.now), is = evaluate(after, made.who, log, made.now);
  const auto found = diff(before, after, all, made.now);
  fuzz::must_be_json(to_json(found));
  must_hold(found.prospects == 1 && found.changed.size() <= 1, "a book of one");
  if (found.changed.empty()) {
    must_hold(was.status == is.status && was.actions.size() == is.actions.size(), "nothing differs for her");
    return;
  }
  const auto& c = found.changed.front();
  must_hold(c.before == was.status && c.after == is.status && !c.kinds.empty(), "how she stands under either");
  must_hold(c.kinds.has(change_kind::status) == (was.status != is.status), "her status");
  diff_some(before, after, all, std::vector{c.number}, made.now, [&](const prospect_difference& d) {
    must_hold(d.before == was && d.after == is && d.kinds == c.kinds, "the same for her alone");
    fuzz::must_be_json(to_json(before, after, made.who, d));
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  // With words of its own: a policy takes in all that its vocabulary has met.
  const auto before = compile(d.one_of(fuzz::policies()).draft(), vocabulary()).value();
  auto draft = d.one_of(fuzz::policies()).draft();
  std::set<std::uint16_t> numbers;
  for (auto n = d.below(4); n > 0; --n) numbers.insert(d.number<std::uint16_t>() % 2048);
  change(draft, numbers);
  const auto loaded = compile(draft, before.words());
  if (!loaded) return 0;  // two of one name: what that differs from nobody says
  const auto& after = loaded.value();
  must_hold(diff(draft, draft).empty(), "nothing differs from itself");
  const auto changes = compare(before.draft(), draft);
  if (changes.empty() && before.fingerprint() != after.fingerprint())
    must_hold(to_yaml(before.draft()) == to_yaml(draft), "policies that decide otherwise differ, but for what no file says");
  compare(before, after, fuzz::some_happening(d, before, 8));
  return 0;
}
