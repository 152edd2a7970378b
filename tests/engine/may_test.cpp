// "May I?" in C++: what can be asked, by which entries, and what a book adds.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"

namespace permissions {
namespace {

using support::at;
using tickler::channel;
using tickler::direction;
using tickler::outcome;
using tickler::purpose;
using tickler::touch_verdict;

const auto now = at("2026-03-05T10:00:00Z");

tickler::policy policy_in(const tickler::vocabulary& words) {
  return tickler::load_policy(R"(policy: asking
zone: UTC
channels: {email: {needs: email}, phone: {needs: phone}}
cadences:
  report-back:
    starts: {outcome: met}
    steps: [{id: report, do: {channel: [email, phone], purpose: report, to: referrer}}]
  ask:
    starts: {outcome: inquired}
    steps: [{id: ring, do: {channel: phone}, within: 2 days}]
)",
                              "asking.yaml", words)
      .value();
}

const tickler::prospect ada{.id = "ada", .contact = {{"email", "ada@example.org"}, {"phone", "+1 212 555 0100"}}, .referrer = "cy"};
const tickler::prospect cy{.id = "cy", .contact = {{"email", "cy@example.org"}, {"phone", "+1 212 555 0101"}}};

tickler::touchpoint heard(channel on, outcome what) {
  return {.at = now - std::chrono::hours{1}, .words = {.channel = on, .direction = direction::inbound, .outcome = what}};
}

struct asked_book {
  tickler::vocabulary words{};
  tickler::policy policy = policy_in(words);
  tickler::book all{words};
  tickler::evaluator engine{policy};
  tickler::permission answer{};

  asked_book() {
    all.add(ada);
    all.add(cy);
  }
  touch_verdict verdict(const char* who, const tickler::proposed_touch& touch) {
    may(engine, all, all.find(who).value(), now, touch, answer);
    return answer.verdict;
  }
};

BOOST_FIXTURE_TEST_CASE(in_a_book_the_referrers_own_history_counts, asked_book) {
  const tickler::proposed_touch report{.channel = channel::email, .to = tickler::party::referrer};
  BOOST_TEST((verdict("ada", report) == touch_verdict::go));
  all.add(all.find("cy").value(), heard(channel::email, outcome::opted_out));
  BOOST_TEST((verdict("ada", report) == touch_verdict::stop));
  BOOST_TEST((answer.rulings.front().kind == tickler::rule_kind::opted_out));
  BOOST_TEST((verdict("ada", {.channel = channel::phone, .to = tickler::party::referrer}) == touch_verdict::go));
  BOOST_TEST((verdict("cy", {.channel = channel::phone, .to = tickler::party::referrer}) == touch_verdict::missing));
  BOOST_TEST((verdict("ada", {.channel = channel::email}) == touch_verdict::go));
}

BOOST_FIXTURE_TEST_CASE(of_a_refused_record_or_an_erased_prospect_nothing_is_go, asked_book) {
  const auto number = all.find("ada").value();
  all.refuse(number, {});
  BOOST_TEST((verdict("ada", {.channel = channel::phone}) == touch_verdict::stop));
  BOOST_TEST((answer.problem == tickler::prospect_problem::incomplete_history));
  BOOST_TEST(answer.rulings.empty());
  const auto of_cy = all.find("cy").value();
  all.erase(of_cy);
  may(engine, all, of_cy, now, {.channel = channel::phone}, answer);
  BOOST_TEST((answer.problem == tickler::prospect_problem::erased));
  BOOST_CHECK_THROW(may(engine, all, 7, now, {.channel = channel::phone}, answer), tickler::misuse);
}

BOOST_FIXTURE_TEST_CASE(the_touch_of_an_action_carries_it_out, asked_book) {
  tickler::history log(words);
  log.add(heard(channel::web, outcome::inquired));
  const auto plan = evaluate(policy, ada, log, now);
  std::string id;
  const auto touch = touch_of(policy, plan, plan.actions.at(0), id);
  BOOST_TEST(id == "ask/ring#0@2026-03-05T09:00:00Z");
  const auto given = may(policy, ada, log, now, touch);
  BOOST_TEST((given.verdict == touch_verdict::go));
  BOOST_TEST(given.carries_out == std::vector<std::uint32_t>{0}, boost::test_tools::per_element());
  BOOST_TEST(!given.early);
  log.add({.at = now, .words = {.channel = channel::phone, .direction = direction::outbound}, .steps = {id}});
  BOOST_TEST(may(policy, ada, log, now, touch).in_vain);
}

// A purpose that no rule can be about is none that can be asked for: an app that misspells it would always be told to go.
// R133: the first was asked for so long ago that the answer begins with an apology, the second was not.
BOOST_AUTO_TEST_CASE(the_touch_of_a_late_action_is_for_what_it_is_for_by_now) {
  const tickler::vocabulary words;
  const auto p = tickler::load_policy(R"(policy: late
zone: UTC
channels: {email: {}}
cadences:
  answer:
    starts: {outcome: inquired}
    per: key
    steps: [{id: send, do: {channel: email, purpose: inform}, within: 1 day, at_latest: 2 days, when_late: {purpose: apologise}}]
)",
                                      "late.yaml", words)
                     .value();
  tickler::history log(words);
  const auto ask = [&](const char* t, const char* key) {
    tickler::touchpoint made{.at = at(t),
                             .words = {.channel = channel::web, .direction = direction::inbound, .outcome = outcome::inquired}};
    made.keys = {key};
    log.add(made);
  };
  ask("2026-03-02T09:00:00Z", "a");
  ask("2026-03-05T09:00:00Z", "b");
  const auto purpose_of = [&](std::string_view step, std::string_view key) {
    return may(p, ada, log, now, {.channel = channel::email, .step = step, .key = key}).purpose;
  };
  BOOST_TEST((purpose_of("answer/send#0@2026-03-02T09:00:00Z~a", "a") == purpose::apologise));
  BOOST_TEST((purpose_of("answer/send#0@2026-03-05T09:00:00Z~b", "b") == purpose::inform));
  // There are no such actions.
  BOOST_TEST((purpose_of("answer/send#1@2026-03-02T09:00:00Z~a", "a") == purpose::inform));
  BOOST_TEST((purpose_of("answer/send#0@2026-03-02T09:00:01Z~a", "a") == purpose::inform));
  BOOST_TEST((purpose_of("answer/send#0@2026-03-02T09:00:00Z+1~a", "a") == purpose::inform));
  BOOST_TEST((purpose_of("answer/send#0@2026-03-02T09:00:00Z~b", "b") == purpose::inform));
}

BOOST_FIXTURE_TEST_CASE(of_a_record_that_cannot_be_used_nothing_is_go, asked_book) {
  answer = may(policy, {.id = "ada", .zone = "Atlantis"}, tickler::history(words), now, {.channel = channel::phone});
  BOOST_CHECK(answer.verdict == touch_verdict::stop);
  BOOST_CHECK(answer.problem == tickler::prospect_problem::unknown_zone);
  BOOST_CHECK(answer.plan.status == tickler::status::invalid);
}

BOOST_FIXTURE_TEST_CASE(what_the_policy_does_not_know_cannot_be_asked, asked_book) {
  const tickler::proposed_touch bad[] = {{},
                                         {.channel = channel::sms},
                                         {.channel = static_cast<channel>(60'000)},
                                         {.channel = channel::phone, .purpose = static_cast<purpose>(60'000)},
                                         {.channel = channel::phone, .to = tickler::party::colleague},
                                         {.channel = channel::phone, .step = "ask/rung"},
                                         {.channel = channel::phone, .to = tickler::party::referrer, .step = "ask/ring"},
                                         {.channel = channel::internal, .step = "ask/ring"}};
  for (const auto& touch : bad) {
    const auto wrong = check(policy, touch);
    BOOST_TEST_REQUIRE(wrong.has_value());
    BOOST_TEST(wrong->number == tickler::number::bad_touch);
    BOOST_CHECK_THROW(may(engine, all, 0, now, touch, answer), tickler::misuse);
  }
  BOOST_TEST(check(policy, {.channel = channel::sms})->message ==
             "the policy does not declare the channel 'sms', but email and phone");
}

BOOST_AUTO_TEST_CASE(a_word_that_only_records_use_is_no_purpose_that_can_be_asked_for) {
  tickler::vocabulary words;
  const auto gossip = words.intern<purpose>("gossip");
  const auto p = policy_in(words);
  BOOST_TEST(!check(p, {.channel = channel::phone, .purpose = purpose::report}));
  BOOST_TEST_REQUIRE(check(p, {.channel = channel::phone, .purpose = gossip}).has_value());
  BOOST_TEST(check(p, {.channel = channel::phone, .purpose = gossip})->number == tickler::number::bad_touch);
}

}  // namespace
}  // namespace permissions
