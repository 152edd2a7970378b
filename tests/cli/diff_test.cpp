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

// ada's answer is due a day later. bo has no e-mail and his blocked answer comes last: his call on Monday the 9th does not change.
BOOST_FIXTURE_TEST_CASE(who_changes_is_shown_with_both_actions, diff_desk) {
  write_new("within: 24 hours", "within: 2 days");
  const auto result = run("diff old.yaml new.yaml " + records);
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

BOOST_FIXTURE_TEST_CASE(every_action_is_compared_on_request, diff_desk) {
  write_new("after: 7 days", "after: 8 days");
  const auto next = run("diff old.yaml new.yaml " + records), every = run("diff old.yaml new.yaml --every-action " + records);
  BOOST_TEST(next.out.find("1 of 2 prospects change") != std::string::npos);  // bo, whose next one it is
  BOOST_TEST(every.out.find("2 of 2 prospects change") != std::string::npos);
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
