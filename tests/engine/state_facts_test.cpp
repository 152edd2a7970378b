// A state depends on what it read of the prospect, and on nothing else of it.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/small_policy.hpp"

using namespace tickler;
using namespace tickler::units;
using support::asked, support::at;

namespace {

// Every fact, and every field that a condition may name, is read in one place alone.
policy_draft draft() {
  policy_draft d{.name = "facts", .zone = "Europe/London"};
  d.facts = {{"of-cadence", fact_type::boolean}, {"of-step", fact_type::integer},    {"of-after", fact_type::duration},
             {"of-within", fact_type::duration}, {"of-latest", fact_type::duration}, {"of-limit", fact_type::boolean},
             {"of-hold", fact_type::list},       {"of-never", fact_type::text},      {"of-none", fact_type::text}};
  d.channels = {{.name = "email"}};
  d.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}}}}};
  d.cadences = {{.name = "answer",
                 .starts = {"asked"},
                 .condition = "!has(prospect.`of-cadence`) || prospect.`of-cadence` || prospect.id == 'bo'",
                 .steps = {{.name = "send",
                            .channels = {"email"},
                            .computed_after = "has(prospect.`of-after`) ? prospect.`of-after` : duration('1h')",
                            .computed_within = "has(prospect.`of-within`) ? prospect.`of-within` : duration('2h')",
                            .computed_at_latest = "has(prospect.`of-latest`) ? prospect.`of-latest` : duration('3h')",
                            .condition = "!has(prospect.`of-step`) || prospect.`of-step` > 0 || has(prospect.owner)"}}}};
  d.limits = {{.name = "one",
               .count = pattern_draft{.directions = {direction::outbound}},
               .at_most = 1,
               .per = 1 * days,
               .condition = "has(prospect.`of-limit`) && prospect.`of-limit` || has(prospect.account)"}};
  d.holds = {{.on = pattern_draft{.outcomes = {"postponed"}},
              .lasts = 1 * days,
              .condition = "has(prospect.`of-hold`) && 'x' in prospect.`of-hold`"}};
  d.never = {{.purposes = {"promote"}, .condition = "has(prospect.`of-never`) && prospect.`of-never` == 'x'"}};
  return d;
}

prospect ada() {
  return {.id = "ada",
          .facts = {{"of-cadence", true},
                    {"of-step", std::int64_t{1}},
                    {"of-after", std::chrono::seconds{3600}},
                    {"of-within", std::chrono::seconds{7200}},
                    {"of-latest", std::chrono::seconds{10800}},
                    {"of-limit", false},
                    {"of-hold", std::vector<std::string>{"y"}},
                    {"of-never", "y"},
                    {"of-none", "y"}}};
}

struct change {
  const char* what;
  std::function<void(prospect&)> make;
  bool matters;
};
std::ostream& operator<<(std::ostream& out, const change& c) { return out << c.what; }

change fact_given(const char* name, fact value, bool matters) {
  return {name, [=](prospect& p) { p.facts[name] = value; }, matters};
}
change fact_gone(const char* name, bool matters) {
  return {name, [=](prospect& p) { p.facts.erase(name); }, matters};
}

const change changes[] = {
    fact_given("of-cadence", false, true),
    fact_gone("of-cadence", true),
    fact_given("of-step", std::int64_t{2}, true),
    fact_gone("of-step", true),
    fact_given("of-after", std::chrono::seconds{3601}, true),
    fact_given("of-within", std::chrono::seconds{7201}, true),
    fact_given("of-latest", std::chrono::seconds{10801}, true),
    fact_gone("of-latest", true),
    {"id", [](prospect& p) { p.id = "bo"; }, true},
    {"owner", [](prospect& p) { p.owner = "bo"; }, true},
    {"zone", [](prospect& p) { p.zone = "Asia/Tokyo"; }, true},
    fact_given("of-limit", true, false),
    fact_given("of-hold", std::vector<std::string>{"x"}, false),
    fact_given("of-never", "x", false),
    fact_gone("of-never", false),
    fact_given("of-none", "x", false),
    fact_given("undeclared", "x", false),
    {"account", [](prospect& p) { p.account = "acme"; }, false},
    {"contact", [](prospect& p) { p.contact["email"] = "ada@example.org"; }, false},
};

// "refused" or what it did.
template <class Use>
std::string outcome_of(Use&& use) {
  try {
    use();
    return "taken";
  } catch (const tickler::misuse&) {
    return "refused";
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(states)

BOOST_DATA_TEST_CASE(a_state_serves_as_long_as_what_it_read_of_the_prospect_stays, boost::unit_test::data::make(changes), c) {
  vocabulary words;
  const auto p = compile(draft(), words).value();
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  auto changed = ada();
  c.make(changed);
  auto state = fold(p, ada(), log, at("2026-03-02T10:00:00Z"));
  const std::string expected = c.matters ? "refused" : "taken";
  BOOST_TEST(outcome_of([&] { static_cast<void>(decide(p, changed, state, at("2026-03-02T12:00:00Z"))); }) == expected);
  BOOST_TEST(outcome_of([&] { advance(p, changed, state, asked("2026-03-02T11:00:00Z")); }) == expected);
}

BOOST_DATA_TEST_CASE(what_a_state_has_not_read_is_read_when_it_is_asked, boost::unit_test::data::make(changes), c) {
  if (c.matters) return;
  vocabulary words;
  const auto p = compile(draft(), words).value();
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  auto changed = ada();
  c.make(changed);
  const auto now = at("2026-03-02T12:00:00Z");
  BOOST_TEST((decide(p, changed, fold(p, ada(), log, now), now) == evaluate(p, changed, log, now)));
}

BOOST_AUTO_TEST_CASE(a_state_that_has_asked_whether_she_can_be_reached_serves_as_long_as_her_contact_data_stay) {
  vocabulary words;
  auto policy = draft();
  policy.channels[0].needs = {"email", "work"};
  policy.cadences[0].steps[0].condition = "reachable";
  const auto p = compile(policy, words).value();
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  const auto now = at("2026-03-02T12:00:00Z");
  const auto kept = fold(p, ada(), log, now);
  auto elsewhere = ada(), unneeded = ada();
  elsewhere.contact["email"] = "ada@example.org";
  unneeded.contact["fax"] = "1";
  BOOST_TEST(outcome_of([&] { static_cast<void>(decide(p, ada(), kept, now)); }) == "taken");
  BOOST_TEST(outcome_of([&] { static_cast<void>(decide(p, unneeded, kept, now)); }) == "taken");
  BOOST_TEST(outcome_of([&] { static_cast<void>(decide(p, elsewhere, kept, now)); }) == "refused");
}

struct fact_case {
  const char* name;
  fact value;
  prospect_problem problem;
};
std::ostream& operator<<(std::ostream& out, const fact_case& c) { return out << c.name << " of type " << c.value.index(); }

constexpr std::chrono::seconds a_year{8766 * 3600};
const fact_case given_facts[] = {
    {"of-step", std::int64_t{1}, prospect_problem::none},
    {"of-step", true, prospect_problem::wrong_fact},
    {"of-never", 1.5, prospect_problem::wrong_fact},
    {"of-none", 1.5, prospect_problem::none},
    {"of-after", 292 * a_year, prospect_problem::none},  // far too long for a window, yet a duration
    {"of-after", 293 * a_year, prospect_problem::wrong_fact},
    {"of-after", -293 * a_year, prospect_problem::wrong_fact},
    {"of-after", std::chrono::seconds::min(), prospect_problem::wrong_fact},
    {"of-after", at("2026-03-02T10:00:00Z"), prospect_problem::wrong_fact},
    {"renewal", at("9999-12-31T23:59:59Z"), prospect_problem::none},
    {"renewal", instant::max(), prospect_problem::wrong_fact},
    {"renewal", instant::min(), prospect_problem::wrong_fact},
};

BOOST_DATA_TEST_CASE(a_fact_that_a_condition_cannot_use_is_a_problem_of_the_prospect, boost::unit_test::data::make(given_facts),
                     c) {
  vocabulary words;
  auto policy = draft();
  policy.facts.push_back({"renewal", fact_type::timestamp});
  policy.holds[0].condition = "has(prospect.renewal) && now > prospect.renewal";
  const auto p = compile(policy, words).value();
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  const prospect who{.id = "ada", .facts = {{c.name, c.value}}};
  const auto d = evaluate(p, who, log, at("2026-03-02T12:00:00Z"));
  BOOST_TEST(static_cast<int>(d.problem) == static_cast<int>(c.problem));
  BOOST_TEST(status_names[static_cast<std::size_t>(d.status)] == (c.problem != prospect_problem::none ? "invalid"
                                                                  : c.value == fact{292 * a_year}     ? "blocked"
                                                                                                      : "active"));
}

BOOST_AUTO_TEST_SUITE_END()
