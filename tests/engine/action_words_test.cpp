#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io/load_policy.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;

BOOST_AUTO_TEST_SUITE(words_of_actions)

struct word_case {
  std::string_view found, expected;
};
// The last enumerator of each, and one in the middle: a list of names that has lost one says another.
const word_case words_of_enumerators[] = {
    {to_string(status::stopped), "stopped"},
    {to_string(status::blocked), "blocked"},
    {to_string(status::invalid), "invalid"},
    {to_string(prospect_problem::none), "none"},
    {to_string(prospect_problem::unknown_owner_zone), "unknown_owner_zone"},
    {to_string(prospect_problem::wrong_fact), "wrong_fact"},
    {to_string(action_state::ready), "ready"},
    {to_string(action_state::blocked), "blocked"},
    {to_string(action_flag::overdue), "overdue"},
    {to_string(action_flag::squeezed), "squeezed"},
    {to_string(action_flag::late_unavoidable), "late_unavoidable"},
    {to_string(action_flag::supposed), "supposed"},
    {to_string(reason_kind::snooze), "snooze"},
    {to_string(reason_kind::squeeze), "squeeze"},
    {to_string(reason_kind::condition), "condition"},
    {to_string(blocker_kind::undeclared_channel), "undeclared_channel"},
    {to_string(blocker_kind::beyond_2037), "beyond_2037"},
    {to_string(blocker_kind::too_late), "too_late"},
    {to_string(direction::inbound), "inbound"},
    {to_string(direction::internal), "internal"},
    {to_string(party::prospect), "prospect"},
    {to_string(party::colleague), "colleague"},
    {to_string(verdict::broken), "broken"},
    {to_string(verdict::open), "open"},
    {to_string(policy_change_kind::added), "added"},
    {to_string(policy_change_kind::moved), "moved"},
    {to_string(run_end::expired_out), "lapsed"},
    {to_string(run_end::restarted), "begun_anew"},
    {to_string(step_verdict::done), "done"},
    {to_string(timeline_kind::touchpoint), "touchpoint"},
    {to_string(timeline_kind::end), "end"},
    {to_string(timeline_end::awaiting), "awaiting"},
    {to_string(timeline_end::too_long), "too_long"},
};
std::ostream& operator<<(std::ostream& out, const word_case& c) { return out << c.expected; }
BOOST_DATA_TEST_CASE(an_enumerator_has_the_word_that_results_write, boost::unit_test::data::make(words_of_enumerators), c) {
  BOOST_TEST(c.found == c.expected);
}

// A step of two variants, and what is decided by it.
struct one_step {
  vocabulary words{};
  policy p{};
  decision d{};

  one_step() {
    auto draft = small_draft();
    draft.cadences[0].steps[0].variants = {{.name = "plain", .weight = 7}, {.name = "warm", .weight = 3}};
    p = made(draft, words);
    history log(words);
    log.add(asked("2026-03-02T10:00:00Z"));
    d = evaluate(p, {.id = "cy"}, log, at("2026-03-02T11:00:00Z"));
    BOOST_REQUIRE(d.actions.size() == 1u);
  }
};

BOOST_AUTO_TEST_CASE(an_action_leads_to_its_step_and_the_name_of_its_variant) {
  const one_step scene;
  const auto& step = step_of(scene.p, scene.d.actions[0]);
  BOOST_TEST(&step == &scene.p.draft().cadences[0].steps[0]);
  BOOST_TEST(*step.name == "send");
  BOOST_TEST(variant_of(scene.p, scene.d.actions[0]) == "warm");  // as the documented hash has it: evaluate_test.cpp
}

BOOST_AUTO_TEST_CASE(a_step_without_variants_has_none_to_name) {
  one_step scene;
  scene.d.actions[0].variant = action::no_variant;
  BOOST_TEST(variant_of(scene.p, scene.d.actions[0]) == "");
}

BOOST_AUTO_TEST_CASE(an_action_of_another_policy_is_refused) {
  const one_step scene;
  auto a = scene.d.actions[0];
  a.cadence = 1;
  BOOST_CHECK_THROW(step_of(scene.p, a), tickler::misuse);
  BOOST_CHECK_THROW(variant_of(scene.p, a), tickler::misuse);
  a = scene.d.actions[0];
  a.step = 1;
  BOOST_CHECK_THROW(step_of(scene.p, a), tickler::misuse);
  BOOST_CHECK_THROW(variant_of(scene.p, a), tickler::misuse);
  a = scene.d.actions[0];
  a.variant = 2;
  BOOST_CHECK_THROW(variant_of(scene.p, a), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(her_times_are_told_in_her_zone_or_else_the_policys_and_an_unknown_one_is_an_error) {
  vocabulary words;
  const auto p = made(small_draft(), words);
  BOOST_TEST(zone_of(p, {.id = "ada", .zone = "Asia/Tokyo"}).value().name() == "Asia/Tokyo");
  BOOST_TEST(zone_of(p, {.id = "ada", .owner_zone = "Asia/Tokyo"}).value().name() == p.draft().zone.value);

  const auto unknown = zone_of(p, {.id = "ada", .zone = "Europe/Londn"});
  BOOST_TEST(!unknown);
  BOOST_TEST(unknown.error().message.find("Europe/Londn") != std::string::npos);
  BOOST_TEST(unknown.value_or(zone()).name() == "UTC");
  BOOST_TEST(zone_of(p, {.id = "ada"}).value_or(zone()).name() == p.draft().zone.value);
}

// What is said of rules is in the draft: the first hold and `never` have no name, the second ones do.
policy with_rules(const vocabulary& words) {
  auto draft = small_draft();
  draft.channels[0].needs = {"email", "work_email"};
  draft.channels.push_back({.name = "phone"});
  draft.holds = {{.on = {"asked"}, .lasts = 1 * units::days}, {.name = "away", .on = {"asked"}, .lasts = 1 * units::days}};
  draft.limits = {{.name = "weekly",
                   .count = pattern_draft{.channels = {"phone"}},
                   .at_most = 1,
                   .cite = "clause 4",
                   .as_of = date::year{2026} / 11 / 28}};
  draft.never = {{.channels = {"phone"}}, {.name = "no-selling", .channels = {"phone"}, .purposes = {"promote", "ask_for_sale"}}};
  return made(draft, words);
}

const auto monday_at_10 = at("2026-03-02T10:00:00Z"), tuesday_at_10 = at("2026-03-03T10:00:00Z");

struct reason_case {
  const char* sentence;
  reason what;
  reason_arguments said;
};
const reason_case told_reasons[] = {
    {"a hold without a name by its number",
     {reason_kind::hold, 0, monday_at_10, tuesday_at_10},
     {.kind = reason_kind::hold, .rule = "", .number = 1, .from = monday_at_10, .to = tuesday_at_10}},
    {"a hold by its name",
     {reason_kind::hold, 1, monday_at_10, tuesday_at_10},
     {.kind = reason_kind::hold, .rule = "away", .number = 2, .from = monday_at_10, .to = tuesday_at_10}},
    {"a limit by its name",
     {reason_kind::limit, 0, monday_at_10, tuesday_at_10},
     {.kind = reason_kind::limit,
      .rule = "weekly",
      .number = 1,
      .cite = {"clause 4", date::year{2026} / 11 / 28},
      .from = monday_at_10,
      .to = tuesday_at_10}},
    {"a closed calendar by its times alone",
     {reason_kind::calendar, 0, monday_at_10, tuesday_at_10},
     {.kind = reason_kind::calendar, .from = monday_at_10, .to = tuesday_at_10}},
};
std::ostream& operator<<(std::ostream& out, const reason_case& c) { return out << c.sentence; }
BOOST_DATA_TEST_CASE(a_reason_can_be_told_in_any_language, boost::unit_test::data::make(told_reasons), c) {
  const vocabulary words;
  const auto p = with_rules(words);
  BOOST_TEST((arguments_of(p, c.what) == c.said));
}

struct blocker_case {
  const char* sentence;
  blocker what;
  blocker_arguments said;
};
const blocker_case told_blockers[] = {
    {"missing contact by all that would do",
     {blocker_kind::no_contact, channel::email},
     {.kind = blocker_kind::no_contact, .channel = "email", .contact = {"email", "work_email"}}},
    {"an opt-out by its channel", {blocker_kind::opted_out, channel::phone}, {.kind = blocker_kind::opted_out, .channel = "phone"}},
    {"what is never done, whatever for",
     {blocker_kind::never, channel::phone, 0},
     {.kind = blocker_kind::never, .channel = "phone", .rule = "", .number = 1}},
    {"what is never done, by what for",
     {blocker_kind::never, channel::phone, 1},
     {.kind = blocker_kind::never, .channel = "phone", .rule = "no-selling", .number = 2, .purposes = {"promote", "ask_for_sale"}}},
    {"a limit that leaves no room",
     {blocker_kind::limit, channel::none, 0},
     {.kind = blocker_kind::limit, .rule = "weekly", .number = 1, .cite = {"clause 4", date::year{2026} / 11 / 28}}},
    {"want of a referrer by its kind alone", {blocker_kind::no_referrer}, {.kind = blocker_kind::no_referrer}},
};
std::ostream& operator<<(std::ostream& out, const blocker_case& c) { return out << c.sentence; }
BOOST_DATA_TEST_CASE(a_blocker_can_be_told_in_any_language, boost::unit_test::data::make(told_blockers), c) {
  const vocabulary words;
  const auto p = with_rules(words);
  BOOST_TEST((arguments_of(p, c.what) == c.said));
}

BOOST_AUTO_TEST_CASE(a_reason_and_a_blocker_of_another_policy_are_refused) {
  const vocabulary words;
  const auto p = with_rules(words);
  BOOST_CHECK_THROW(arguments_of(p, reason{reason_kind::hold, 2}), tickler::misuse);
  BOOST_CHECK_THROW(arguments_of(p, reason{reason_kind::limit, 1}), tickler::misuse);
  BOOST_CHECK_THROW(arguments_of(p, blocker{blocker_kind::never, channel::phone, 2}), tickler::misuse);
  BOOST_CHECK_THROW(arguments_of(p, blocker{blocker_kind::limit, channel::none, 1}), tickler::misuse);
}

action ready(const char* due, std::uint8_t flags = 0) {
  return {.state = action_state::ready, .flags = flags, .due = at(due), .when = at("2026-03-02T00:00:00Z")};
}
action waiting(const char* when, std::uint8_t flags = 0) {
  return {.state = action_state::waiting, .flags = flags, .due = at("2026-03-02T00:00:00Z"), .when = at(when)};
}
constexpr std::uint8_t overdue = 1, late = 2, squeezed = 4;

struct order_case {
  const char* sentence;
  action first, second;
};
const order_case orders[] = {
    {"what is ready goes before what waits, though that has the earlier time", ready("2026-03-09T10:00:00Z"),
     waiting("2026-03-03T10:00:00Z")},
    {"what waits goes before what is blocked", waiting("2026-03-09T10:00:00Z"), action{.state = action_state::blocked}},
    {"the late goes before the overdue, though that was due earlier", ready("2026-03-09T10:00:00Z", late),
     ready("2026-03-03T10:00:00Z", overdue)},
    {"the late and overdue goes before the late", ready("2026-03-09T10:00:00Z", late | overdue),
     ready("2026-03-03T10:00:00Z", late)},
    {"the overdue goes before what is due", ready("2026-03-09T10:00:00Z", overdue), ready("2026-03-03T10:00:00Z")},
    {"of two that are ready the earlier due goes first", ready("2026-03-03T10:00:00Z"), ready("2026-03-03T10:00:01Z")},
    {"of two that wait the earlier goes first", waiting("2026-03-03T10:00:00Z"), waiting("2026-03-03T10:00:01Z")},
    {"no flag moves one that waits", waiting("2026-03-03T10:00:00Z"), waiting("2026-03-03T10:00:01Z", late | overdue)},
    {"being squeezed does not make it urgent", ready("2026-03-03T10:00:00Z"), ready("2026-03-03T10:00:01Z", squeezed)},
    {"an unknown time comes last, even after the last instant there is", ready("2037-12-31T23:59:59Z"),
     action{.state = action_state::ready}},
};
std::ostream& operator<<(std::ostream& out, const order_case& c) { return out << c.sentence; }
BOOST_DATA_TEST_CASE(a_worklist_begins_with_what_is_most_urgent, boost::unit_test::data::make(orders), c) {
  BOOST_TEST((urgency_of(c.first) < urgency_of(c.second)));
  BOOST_TEST((urgency_of(c.second) > urgency_of(c.first)));
}

BOOST_AUTO_TEST_CASE(two_that_are_equally_urgent_keep_their_order) {
  std::vector<action> list{waiting("2026-03-03T10:00:00Z"), ready("2026-03-03T10:00:00Z"), ready("2026-03-03T10:00:00Z")};
  list[1].step = 5, list[2].step = 6;
  BOOST_TEST((urgency_of(list[1]) == urgency_of(list[2])));
  std::ranges::stable_sort(list, {}, urgency_of);
  BOOST_TEST(list[0].step == 5);
  BOOST_TEST(list[1].step == 6);
  BOOST_TEST(list[2].step == 0);
}

// Of meetings that were fixed in the same second, each by its key; of one that was fixed for two dates at once nobody knows.
BOOST_AUTO_TEST_CASE(a_reminder_is_for_the_date_that_the_touchpoint_of_its_key_has_set) {
  const vocabulary words;
  const auto p = load_policy(R"(policy: dates
zone: UTC
channels: {phone: {}}
events: {fixed: {outcome: scheduled}}
cadences:
  remind: {starts: fixed, per: key, steps: [{id: call, do: {channel: phone}, from: until, after: 1 day before}]}
  prepare: {starts: fixed, per: key, steps: [{id: read, do: {channel: internal}}]}
  repeat: {starts: fixed, per: key, steps: [{id: ask, do: {channel: phone}, from: until, every: 1 month}]}
)",
                             "p.yaml", words)
                     .value();
  const auto fixed = [](const char* t, const char* key, const char* until) {
    touchpoint made{.at = at(t), .words = {.direction = direction::internal, .outcome = outcome::scheduled}, .until = at(until)};
    made.keys = {key};
    return made;
  };
  history log(words);
  log.add(fixed("2026-03-01T10:00:00Z", "a", "2026-03-20T10:00:00Z"));
  log.add(fixed("2026-03-02T10:00:00Z", "a", "2026-03-05T10:00:00Z"));
  log.add(fixed("2026-03-02T10:00:00Z", "b", "2026-03-06T10:00:00Z"));
  log.add(fixed("2026-03-02T10:00:00Z", "c", "2026-03-07T10:00:00Z"));
  log.add(fixed("2026-03-02T10:00:00Z", "c", "2026-03-08T10:00:00Z"));
  for (int twice = 0; twice < 2; ++twice) log.add(fixed("2026-03-02T10:00:00Z", "d", "2026-03-09T10:00:00Z"));
  auto without_date = fixed("2026-03-02T10:00:00Z", "d", "2026-03-09T10:00:00Z");
  without_date.until.reset();
  log.add(without_date);
  const auto d = evaluate(p, {.id = "ada"}, log, at("2026-03-02T11:00:00Z"));
  std::vector<std::string> said;
  for (const auto& a : d.actions) {
    const auto date = date_of(p, log, d, a);
    said.push_back(id_of(p, d, a) + ": " + (date ? to_string(*date) : "none"));
  }
  std::ranges::sort(said);
  const std::vector<std::string> expected{"prepare/read#0@2026-03-01T10:00:00Z~a: none",  // it is of no date
                                          "prepare/read#0@2026-03-02T10:00:00Z~b: none",
                                          "prepare/read#0@2026-03-02T10:00:00Z~c: none",
                                          "prepare/read#0@2026-03-02T10:00:00Z~d: none",
                                          "remind/call#0@2026-03-01T10:00:00Z~a: 2026-03-20T10:00:00Z",
                                          "remind/call#0@2026-03-02T10:00:00Z~b: 2026-03-06T10:00:00Z",
                                          "remind/call#0@2026-03-02T10:00:00Z~c: none",
                                          "remind/call#0@2026-03-02T10:00:00Z~d: 2026-03-09T10:00:00Z",  // twice the same
                                          "repeat/ask#0@2026-03-01T10:00:00Z~a: none",                   // each has its own
                                          "repeat/ask#0@2026-03-02T10:00:00Z~b: none",
                                          "repeat/ask#0@2026-03-02T10:00:00Z~c: none",
                                          "repeat/ask#0@2026-03-02T10:00:00Z~d: none"};
  BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
