// How many keys limits and holds by key keep apart, and which of them are let go.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <tickler/explain.hpp>
#include <tickler/saved_state.hpp>
#include <tickler/tickler.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using namespace tickler::units;
using support::asked, support::at, support::made, support::small_draft;

namespace {

constexpr std::size_t most = 256;

policy_draft weekly_by_key() {
  auto d = small_draft();
  d.events[0].any_of = {pattern_draft{.outcomes = {"inquired"}}};
  d.limits = {{.name = "weekly",
               .count = pattern_draft{.directions = {direction::outbound}},
               .at_most = 1,
               .per = 168 * hours,
               .by_key = true}};
  d.holds = {{.on = pattern_draft{.outcomes = {"promised"}}, .otherwise = 720 * hours, .by_key = true}};
  return d;
}

touchpoint sent(const std::string& key, std::string_view when) {
  return {.at = at(when), .words = {.direction = direction::outbound, .outcome = outcome::sent}, .keys = {key}};
}

touchpoint promised(const std::string& key, std::string_view when) {
  return {.at = at(when), .words = {.direction = direction::inbound, .outcome = outcome::promised}, .keys = {key}};
}

history with_all_keys(vocabulary& words, std::string_view when) {
  history log(words);
  for (std::size_t i = 0; i < most; ++i) log.add(sent("key-" + std::to_string(i), when));
  return log;
}

prospect_problem problem_of(const policy& p, const history& log, std::string_view now) {
  const prospect ada{.id = "ada"};
  const auto found = evaluate(p, ada, log, at(now)).problem;
  BOOST_TEST((decide(p, ada, load_state(p, save_state(p, fold(p, ada, log, at(now)))).value(), at(now)).problem == found));
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(more_keys_than_can_be_kept_apart_make_the_prospect_an_error) {
  vocabulary words;
  const auto p = made(weekly_by_key(), words);
  auto log = with_all_keys(words, "2026-03-02T10:00:00Z");
  BOOST_TEST((problem_of(p, log, "2026-03-03T10:00:00Z") == prospect_problem::none));
  log.add(sent("key-7", "2026-03-03T10:00:00Z"));  // one that is known
  BOOST_TEST((problem_of(p, log, "2026-03-03T10:00:00Z") == prospect_problem::none));
  log.add(sent("one-more", "2026-03-03T11:00:00Z"));
  BOOST_TEST((problem_of(p, log, "2026-03-03T11:00:00Z") == prospect_problem::too_many_keys));
  BOOST_TEST((problem_of(p, log, "2026-06-03T11:00:00Z") == prospect_problem::too_many_keys));
}

BOOST_AUTO_TEST_CASE(a_key_of_which_nothing_matters_any_more_makes_room) {
  struct {
    const char* when;
    prospect_problem problem;
  } const cases[] = {{"2026-03-12T09:59:59Z", prospect_problem::too_many_keys}, {"2026-03-12T10:00:00Z", prospect_problem::none}};
  for (const auto& c : cases) {
    vocabulary words;
    const auto p = made(weekly_by_key(), words);
    auto log = with_all_keys(words, "2026-03-02T10:00:00Z");
    log.add(sent("one-more", c.when));
    BOOST_TEST((problem_of(p, log, c.when) == c.problem), c.when);
  }
}

BOOST_AUTO_TEST_CASE(a_hold_that_has_not_ended_keeps_its_key) {
  vocabulary words;
  const auto p = made(weekly_by_key(), words);
  history log(words);
  for (std::size_t i = 0; i < most; ++i) log.add(promised("key-" + std::to_string(i), "2026-03-02T10:00:00Z"));
  auto too_early = log, in_time = log;
  too_early.add(sent("one-more", "2026-04-01T09:59:59Z"));
  in_time.add(sent("one-more", "2026-04-01T10:00:00Z"));
  BOOST_TEST((problem_of(p, too_early, "2026-04-01T09:59:59Z") == prospect_problem::too_many_keys));
  BOOST_TEST((problem_of(p, in_time, "2026-04-01T10:00:00Z") == prospect_problem::none));
}

BOOST_AUTO_TEST_CASE(a_run_under_way_keeps_its_key) {
  vocabulary words;
  auto draft = weekly_by_key();
  draft.cadences[0].per = run_per::key;
  const auto p = made(draft, words);
  history log(words);
  for (std::size_t i = 0; i < most; ++i) {
    auto start = asked("2026-03-02T10:00:00Z");
    start.keys = {"key-" + std::to_string(i)};
    log.add(start);
  }
  for (std::size_t i = 0; i < most; ++i) {
    auto t = sent("key-" + std::to_string(i), "2026-03-02T11:00:00Z");
    t.words.channel = channel::phone;  // which carries out nothing
    log.add(t);
  }
  log.add(sent("one-more", "2026-05-02T11:00:00Z"));
  BOOST_TEST((problem_of(p, log, "2026-05-02T11:00:00Z") == prospect_problem::too_many_keys));
}

BOOST_AUTO_TEST_CASE(keys_that_are_let_go_leave_the_others_as_they_are) {
  vocabulary words;
  auto draft = weekly_by_key();
  draft.cadences[0].per = run_per::key;
  const auto p = made(draft, words, {.keys = 2});
  history log(words);
  log.add(promised("old", "2026-01-02T10:00:00Z"));   // until 1 February
  log.add(promised("held", "2026-02-20T10:00:00Z"));  // until 22 March
  auto start = asked("2026-03-02T10:00:00Z");
  start.keys = {"held", "new"};
  log.add(start);
  log.add(promised("new", "2026-03-02T11:00:00Z"));  // until 1 April: "old" goes
  const auto plan = evaluate(p, {.id = "ada"}, log, at("2026-03-02T12:00:00Z"));
  BOOST_REQUIRE(plan.actions.size() == 2u);
  BOOST_TEST(plan.key(plan.actions[0]) == "held");
  BOOST_TEST((plan.actions[0].when == at("2026-03-22T10:00:00Z")));
  BOOST_TEST(plan.key(plan.actions[1]) == "new");
  BOOST_TEST((plan.actions[1].when == at("2026-04-01T11:00:00Z")));
}

BOOST_AUTO_TEST_CASE(what_is_of_no_key_is_held_by_what_holds_longest_also_if_the_hold_lets_go_before) {
  vocabulary words;
  auto draft = weekly_by_key();
  draft.holds[0].condition.text = "now < timestamp('2026-03-20T00:00:00Z')";
  const auto p = made(draft, words);
  const prospect ada{.id = "ada"};
  history log(words);
  auto longest = promised("a", "2026-03-01T10:00:00Z"), shorter = promised("b", "2026-03-02T10:00:00Z");
  longest.until = at("2026-03-30T10:00:00Z"), shorter.until = at("2026-03-05T10:00:00Z");
  log.add(longest);
  log.add(shorter);
  log.add(asked("2026-03-02T11:00:00Z"));
  const auto why = explain(p, ada, log, at("2026-03-02T12:00:00Z"));
  BOOST_REQUIRE(why.decision.actions.size() == 1u);
  const auto& a = why.decision.actions[0];
  BOOST_TEST((a.when == at("2026-03-20T00:00:00Z")));
  const auto reasons = why.decision.reasons_of(a);
  const auto hold = std::find_if(reasons.begin(), reasons.end(), [](const reason& r) { return r.kind == reason_kind::hold; });
  BOOST_REQUIRE((hold != reasons.end()));
  const auto* cause = cause_of(why, a, *hold);
  BOOST_REQUIRE(cause != nullptr);
  BOOST_TEST(cause->touchpoint == 0u);
}
