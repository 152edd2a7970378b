// What is to become of the tasks that an app keeps. The policy: whoever asks is answered by e-mail within 24 hours, then called
// twice at most, two days after the touch before; a call that is not made within a day of that is passed over. A purchase ends it.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;

namespace {

policy_draft answer_and_call() {
  auto draft = small_draft();
  draft.channels.push_back({.name = "phone"});
  draft.events.push_back({.name = "bought", .any_of = {pattern_draft{.outcomes = {"purchased"}}}});
  draft.cadences[0].ends = {"bought"};
  draft.cadences[0].steps.push_back(
      {.name = "call", .channels = {"phone"}, .after = 2 * units::days, .repeat = 2, .expires = 1 * units::days});
  return draft;
}

touchpoint ours(std::string_view when, channel by, outcome what = outcome::none, std::vector<std::string> steps = {}) {
  return {.at = at(when), .words = {.channel = by, .direction = direction::outbound, .outcome = what}, .steps = std::move(steps)};
}
touchpoint bought(std::string_view when) { return {.at = at(when), .words = {.outcome = outcome::purchased}}; }

const std::string send = "answer/send#0@2026-03-02T10:00:00Z", first_call = "answer/call#0@2026-03-02T10:00:00Z",
                  second_call = "answer/call#1@2026-03-02T10:00:00Z";

std::string told(const std::vector<task_update>& updates) {
  std::string all;
  for (const auto& u : updates) {
    all += (all.empty() ? "" : "; ") + std::string(to_string(u.change)) + ' ' + u.what.id;
    if (u.by != task_update::nothing) all += " by " + std::to_string(u.by);
  }
  return all;
}

struct app {  // that keeps tasks of one prospect
  vocabulary words{};
  policy p{};
  prospect ada{.id = "ada"};
  history log{words};
  std::vector<task> open{};

  explicit app(policy_draft draft = answer_and_call()) : p(made(std::move(draft), words)) {}

  std::vector<task_update> updates(std::string_view now, const reconcile_options& options = {}) const {
    return reconcile(p, ada, log, at(now), evaluate(p, ada, log, at(now)), open, options);
  }
  void decide(std::string_view now) {
    const auto all = updates(now);
    open.clear();
    for (const auto& u : all)
      if (u.change != task_change::done && u.change != task_change::withdrawn) open.push_back(u.what);
  }
};

struct reconcile_case {
  const char* sentence;
  std::vector<touchpoint> before;  // after her question; what the tasks were decided by, `then`
  const char* then;                // none: nothing is stored
  std::vector<touchpoint> since;
  const char* now;
  std::string told;
};

const reconcile_case cases[] = {
    {"what nobody knows yet is added", {}, "", {}, "2026-03-02T11:00:00Z", "added " + send},
    {"what is stored as it is decided is unchanged", {}, "2026-03-02T11:00:00Z", {}, "2026-03-02T11:00:00Z", "unchanged " + send},
    {"what is ready does not change with the clock alone",
     {},
     "2026-03-02T11:00:00Z",
     {},
     "2026-03-02T12:34:56Z",
     "unchanged " + send},
    {"what is overdue by now has changed", {}, "2026-03-02T11:00:00Z", {}, "2026-03-03T11:00:00Z", "changed " + send},
    {"what is no longer waiting has changed",
     {ours("2026-03-02T12:00:00Z", channel::email)},
     "2026-03-02T13:00:00Z",
     {},
     "2026-03-04T12:00:00Z",
     "changed " + first_call},
    {"a touchpoint that fits has done it",
     {},
     "2026-03-02T11:00:00Z",
     {ours("2026-03-02T12:00:00Z", channel::email)},
     "2026-03-02T13:00:00Z",
     "added " + first_call + "; done " + send + " by 1"},
    {"a touchpoint that names its step has done it",
     {},
     "2026-03-02T11:00:00Z",
     {ours("2026-03-02T12:00:00Z", channel::phone, outcome::none, {"answer/send"})},
     "2026-03-02T13:00:00Z",
     "added " + first_call + "; done " + send + " by 1"},
    {"what has not happened yet has done nothing",
     {},
     "2026-03-02T11:00:00Z",
     {ours("2026-03-02T12:00:00Z", channel::email, outcome::none, {send})},
     "2026-03-02T11:59:59Z",
     "unchanged " + send},
    {"what is skipped is done with",
     {},
     "2026-03-02T11:00:00Z",
     {ours("2026-03-02T12:00:00Z", channel::none, outcome::skipped, {"answer/send"})},
     "2026-03-02T13:00:00Z",
     "added " + first_call + "; done " + send + " by 1"},
    {"of what is repeated the one that was done is done, and the next is added",
     {ours("2026-03-02T12:00:00Z", channel::email)},
     "2026-03-04T12:00:00Z",
     {ours("2026-03-04T13:00:00Z", channel::phone)},
     "2026-03-04T14:00:00Z",
     "added " + second_call + "; done " + first_call + " by 2"},
    {"what is done after its cadence is over is done all the same",
     {ours("2026-03-02T12:00:00Z", channel::email), ours("2026-03-04T13:00:00Z", channel::phone)},
     "2026-03-06T13:00:00Z",
     {ours("2026-03-06T14:00:00Z", channel::phone), bought("2026-03-06T15:00:00Z")},
     "2026-03-06T16:00:00Z",
     "done " + second_call + " by 3"},
    {"what has expired is withdrawn",
     {ours("2026-03-02T12:00:00Z", channel::email)},
     "2026-03-04T12:00:00Z",
     {},
     "2026-03-05T13:00:00Z",
     "added " + second_call + "; withdrawn " + first_call},
    {"what a purchase has made needless is withdrawn",
     {},
     "2026-03-02T11:00:00Z",
     {bought("2026-03-02T12:00:00Z")},
     "2026-03-02T13:00:00Z",
     "withdrawn " + send},
    {"what has not happened yet has done nothing",
     {},
     "2026-03-02T11:00:00Z",
     {ours("2026-03-02T12:00:00Z", channel::email)},
     "2026-03-02T11:59:59Z",
     "unchanged " + send},
};
std::ostream& operator<<(std::ostream& out, const reconcile_case& c) { return out << c.sentence; }

}  // namespace

BOOST_AUTO_TEST_SUITE(reconciling)

BOOST_DATA_TEST_CASE(the_tasks_of_an_app_follow_the_decision, boost::unit_test::data::make(cases), c) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  for (const auto& t : c.before) crm.log.add(t);
  if (*c.then != '\0') crm.decide(c.then);
  for (const auto& t : c.since) crm.log.add(t);
  BOOST_TEST(told(crm.updates(c.now)) == c.told);

  crm.decide(c.now);  // once it has done so there is nothing left to do
  for (const auto& u : crm.updates(c.now)) BOOST_TEST((u.change == task_change::unchanged), u.what.id);
}

BOOST_AUTO_TEST_CASE(a_task_says_all_that_its_action_shows) {
  auto draft = answer_and_call();
  draft.cadences[0].steps[0].purpose = "inform";
  draft.cadences[0].steps[0].template_name = "thanks";
  draft.cadences[0].steps[0].note = "Say hello.";
  draft.cadences[0].steps[0].variants = {{.name = "plain"}};
  app crm(draft);
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  const auto made = crm.updates("2026-03-03T11:00:00Z");
  BOOST_REQUIRE(made.size() == 1u);
  const task expected{.id = send,
                      .state = action_state::ready,
                      .flags = static_cast<std::uint8_t>(action_flag::overdue),
                      .channel = "email",
                      .purpose = "inform",
                      .to = party::prospect,
                      .template_name = "thanks",
                      .note = "Say hello.",
                      .variant = "plain",
                      .not_before = at("2026-03-02T10:00:00Z"),
                      .due = at("2026-03-03T10:00:00Z"),
                      .when = at("2026-03-02T10:00:00Z")};
  BOOST_TEST((made[0].what == expected));
}

BOOST_AUTO_TEST_CASE(a_task_that_waits_says_until_when) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  crm.log.add(ours("2026-03-02T12:00:00Z", channel::email));
  crm.decide("2026-03-02T13:00:00Z");
  BOOST_REQUIRE(crm.open.size() == 1u);
  BOOST_TEST((crm.open[0].when == at("2026-03-04T12:00:00Z")));
}

BOOST_AUTO_TEST_CASE(what_is_done_for_one_key_is_not_done_for_another) {
  auto draft = answer_and_call();
  draft.cadences[0].per = run_per::key;
  app crm(draft);
  for (const auto* key : {"order 7", "order-8"}) {
    auto question = asked("2026-03-02T10:00:00Z");
    question.keys = {key};
    crm.log.add(question);
  }
  crm.decide("2026-03-02T11:00:00Z");
  auto answer = ours("2026-03-02T12:00:00Z", channel::email);
  answer.keys = {"order 7"};
  crm.log.add(answer);
  BOOST_TEST(told(crm.updates("2026-03-02T13:00:00Z")) ==
             "unchanged " + send + "~order-8; added " + first_call + "~order%207; done " + send + "~order%207 by 2");
}

BOOST_AUTO_TEST_CASE(one_letter_for_two_keys_has_done_the_task_of_each) {
  auto draft = answer_and_call();
  draft.cadences[0].per = run_per::key;
  app crm(draft);
  auto question = asked("2026-03-02T10:00:00Z");
  question.keys = {"3", "1", "2"};
  crm.log.add(question);
  crm.decide("2026-03-02T11:00:00Z");
  auto answer = ours("2026-03-02T12:00:00Z", channel::email);
  answer.keys = {"1", "3"};
  crm.log.add(answer);
  BOOST_TEST(told(crm.updates("2026-03-02T13:00:00Z")) == "unchanged " + send + "~2; added " + first_call + "~1; added " +
                                                              first_call + "~3; done " + send + "~1 by 1; done " + send +
                                                              "~3 by 1");
}

BOOST_AUTO_TEST_CASE(a_prospect_who_cannot_be_decided_for_keeps_her_tasks) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  crm.decide("2026-03-02T11:00:00Z");
  crm.ada.zone = "Europe/Londn";
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z")) == "unchanged " + send);
}

BOOST_AUTO_TEST_CASE(a_new_revision_changes_the_tasks_whose_steps_it_still_has_and_withdraws_the_others) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  crm.decide("2026-03-02T11:00:00Z");

  auto longer = answer_and_call();
  longer.revision = 2;
  longer.cadences[0].steps[0].within = 48 * units::hours;
  crm.p = made(longer, crm.words);
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z")) == "changed " + send);

  auto renamed = longer;
  renamed.revision = 3;
  renamed.cadences[0].steps[0].name = "write";
  crm.p = made(renamed, crm.words);
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z")) == "added answer/write#0@2026-03-02T10:00:00Z; withdrawn " + send);

  // The revision came while she wrote, for the task of the one before.
  crm.log.add(ours("2026-03-02T12:00:00Z", channel::email, outcome::none, {send}));
  for (const char* now : {"2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"})  // in that very second it is done
    BOOST_TEST(told(crm.updates(now)) == "added " + first_call + "; done " + send + " by 1");
}

// The recipe of the header, by two who looked at their clocks at eleven and a day later, when the answer was overdue.
BOOST_AUTO_TEST_CASE(two_writers_come_to_the_same_whoever_comes_last) {
  const std::vector<std::string_view> clocks{"2026-03-02T11:00:00Z", "2026-03-03T11:00:00Z"};
  for (const auto& order : {std::vector{clocks[0], clocks[1]}, std::vector{clocks[1], clocks[0]}}) {
    app crm;
    crm.log.add(asked("2026-03-02T10:00:00Z"));
    std::string_view decided_at;
    for (const auto clock : order) crm.decide(decided_at = std::max(decided_at, clock));
    BOOST_TEST(decided_at == clocks[1]);
    BOOST_REQUIRE(crm.open.size() == 1u);
    BOOST_TEST(crm.open[0].flags == static_cast<std::uint8_t>(action_flag::overdue));
  }
}

BOOST_AUTO_TEST_CASE(an_app_that_keeps_fewer_fields_compares_those) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  crm.open = {{.id = send, .state = action_state::ready, .due = at("2026-03-03T10:00:00Z")}};
  const reconcile_options by_due{.is_same = [](const task& a, const task& b) { return a.state == b.state && a.due == b.due; }};
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z")) == "changed " + send);
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z", by_due)) == "unchanged " + send);
}

BOOST_AUTO_TEST_CASE(what_is_gone_comes_last_in_the_order_in_which_it_was_known) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  crm.open = {{.id = "z"}, {.id = send}, {.id = "a"}};
  BOOST_TEST(told(crm.updates("2026-03-02T11:00:00Z")) == "changed " + send + "; withdrawn z; withdrawn a");
}

BOOST_AUTO_TEST_CASE(wrong_use_is_said) {
  app crm;
  crm.log.add(asked("2026-03-02T10:00:00Z"));
  const auto now = at("2026-03-02T11:00:00Z");
  const auto d = evaluate(crm.p, crm.ada, crm.log, now);
  const std::vector<task> twice{{.id = "a"}, {.id = "a"}};
  BOOST_CHECK_THROW(reconcile(crm.p, crm.ada, crm.log, now, d, twice), tickler::misuse);
  BOOST_CHECK_THROW(reconcile(made(small_draft(), crm.words), crm.ada, crm.log, now, d, {}), tickler::misuse);
}

BOOST_AUTO_TEST_SUITE_END()
