// What a caller's own rows may not be.
#include <boost/test/unit_test.hpp>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/problem_numbers.hpp>

#include "support/instants.hpp"

namespace {

using namespace tickler;
using support::at;

const char* const policy_text = R"(
policy: rows
zone: UTC
facts: {seats: int}
channels: {email: {}}
events: {asked: {direction: inbound, outcome: inquired}}
cadences:
  answer:
    starts: asked
    if: has(prospect.seats) && prospect.seats > 3
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 24 hours}
)";

struct desk {
  vocabulary words{};
  policy rules = load_policy(policy_text, "rows.yaml", words).value();
  evaluator engine{rules};
  decision out{};

  touchpoint_view asked(const char* time) const {
    return {.at = at(time), .words = {.direction = direction::inbound, .outcome = outcome::inquired}};
  }
};

const fact_view seats[] = {{"size", std::int64_t{1}}, {"seats", std::int64_t{4}}};
const fact_view seats_twice[] = {{"seats", std::int64_t{4}}, {"size", std::int64_t{1}}, {"seats", std::int64_t{5}}};
const fact_view size_twice[] = {{"size", std::int64_t{4}}, {"seats", std::int64_t{4}}, {"size", std::int64_t{5}}};

}  // namespace

BOOST_FIXTURE_TEST_CASE(facts_come_in_any_order, desk) {
  const touchpoint_view log[] = {asked("2026-03-02T10:00:00Z")};
  engine.evaluate({.id = "ada", .facts = seats}, log, at("2026-03-02T11:00:00Z"), out);
  BOOST_TEST(out.actions.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_fact_that_is_read_and_there_twice_cannot_be_used, desk) {
  const touchpoint_view log[] = {asked("2026-03-02T10:00:00Z")};
  engine.evaluate({.id = "ada", .facts = seats_twice}, log, at("2026-03-02T11:00:00Z"), out);
  BOOST_TEST((out.status == status::invalid && out.problem == prospect_problem::wrong_fact));
  engine.evaluate({.id = "ada", .facts = size_twice}, log, at("2026-03-02T11:00:00Z"), out);
  BOOST_TEST(out.actions.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(touchpoints_that_no_history_would_take_are_refused, desk) {
  const prospect_view ada{.id = "ada", .facts = seats};
  const std::string_view same[] = {"A-1", "A-1"}, none[] = {""};
  const std::vector<std::string_view> many(17, "answer/send");
  auto twice = asked("2026-03-02T10:00:00Z"), empty = twice, too_many = twice, early = twice;
  twice.keys = same, empty.keys = none, too_many.steps = many, early.at = instant{} - std::chrono::seconds{1};
  for (const auto& bad : {twice, empty, too_many, early}) {
    BOOST_CHECK_THROW(engine.evaluate(ada, {&bad, 1}, at("2026-03-02T11:00:00Z"), out), misuse);
    state s;
    engine.fold(ada, {}, time_begin, s);
    BOOST_CHECK_THROW(engine.advance(ada, s, bad), misuse);
    BOOST_TEST(!s.last());
  }
}

BOOST_FIXTURE_TEST_CASE(touchpoints_come_in_order_of_time, desk) {
  const touchpoint_view log[] = {asked("2026-03-02T10:00:00Z"), asked("2026-03-02T10:00:00Z"), asked("2026-03-02T09:59:59Z")};
  const auto is_order = [](const misuse& e) { return e.number() == misuse_number::out_of_order; };
  const prospect_view ada{.id = "ada", .facts = seats};
  BOOST_CHECK_EXCEPTION(engine.evaluate(ada, log, at("2026-03-02T11:00:00Z"), out), misuse, is_order);
  engine.evaluate(ada, std::span(log).first(2), at("2026-03-02T11:00:00Z"), out);
  BOOST_TEST(out.actions.size() == 1U);
}
