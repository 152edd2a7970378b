// The weeks ahead, as the command tells them.
#include <boost/test/unit_test.hpp>

#include "support/desk.hpp"

namespace {

const std::string policy = R"(policy: small
zone: UTC
channels: {phone: {}, email: {}}
cadences:
  chase:
    starts: {outcome: inquired}
    ends: {direction: inbound, outcome: replied}
    steps:
      - {id: call, do: {channel: phone, purpose: check_in}, after: 1 day, at_latest: 3 days, repeat: 3}
closes: {outcome: [purchased, declined]}
)";

// Thursday; ada is called on Friday, Saturday and Sunday.
const std::string options =
    "workload --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-05T09:00:00Z --weeks 1 --runs 10 ";

struct workload_desk : desk::folder {
  workload_desk() {
    write("p.yaml", policy);
    write("p.jsonl", R"({"id":"ada","owner":"eve"})"
                     "\n"
                     R"({"id":"bo","owner":"kim"})"
                     "\n");
    write("t.jsonl",
          R"({"prospect":"ada","at":"2026-03-05T08:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"})"
          "\n");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(weeks_begin_on_mondays_and_the_one_under_way_says_how_short_it_is, workload_desk) {
  const auto result = run(options);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out == R"(eve
week from           all  phone
Thu 05 Mar, 4 days  3    3
Mon 09 Mar

2 prospects, 10 futures, from Thu 05 Mar to Sun 15 Mar
)");
}

BOOST_FIXTURE_TEST_CASE(a_model_says_what_is_expected_and_what_each_owner_can_do, workload_desk) {
  write("desk.yaml", R"(model: desk
responses: {phone: {outcomes: {no_answer: 100%}}}
arrivals: []
owners:
  eve: {a_day: 3, leave: 2026-03-06}
)");
  const auto result = run(options + "--model desk.yaml --owner eve --starts chase=5");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 0);
  // Nothing is done on Friday.
  BOOST_TEST(result.out == R"(eve
week from           all  phone
Thu 05 Mar, 4 days  2    2
Mon 09 Mar          1    1
not more than 3 touches a day in nine futures of ten

2 prospects, 10 futures, from Thu 05 Mar to Sun 15 Mar
2 of 5 may begin chase today with eve, 3 are held back; with 3, more than one future of ten has more than 3 touches on Sat 07 Mar
)");
}

BOOST_FIXTURE_TEST_CASE(a_promise_keeps_from_starting_too, workload_desk) {
  write("desk.yaml", R"(model: desk
responses: {phone: {outcomes: {no_answer: 100%}}}
arrivals: []
owners: {eve: {a_day: 30, leave: 2026-03-06..2026-03-10}}
)");
  const auto result = run(options + "--model desk.yaml --owner eve --owner kim --capacity 2 --starts chase=5");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(
      result.out.substr(result.out.find("0 of 5")) ==
      "0 of 5 may begin chase today with eve, 5 are held back; with one, a promise to one of them is broken in more than one "
      "future of ten, first on Sun 08 Mar\n"
      "2 of 5 may begin chase today with kim, 3 are held back; with 3, more than one future of ten has more than 2 touches "
      "on "
      "Fri 06 Mar\n");
}

BOOST_FIXTURE_TEST_CASE(a_model_measured_from_the_book_gives_the_same_weeks_when_it_is_read, workload_desk) {
  const auto written = run(options + "--write-model desk.yaml");
  BOOST_TEST(written.code == 0);
  BOOST_TEST(written.err == "");
  const auto model = read("desk.yaml");
  BOOST_TEST(model.find("\n  phone/check_in:\n    delay: [0 minutes]\n") != std::string::npos, model);
  const auto again = run(options + "--model desk.yaml");
  BOOST_TEST(again.code == 0);
  BOOST_TEST(again.out == written.out);
  // One that is there may be somebody's work.
  BOOST_TEST(run(options + "--write-model desk.yaml").code != 0);
  BOOST_TEST(read("desk.yaml") == model);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_meant_is_refused_with_what_was, workload_desk) {
  write("desk.yaml", "model: desk\nowners: {eva: {a_day: 3}}\n");
  write("odd.yaml", "model: desk\nresponses: {fone: {}}\n");
  struct {
    std::string arguments, said;
  } const cases[] = {
      {"--starts chase", "--starts needs --capacity: how many touches a day there is time for"},
      {"--starts chase --capacity 5 --owner eva", "nobody's owner is 'eva', did you mean 'eve'?"},
      {"--starts chaise --capacity 5 --owner eve", "--starts: there is no cadence 'chaise', did you mean 'chase'?"},
      {"--starts chase=0 --capacity 5 --owner eve", "--starts is CADENCE or CADENCE=NUMBER, of 1 to 1000, not 'chase=0'"},
      {"--starts chase=many --capacity 5 --owner eve", "--starts is CADENCE or CADENCE=NUMBER, of 1 to 1000, not 'chase=many'"},
      {"--model desk.yaml", "nobody's owner is 'eva', did you mean 'eve'?"},
      {"--model odd.yaml", "odd.yaml:2:13: error: the policy has no channel 'fone' [T203]"},
      {"--model none.yaml", "none.yaml: error: the file cannot be read [T119]"},
      {"--model desk.yaml --write-model m.yaml", "--model reads, --write-model writes: one of them"},
  };
  for (const auto& c : cases) {
    const auto result = run(options + c.arguments);
    BOOST_TEST(result.code == 2, c.arguments);
    BOOST_TEST(result.err.find(c.said) != std::string::npos, c.arguments << ": " << result.err);
  }
  write("silent.yaml", "model: desk\narrivals: []\n");
  const auto result = run(options + "--model silent.yaml --starts chase --owner eve");
  BOOST_TEST(result.code == 2);
  BOOST_TEST(
      result.err.find("--starts needs to know how much 'eve' can do: --capacity, or a_day in the model") != std::string::npos,
      result.err);
}

BOOST_FIXTURE_TEST_CASE(programs_read_who_is_held_back, workload_desk) {
  const auto result = run(options + "--capacity 2 --owner kim --starts chase=5 --starts chase --format jsonl");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out.find(R"("weeks":["2026-03-05","2026-03-09"])") != std::string::npos, result.out);
  BOOST_TEST(
      result.out.substr(result.out.find("\"starts\":[")) ==
      R"("starts":[{"cadence":"chase","owner":"kim","wanted":5,"starts":2,"held_back":3,"full":"2026-03-06","channel":null,"late":null},)"
      R"({"cadence":"chase","owner":"kim","wanted":1000,"starts":0,"held_back":1000,"full":"2026-03-06","channel":null,"late":null}]})"
      "\n");
}
