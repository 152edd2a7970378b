#include <boost/test/unit_test.hpp>

#include "support/desk.hpp"

namespace {

// 2 March 2026 is a Monday.
const std::string policy = R"yaml(policy: small
zone: America/New_York
facts: {wait: duration}
channels:
  phone: {needs: phone}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 24 hours}
  call:
    starts: asked
    if: "!has(prospect.wait) || prospect.wait > duration('1h')"
    steps:
      - {id: ring, do: {channel: phone, purpose: check_in}, after: 7 days}
)yaml";

struct diff_desk : desk::folder {
  diff_desk() {
    write("old.yaml", policy);
    write("p.jsonl", R"({"id":"ada","contact":{"email":"a@example.org","phone":"1"}}
{"id":"bo","zone":"Europe/London","contact":{"phone":"2"},"facts":{"wait":"2h"}}
)");
    write("t.jsonl", R"({"prospect":"ada","at":"2026-03-02T15:00:00Z","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-03-02T15:00:00Z","direction":"inbound","outcome":"inquired"}
)");
  }

  // The old policy with one text in the place of another.
  void write_new(const std::string& from, const std::string& to) const {
    auto text = policy;
    write("new.yaml", text.replace(text.find(from), from.size(), to));
  }
};

const std::string records = "--prospects p.jsonl --touchpoints t.jsonl --at 2026-03-02T16:00:00Z ";

}  // namespace

BOOST_FIXTURE_TEST_CASE(two_policies_alone_are_compared_in_their_words, diff_desk) {
  write_new("after: 7 days", "after: 10 days");
  const auto result = run("diff old.yaml new.yaml");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.out == "The policy: 1 change\n  changed call/ring: after 7 days -> 10 days\n");
}

BOOST_FIXTURE_TEST_CASE(equal_policies_have_no_changes_and_nobody_changes, diff_desk) {
  const auto result = run("diff old.yaml old.yaml " + records);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out == "The policy: no changes\n\nThe book at 2026-03-02T16:00:00Z: 0 of 2 prospects change\n");
}

// Both answers are due a day later. Bo has no e-mail: his is blocked, comes last, and would not show among the next actions.
BOOST_FIXTURE_TEST_CASE(who_changes_is_shown_with_both_actions, diff_desk) {
  write_new("within: 24 hours", "within: 2 days");
  const auto result = run("diff old.yaml new.yaml --next-only " + records);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out == R"(The policy: 1 change
  changed answer/send: within 24 hours -> 2 days

The book at 2026-03-02T16:00:00Z: 1 of 2 prospects change
        1  action moves

action moves (1)
who  policy  status  what          when                 why
ada  old     active  email inform  due Tue 3 Mar 10:00  answer/send: asked Mon 2 Mar 10:00
     new     active  email inform  due Wed 4 Mar 10:00  answer/send: asked Mon 2 Mar 10:00
)");
}

// The new policy does not know the fact, which the old one reads as a duration all the same.
BOOST_FIXTURE_TEST_CASE(who_would_be_dropped_comes_first, diff_desk) {
  write("new.yaml", policy.substr(0, policy.find("facts:")) +
                        policy.substr(policy.find("channels:"), policy.find("  call:") - policy.find("channels:")) +
                        "stops: asked\n");
  const auto result = run("diff old.yaml new.yaml --format jsonl " + records);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out.find(R"({"change":"policy","kind":"removed","path":["facts","wait"],"before":"duration","after":null})") !=
             std::string::npos);
  BOOST_TEST(result.out.find(R"({"change":"book","prospects":2,"changed":2,"status":[)"
                             R"({"before":"active","after":"stopped","prospects":1},)"
                             R"({"before":"waiting","after":"stopped","prospects":1}],"kinds":{"status":2,"appears":0,)"
                             R"("vanishes":2,"becomes":0,"moves":0,"channel":0,"purpose":0}})"
                             "\n"
                             R"({"change":"prospect","prospect":"ada","kinds":["status","vanishes"],)") != std::string::npos,
             result.out);
}

BOOST_FIXTURE_TEST_CASE(few_are_examples_and_all_are_shown_on_request, diff_desk) {
  std::string people, log;
  for (const auto* id : {"p1", "p2", "p3", "p4"}) {
    people += std::string(R"({"id":")") + id + "\",\"contact\":{\"email\":\"e\"}}\n";
    log += std::string(R"({"prospect":")") + id +
           "\",\"at\":\"2026-03-02T15:00:00Z\",\"direction\":\"inbound\",\"outcome\":\"inquired\"}\n";
  }
  write("p.jsonl", people), write("t.jsonl", log);
  write_new("within: 24 hours", "within: 2 days");
  const auto few = run("diff old.yaml new.yaml " + records), all = run("diff old.yaml new.yaml --all " + records);
  BOOST_TEST(few.out.find("action moves (4)") != std::string::npos);
  BOOST_TEST(few.out.find("p3") != std::string::npos);
  BOOST_TEST(few.out.find("p4") == std::string::npos);
  BOOST_TEST(all.out.find("p4") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(every_action_is_compared_or_the_next_alone, diff_desk) {
  write_new("after: 7 days", "after: 8 days");
  const auto next = run("diff old.yaml new.yaml --next-only " + records), every = run("diff old.yaml new.yaml " + records);
  BOOST_TEST(next.out.find("1 of 2 prospects change") != std::string::npos);  // bo, whose next one it is
  BOOST_TEST(every.out.find("2 of 2 prospects change") != std::string::npos);
}

// Ada is written to at once; Bo has no e-mail. Both are called on Monday the 9th, seven days after they asked, under the new policy
// on Wednesday the 11th, and again nine days later.
BOOST_FIXTURE_TEST_CASE(the_weeks_ahead_are_counted_by_channel_and_cadence, diff_desk) {
  write_new("after: 7 days", "after: 9 days, repeat: 2");
  const auto result = run("diff old.yaml new.yaml --ahead '30 days' " + records);
  BOOST_TEST(result.code == 0);
  const auto ahead = result.out.find("\nThe next ");
  BOOST_TEST_REQUIRE(ahead != std::string::npos, result.out);
  BOOST_TEST(result.out.substr(ahead) == R"(
The next 30 days, if nobody answers and each action is done when it is ready: 3 actions -> 5, 2 of 2 prospects differ
week of     channel  cadence  old  new  more
Mon 2 Mar   all               1    1
            email    answer   1    1
Mon 9 Mar   all               2    2
            phone    call     2    2
Mon 16 Mar  all               0    2    +2
            phone    call     0    2    +2
all         all               3    5    +2

for whom it differs most (2 of 2)
who  old  new  differ
ada  2    3    1
bo   1    2    1
)");
  const auto json = run("diff old.yaml new.yaml --ahead '30 days' --format jsonl " + records);
  BOOST_TEST(json.out.find(R"({"change":"ahead","from":"2026-03-02T16:00:00Z","until":"2026-04-01T15:00:00Z","prospects":2,)"
                           R"("changed":2,"cut_short":0,"before":3,"after":5,"rows":[)"
                           R"({"week":"2026-03-02","channel":"email","cadence":"answer","before":1,"after":1},)"
                           R"({"week":"2026-03-09","channel":"phone","cadence":"call","before":2,"after":2},)"
                           R"({"week":"2026-03-16","channel":"phone","cadence":"call","before":0,"after":2}],)"
                           R"("most":[{"prospect":"ada","before":2,"after":3,"differ":1},)"
                           R"({"prospect":"bo","before":1,"after":2,"differ":1}]})") != std::string::npos,
             json.out);
}

BOOST_FIXTURE_TEST_CASE(how_far_to_look_ahead_is_a_length_of_plain_time, diff_desk) {
  for (const std::string wrong : {"", "30", "0 minutes", "20 business days", "99 years"}) {
    const auto result = run("diff old.yaml old.yaml --ahead '" + wrong + "' " + records);
    BOOST_TEST(result.code == 2, wrong);
    BOOST_TEST(result.err.find("--ahead") != std::string::npos, result.err);
  }
  const auto alone = run("diff old.yaml old.yaml --ahead '30 days'");
  BOOST_TEST(alone.code == 2);
  BOOST_TEST(alone.err.find("needs records") != std::string::npos, alone.err);
  const auto too_far =
      run("diff old.yaml old.yaml --ahead '100 months' --prospects p.jsonl --touchpoints t.jsonl --at 2030-01-01T00:00:00Z");
  BOOST_TEST(too_far.code == 2);
  BOOST_TEST(too_far.err.find("beyond 2037") != std::string::npos, too_far.err);
}

BOOST_FIXTURE_TEST_CASE(a_policy_that_cannot_be_used_is_a_wrong_use, diff_desk) {
  write("new.yaml", "policy: x\n");
  BOOST_TEST(run("diff old.yaml new.yaml").code == 2);
  BOOST_TEST(run("diff old.yaml").code == 2);
  BOOST_TEST(run("diff - -").code == 2);
  BOOST_TEST(run("diff old.yaml old.yaml --prospects p.jsonl").code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_bad_record_is_told_by_the_exit_code, diff_desk) {
  const auto good = read("t.jsonl");
  write("t.jsonl", good + "{}\n");
  BOOST_TEST(run("diff old.yaml old.yaml " + records).code == 1);
  write("t.jsonl", "{}\n");  // nothing of it can be used
  BOOST_TEST(run("diff old.yaml old.yaml " + records).code == 2);
}
