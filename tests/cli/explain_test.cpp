#include <boost/test/unit_test.hpp>
#include <string>

#include "support/desk.hpp"

namespace {

struct small_desk : desk::folder {
  small_desk() {
    write("p.yaml", R"(policy: small
zone: America/New_York
channels:
  email: {needs: email}
events:
  asked: {outcome: inquired}
  replied: {outcome: replied}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 1 day}
  silence:
    starts: replied
    steps:
      - {id: how-are-you, do: {channel: email, purpose: check_in}, after: 9 days}
)");
    write("p.jsonl", R"({"id":"ada","contact":{"email":"a@example.org"}}
{"id":"bo","zone":"Europe/London"}
)");
    write("t.jsonl",
          R"({"prospect":"ada","at":"2026-03-02T10:00:00-05:00","channel":"email","direction":"inbound","outcome":"replied"}
{"prospect":"bo","at":"2026-03-02T10:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
)");
  }

  desk::outcome explain(const std::string& more) const {
    return run("explain --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-03T12:00:00Z " + more);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(explaining)

BOOST_FIXTURE_TEST_CASE(what_an_action_waits_for_and_what_has_not_started_is_told, small_desk) {
  const auto told = explain("--prospect ada");
  BOOST_TEST(told.out ==
             R"(ada (America/New_York): waiting. Nothing can be done now; next comes silence/how-are-you, Wed 11 Mar 10:00.
  silence: running since replied (their email) Mon 2 Mar 10:00
    how-are-you: waits until Wed 11 Mar 10:00: email check in; due by the end of Wed 11 Mar
      that is 9 days after replied (their email) Mon 2 Mar 10:00
  not started: answer (asked)

)");
  BOOST_TEST(told.err == "");
  BOOST_TEST(told.code == 0);
}

// dan's report is blocked by what cy said in a history of his own, eve's by what he said in hers.
BOOST_FIXTURE_TEST_CASE(what_closes_a_channel_to_the_referrer_is_told_with_where_it_was_said, small_desk) {
  write("p.yaml", R"(policy: referrals
zone: UTC
channels: {email: {needs: email}}
cadences: {report: {starts: {outcome: met}, steps: [{id: it, do: {channel: email, to: referrer}}]}}
)");
  write("p.jsonl", R"({"id":"dan","referrer":"cy"}
{"id":"cy","contact":{"email":"cy@example.org"}}
{"id":"eve","referrer":"nobody-we-know"}
)");
  write("t.jsonl", R"({"prospect":"dan","at":"2026-03-02T10:00:00Z","outcome":"met"}
{"prospect":"cy","at":"2026-03-02T11:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"eve","at":"2026-03-02T10:00:00Z","outcome":"met"}
{"prospect":"eve","at":"2026-03-02T12:00:00Z","with":"referrer","channel":"email","direction":"inbound","outcome":"opted_out"}
)");
  const auto dan = explain("--prospect dan").out, eve = explain("--prospect eve").out;
  BOOST_TEST(dan.find("the referrer has opted out of email, as the referrer's own history says") != dan.npos, dan);
  BOOST_TEST(eve.find("the referrer has opted out of email, since ") != eve.npos, eve);
  BOOST_TEST(eve.find("Mon 2 Mar 12:00") != eve.npos, eve);
}

BOOST_FIXTURE_TEST_CASE(what_keeps_an_action_from_being_done_is_told_with_times_on_the_prospects_clock, small_desk) {
  const auto told = explain("--prospect bo");
  BOOST_TEST(
      told.out ==
      R"(bo (Europe/London): blocked. Something should be done and cannot be, as things are; time alone changes nothing about it.
  answer: running since inquired (their web) Mon 2 Mar 10:00
    send: cannot be done: email inform
      no email (collect_details)
  not started: silence (replied)

)");
}

BOOST_FIXTURE_TEST_CASE(in_full_what_would_start_a_cadence_is_told_too, small_desk) {
  const auto told = explain("--prospect bo --full");
  BOOST_TEST(told.out.find("  silence: not started; starts with replied\n") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(programs_read_the_same_as_json, small_desk) {
  const auto told = explain("--format jsonl");
  BOOST_TEST(told.out.starts_with(
      R"({"what":"prospect","name":"ada","verdict":"waiting","text":"ada (America/New_York): waiting. Nothing can be done now; )"
      R"(next comes silence/how-are-you, Wed 11 Mar 10:00.","now":"2026-03-03T12:00:00Z","until":"2026-03-11T14:00:00Z","parts":[)"
      R"({"what":"cadence","name":"silence","verdict":"running",)"));
  BOOST_TEST(told.out.find(R"("not_before":"2026-03-11T14:00:00Z","due":"2026-03-12T04:00:00Z","when":"2026-03-11T14:00:00Z")") !=
             std::string::npos);
  BOOST_TEST(told.out.find("\n{\"what\":\"prospect\",\"name\":\"bo\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_unknown_prospect_cannot_be_explained, small_desk) {
  const auto told = explain("--prospect cy");
  BOOST_TEST(told.err == "tickler: there is no prospect 'cy'\n");
  BOOST_TEST(told.out == "");
  BOOST_TEST(told.code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
