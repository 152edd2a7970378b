// Two policies over a book, against each prospect alone under both; and the policies' own difference.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <tickler/diff.hpp>
#include <tickler/diff_ahead.hpp>
#include <tickler/preview.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

int below(std::size_t n) { return *rc::gen::inRange<int>(0, static_cast<int>(n)); }

// The same policy with one thing changed.
tickler::policy_draft edited(tickler::policy_draft d) {
  if (d.cadences.empty()) return d;
  const auto chosen = static_cast<std::size_t>(below(d.cadences.size()));
  auto& cadence = d.cadences[chosen];
  auto& step = cadence.steps[static_cast<std::size_t>(below(cadence.steps.size()))];
  switch (below(6)) {
    case 0:
      return without_cadence(std::move(d), chosen);
    case 1:
      cadence.priority = cadence.priority.value == 70 ? 30 : 70;
      break;
    case 2:
      step.purpose = {};
      break;
    case 3:
      step.name = {"renamed"};
      break;
    case 4:
      std::reverse(step.channels.begin(), step.channels.end());
      break;
    default:
      if (d.closes.given())
        d.closes = {};
      else
        step.expires = {};
  }
  return d;
}

struct changed_scene {
  tickler::vocabulary words{};
  tickler::policy before, after;
  tickler::book all;
  std::vector<tickler::history> logs{};

  explicit changed_scene(const scene& s) : before(tickler::compile(s.policy, words).value()), after(before), all(words) {
    if (auto loaded = tickler::compile(edited(s.policy), words)) after = std::move(loaded).value();
    all.separate_records();  // each is alone, although all have one address
    for (std::size_t i = 0; i < 5; ++i) {
      auto who = s.who;
      who.id += std::to_string(i);
      if (i != 0) who.account += std::to_string(i);  // no colleague
      if (i == 3) who.contact.clear();
      auto& log = logs.emplace_back(words);
      const auto number = all.add(who);
      for (const auto& e : s.history) {
        if (i != 0 && below(4) == 0) continue;
        log.add(to_touchpoint(e, words));
        all.add(number, to_touchpoint(e, words));
      }
    }
  }
};

// What an action is and says, in words.
struct said {
  std::string id, when, due, whom, what_for;
  said(const tickler::policy& p, const tickler::decision& d, const tickler::action& a)
      : id(id_of(p, d, a)),
        when(a.state == tickler::action_state::ready ? "now"
             : a.when                                ? tickler::to_string(*a.when)
                                                     : ""),
        due(a.due ? tickler::to_string(*a.due) : ""),
        whom(std::string(p.words().name(a.channel)) + " to " + std::string(tickler::party_names[static_cast<std::size_t>(a.to)])),
        what_for(p.words().name(a.purpose)) {}
};

std::vector<said> all_said(const tickler::policy& p, const tickler::decision& d, bool next_only) {
  std::vector<said> list;
  for (const auto& a : d.actions)
    if (!next_only || list.empty()) list.emplace_back(p, d, a);
  return list;
}

tickler::change_set expected(const changed_scene& made, const tickler::decision& before, const tickler::decision& after,
                             bool next_only) {
  using tickler::change_kind;
  tickler::change_set kinds;
  if (before.status != after.status) kinds.add(change_kind::status);
  const auto was = all_said(made.before, before, next_only), is = all_said(made.after, after, next_only);
  std::size_t same = 0;
  for (const auto& a : was)
    for (const auto& b : is) {
      if (a.id != b.id) continue;
      ++same;
      if (a.when != b.when || a.due != b.due) kinds.add(change_kind::moves);
      if (a.whom != b.whom) kinds.add(change_kind::channel);
      if (a.what_for != b.what_for) kinds.add(change_kind::purpose);
    }
  const bool vanishes = same < was.size(), appears = same < is.size();
  if (vanishes && appears && next_only) return kinds.add(change_kind::becomes), kinds;
  if (vanishes) kinds.add(change_kind::vanishes);
  if (appears) kinds.add(change_kind::appears);
  return kinds;
}

BOOST_AUTO_TEST_CASE(a_difference_over_a_book_is_that_of_each_prospect_alone) {
  std::size_t cases = 0, changes = 0;
  BOOST_TEST(holds("diff", 8'000, [&](const scene& s) {
    const changed_scene made(s);
    ++cases;
    const auto now = s.nows.front();
    for (const bool next_only : {false, true}) {
      const auto found = diff(made.before, made.after, made.all, now, {.threads = 2, .next_only = next_only});
      RC_ASSERT(found.prospects == made.all.size());
      auto next = found.changed.begin();
      for (tickler::prospect_number i = 0; i < made.all.size(); ++i) {
        const auto before = by_each_path(made.before, made.all.prospect(i), made.logs[i], now);
        const auto after = by_each_path(made.after, made.all.prospect(i), made.logs[i], now);
        const auto kinds = expected(made, before, after, next_only);
        if (kinds.empty()) continue;
        RC_ASSERT(next != found.changed.end());
        RC_ASSERT((*next++ == tickler::changed_prospect{i, before.status, after.status, kinds}));
        ++changes;
      }
      RC_ASSERT(next == found.changed.end());
      RC_ASSERT(diff(made.before, made.before, made.all, now, {.next_only = next_only}).changed.empty());
    }
  }));
  BOOST_TEST(changes > cases / 2);
}

namespace {

// Week, channel and cadence, and how many actions a preview does of them.
using touches_ahead = std::map<std::tuple<std::string, std::string, std::string>, std::size_t>;

touches_ahead played(const tickler::policy& p, const tickler::prospect& who, const tickler::history& log, tickler::instant now,
                     tickler::instant until, const tickler::zone& local) {
  touches_ahead counts;
  for (const auto& e : preview(p, who, log, now, {}, {.until = until - std::chrono::seconds{1}}).entries) {
    if (e.kind != tickler::timeline_kind::done) continue;
    auto day = date::floor<date::days>(local.to_local(e.at));
    while (date::weekday(day) != date::Monday) day -= date::days{1};
    const auto& id = e.what.steps.front();
    ++counts[{date::format("%F", day), std::string(p.words().name(e.what.words.channel)), id.substr(0, id.find('/'))}];
  }
  return counts;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_the_weeks_ahead_bring_is_what_the_previews_of_all_do) {
  std::size_t cases = 0, changes = 0;
  BOOST_TEST(holds("ahead", 200, [&](const scene& s) {
    const changed_scene made(s);
    ++cases;
    const auto now = s.nows.front();
    if (now + date::days{30} > tickler::time_end) return;
    const auto until = now + date::days{30};
    const auto local = zone_of(made.after, {}).value();
    std::map<std::tuple<std::string, std::string, std::string>, std::pair<std::size_t, std::size_t>> expected;
    std::size_t changed = 0;
    for (tickler::prospect_number i = 0; i < made.all.size(); ++i) {
      const auto who = made.all.prospect(i);
      const auto before = played(made.before, who, made.logs[i], now, until, local);
      const auto after = played(made.after, who, made.logs[i], now, until, local);
      for (const auto& [kind, n] : before) expected[kind].first += n;
      for (const auto& [kind, n] : after) expected[kind].second += n;
      if (before != after) ++changed;
    }
    const auto found = diff_ahead(made.before, made.after, made.all, now, until, {.threads = 2});
    RC_ASSERT(found == diff_ahead(made.before, made.after, made.all, now, until));
    RC_ASSERT(found.prospects == made.all.size());
    RC_ASSERT(found.changed == changed);
    RC_ASSERT(found.most.size() == changed);
    RC_ASSERT(found.rows.size() == expected.size());
    for (const auto& row : found.rows) {
      const auto& n = expected.at({date::format("%F", row.week), std::string(made.all.words().name(row.channel)), row.cadence});
      RC_ASSERT(row.before == n.first);
      RC_ASSERT(row.after == n.second);
    }
    changes += changed;
  }));
  BOOST_TEST(changes >= cases / 40);
}

BOOST_AUTO_TEST_CASE(policies_differ_in_words_wherever_they_decide_otherwise) {
  std::size_t cases = 0, different = 0;
  BOOST_TEST(holds("policy diff", 3'000, [&](const scene& s) {
    RC_ASSERT(tickler::diff(s.policy, s.policy).empty());
    const changed_scene made(s);
    ++cases;
    const auto there = tickler::diff(made.before.draft(), made.after.draft());
    const auto back = tickler::diff(made.after.draft(), made.before.draft());
    RC_ASSERT(there.empty() == back.empty());
    if (made.before.fingerprint() == made.after.fingerprint()) return;
    RC_ASSERT(!there.empty());
    ++different;
  }));
  BOOST_TEST(different > cases / 2);
}

}  // namespace
}  // namespace plain
