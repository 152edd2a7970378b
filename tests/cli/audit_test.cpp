#include <boost/test/unit_test.hpp>

#include "support/desk.hpp"

namespace {

// Whoever asks is answered within three days, and called at most once a week; 13 May 2026 is a Wednesday.
const std::string policy = R"(policy: small
zone: Europe/London
channels:
  phone: {needs: phone}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
  called: {channel: phone, direction: outbound}
  left: {outcome: declined}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 24 hours}
closes: [left]
promises:
  - {name: answer-in-72h, after: asked, expect: {direction: outbound}, within: 72 hours}
  - {name: weekly-call, at_most: 1, of: called, per: 7 days}
  - {name: no-calls-to-askers, after: left, never: called}
  - {name: nobody-dropped, always: next_action, within: 5 days}
  - {name: opt-outs, always: respected}
)";

const std::string prospects = R"({"id":"ada","owner":"bo"}
{"id":"cy","owner":"di","zone":"America/New_York"}
{"id":"eve"}
{"id":"new"}
)";

const std::string touchpoints =
    R"({"prospect":"ada","at":"2026-05-13T09:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"cy","at":"2026-04-30T14:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"cy","at":"2026-05-02T14:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"}
{"prospect":"cy","at":"2026-05-03T14:00:00Z","channel":"email","direction":"outbound","purpose":"inform"}
{"prospect":"eve","at":"2026-05-18T09:00:00Z","channel":"phone","direction":"outbound","outcome":"no_answer"}
{"prospect":"eve","at":"2026-05-19T09:00:00Z","channel":"phone","direction":"outbound","outcome":"reached"}
{"prospect":"eve","at":"2026-05-19T09:10:00Z","channel":"phone","direction":"inbound","outcome":"declined"}
)";

const std::string names = "--policy p.yaml --prospects p.jsonl --touchpoints t.jsonl ";

struct small_desk : desk::folder {
  small_desk() : folder({{"p.yaml", policy}, {"p.jsonl", prospects}, {"t.jsonl", touchpoints}}) {}
};

}  // namespace

// ada's answer was due on 14 May, overdue for five days on the 19th, and never came; cy was mailed after opting out of it, and
// had no next action before the question and after the answer; eve was called on two days running, and had no next action until
// she declined.
BOOST_FIXTURE_TEST_CASE(a_page_for_the_sales_manager, small_desk) {
  const auto result = run("audit " + names + "--to 2026-05-20T09:00:00Z");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 1);
  BOOST_TEST(
      result.out ==
      "promise             kept  broken  open\n"
      "answer-in-72h       1     1       0\n"
      "weekly-call         1     1       0\n"
      "no-calls-to-askers  0     0       1\n"
      "nobody-dropped      0     4       0\n"
      "opt-outs            2     1       0\n"
      "\n"
      "owner     kept  broken  open\n"
      "(nobody)  3     2       1\n"
      "bo        0     2       0\n"
      "di        1     3       0\n"
      "\n"
      "month    kept  broken  open\n"
      "2026-04  0     1       0\n"
      "2026-05  4     6       1\n"
      "\n"
      "Broken (7)\n"
      "cy (owner di): nobody-dropped: without a next action since Sun 3 May 10:00 and still is, 16 days 19 hours in all, after "
      "our email inform Sun 3 May 10:00 [America/New_York]\n"
      "eve: weekly-call: reached (our phone) Tue 19 May 10:00, 6 days too soon, more than 1 of 'called' in 7 days, counted from "
      "Mon "
      "18 "
      "May 10:00\n"
      "ada (owner bo): answer-in-72h: inquired (their web) Wed 13 May 10:00, no outbound touchpoint by Sat 16 May 10:00, 4 days "
      "late "
      "and "
      "still none\n"
      "cy (owner di): nobody-dropped: without a next action since Thu 30 Apr 10:00 until Sat 2 May 10:00, 2 days in all, after "
      "opted out (their email) Thu 30 Apr 10:00 [America/New_York]\n"
      "eve: nobody-dropped: without a next action since Mon 18 May 10:00 until Tue 19 May 10:10, 1 day in all, after no answer "
      "(our phone) Mon 18 May 10:00\n"
      "ada (owner bo): nobody-dropped: answer/send overdue for too long since Tue 19 May 10:00 and still is, 1 day late\n"
      "cy (owner di): opt-outs: our email inform Sun 3 May 10:00, although opted out (their email) Thu 30 Apr 10:00 "
      "[America/New_York]\n"
      "\n"
      "4 prospects: 4 kept, 7 broken, 1 open\n");
}

BOOST_FIXTURE_TEST_CASE(nothing_broken_is_all_well, small_desk) {
  const auto result = run("audit " + names + "--from 2026-05-13T00:00:00Z --to 2026-05-14T00:00:00Z");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 1);  // cy, since the 3rd
  write("t.jsonl", touchpoints.substr(0, touchpoints.find('\n') + 1));
  BOOST_TEST(run("audit " + names + "--from 2026-05-13T00:00:00Z --to 2026-05-14T00:00:00Z").code == 0);
}

BOOST_FIXTURE_TEST_CASE(one_finding_a_line_and_the_totals_last, small_desk) {
  auto short_policy = policy.substr(0, policy.find("  - {name: weekly-call"));
  const std::string called = "  called: {channel: phone, direction: outbound}\n";
  write("p.yaml", short_policy.erase(short_policy.find(called), called.size()));
  const auto result = run("audit " + names + "--format jsonl --to 2026-05-16T09:00:01Z");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 1);
  BOOST_TEST(
      result.out ==
      R"({"prospect":"ada","owner":"bo","promise":"answer-in-72h","cite":null,"as_of":null,"verdict":"broken","at":"2026-05-13T09:00:00Z",)"
      R"("began_by":{"index":0,"at":"2026-05-13T09:00:00Z","channel":"web","direction":"inbound","purpose":null,"outcome":"inquired","with":"prospect"},)"
      R"("ended_by":null,"deadline":"2026-05-16T09:00:00Z","ended":null,"off_by":1,"times":0,"needless":false,"overdue":null})"
      "\n"
      R"({"totals":{"from":"1970-01-01T00:00:00Z","to":"2026-05-16T09:00:01Z","prospects":4,)"
      R"("all":{"answer-in-72h":{"kept":1,"broken":1,"open":0}},)"
      R"("owners":[{"name":"bo","promises":{"answer-in-72h":{"kept":0,"broken":1,"open":0}}},)"
      R"({"name":"di","promises":{"answer-in-72h":{"kept":1,"broken":0,"open":0}}}],)"
      R"("months":[{"name":"2026-05","promises":{"answer-in-72h":{"kept":1,"broken":1,"open":0}}}],"invalid":[]}})"
      "\n");
}

BOOST_FIXTURE_TEST_CASE(what_a_promise_goes_back_to_is_told_with_it, small_desk) {
  auto cited = policy.substr(0, policy.find("  - {name: weekly-call"));
  cited.replace(cited.rfind("within: 72 hours}"), 17, "within: 72 hours, cite: clause 4.2, as_of: 2026-01-31}");
  write("p.yaml", cited);
  const auto page = run("audit " + names + "--to 2026-05-16T09:00:01Z"),
             lines = run("audit " + names + "--format jsonl --to 2026-05-16T09:00:01Z");
  BOOST_TEST(page.out.find("\nada (owner bo): answer-in-72h [clause 4.2, as of 2026-01-31]: inquired") != std::string::npos);
  BOOST_TEST(lines.out.starts_with(
      R"({"prospect":"ada","owner":"bo","promise":"answer-in-72h","cite":"clause 4.2","as_of":"2026-01-31","verdict":"broken",)"));
}

BOOST_FIXTURE_TEST_CASE(of_a_prospect_that_cannot_be_used_nothing_counts, small_desk) {
  write("many.yaml",
        "policy: many\nzone: UTC\nchannels: {email: {}}\nevents: {asked: {outcome: inquired}}\n"
        "cadences:\n  answer: {starts: asked, per: start, steps: [{id: send, do: {channel: email, purpose: inform}}]}\n"
        "promises:\n  - {name: seldom, at_most: 1, of: asked}\n  - {name: nobody-dropped, always: next_action}\n");
  std::string log = R"({"prospect":"eve","at":"2026-02-27T15:00:00Z","outcome":"inquired"})"
                    "\n";
  for (int i = 0; i < 257; ++i)
    log += R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","outcome":"inquired"})"
           "\n";
  write("t.jsonl", log);
  const auto result =
      run("audit --policy many.yaml --prospects p.jsonl --touchpoints t.jsonl --to 2026-03-02T13:00:00Z --format jsonl");
  BOOST_TEST(result.code == 1);
  BOOST_TEST(result.err ==
             "p.jsonl:1:1: error: the prospect 'ada' cannot be decided for: more cadences run for it than are allowed [T633]\n");
  BOOST_TEST(
      result.out.find(R"("all":{"seldom":{"kept":1,"broken":0,"open":0},"nobody-dropped":{"kept":1,"broken":0,"open":0}})") !=
      std::string::npos);
  BOOST_TEST(result.out.ends_with("\"invalid\":[\"ada\"]}}\n"));
}

BOOST_FIXTURE_TEST_CASE(a_book_is_audited_as_its_records_are, small_desk) {
  BOOST_TEST(run("save " + names + "--to b.tickler").code == 0);
  const auto of_book = run("audit --policy p.yaml --book b.tickler --threads 2 --to 2026-05-20T09:00:00Z");
  BOOST_TEST(of_book.out == run("audit " + names + "--to 2026-05-20T09:00:00Z").out);
  BOOST_TEST(of_book.code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_use_is_2, small_desk) {
  const auto backwards = run("audit " + names + "--from 2026-05-20T09:00:01Z --to 2026-05-20T09:00:00Z");
  BOOST_TEST(backwards.code == 2);
  BOOST_TEST(backwards.err.find("--to is before --from") != std::string::npos);
  BOOST_TEST(run("audit " + names + "--from yesterday").code == 2);
  BOOST_TEST(run("audit --policy p.yaml --to 2026-05-20T09:00:00Z").code == 2);
}
