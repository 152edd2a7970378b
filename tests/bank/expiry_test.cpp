// A bank closed stale loan applications by one rule, seen in its log and exact for every application: at the first 09:15 at or
// after 30 days since the last offer went out, or since the application where none did; a returned offer or a decision ends
// the wait. The rule as a policy must find the closings that the bank's system made, and no other.
#include <simdjson.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <tickler/io.hpp>

#include "bank_log.hpp"
#include "expiry_rule.hpp"
#include "support/desk.hpp"

using namespace std::chrono_literals;
using bank::closing;

namespace {

const std::string rule = bank::expiry_rule();

std::string line(const closing& c) { return c.application + ' ' + tickler::to_string(c.at); }

// Both sides in words: what was expected and not found, and what was found and not expected.
void check_same(const std::set<closing>& found, const std::set<closing>& expected) {
  for (const auto& c : expected) BOOST_TEST(found.count(c) == 1, "missed: " << line(c));
  for (const auto& c : found) BOOST_TEST(expected.count(c) == 1, "not in the bank's log: " << line(c));
}

std::set<closing> bank_closings() {
  std::set<closing> all;
  for (const auto& a : bank::read_answers()) all.insert(a.due);
  return all;
}

// Whoever looks whenever something may have changed: at each touchpoint, and at each next_change in between.
void step_through(const tickler::policy& policy, const std::string& id, const tickler::history& log, tickler::instant end,
                  std::set<closing>& found) {
  const tickler::prospect who{.id = id};
  std::set<std::string> seen;
  std::size_t next_touchpoint = 0;
  auto now = log[0].at;
  while (now <= end) {
    const auto decision = tickler::evaluate(policy, who, log, now);
    for (const auto& action : decision.actions)
      if (action.state == tickler::action_state::ready && seen.insert(id_of(policy, decision, action)).second)
        found.insert({id, now});
    while (next_touchpoint != log.size() && log[next_touchpoint].at <= now) ++next_touchpoint;
    auto next = decision.next_change.value_or(tickler::time_end);
    if (next_touchpoint != log.size()) next = std::min(next, log[next_touchpoint].at);
    now = next;
  }
}

void write_records(const bank::log& log, const tickler::vocabulary& words, const desk::folder& to) {
  to.write("policy.yaml", rule);
  std::ofstream prospects(to.path() / "prospects.jsonl"), touchpoints(to.path() / "touchpoints.jsonl");
  for (const auto& [id, history] : log.applications) {
    prospects << R"({"id":")" << id << "\"}\n";
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto e = history[i];
      const auto& w = e.words;
      touchpoints << R"({"prospect":")" << id << R"(","at":")" << tickler::to_string(e.at) << R"(","channel":")"
                  << words.name(w.channel) << R"(","direction":")"
                  << tickler::direction_names[static_cast<std::size_t>(w.direction)] << '"';
      if (w.outcome != tickler::outcome::none) touchpoints << R"(,"outcome":")" << words.name(w.outcome) << '"';
      touchpoints << "}\n";
    }
  }
}

std::string_view word_of(simdjson::dom::element action, const char* field) { return action[field].get_string().value(); }

// What the command says at `now` about actions in this state: the applications whose `when` is `when`.
std::set<closing> command_says(const desk::folder& in, tickler::instant now, std::string_view state, tickler::instant when) {
  const auto decided =
      in.run("next --format jsonl --policy policy.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --at " +
             tickler::to_string(now));
  BOOST_REQUIRE_EQUAL(decided.code, 0);
  std::set<closing> result;
  simdjson::dom::parser parser;
  std::istringstream decisions(decided.out);
  for (std::string text; std::getline(decisions, text);) {
    const simdjson::dom::object decision = parser.parse(text).get_object().value();
    const simdjson::dom::array actions = decision["actions"].get_array().value();
    for (const simdjson::dom::element action : actions)
      if (word_of(action, "state") == state && word_of(action, "when") == tickler::to_string(when) &&
          word_of(action, "not_before") == tickler::to_string(when))
        result.insert({std::string(decision["prospect"].get_string().value()), when});
  }
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_bank_log, *boost::unit_test::precondition(bank::log_is_there))

BOOST_AUTO_TEST_CASE(stepping_through_the_log_finds_the_656_closings_of_the_banks_system_and_no_other) {
  tickler::vocabulary words;
  const auto policy = tickler::load_policy(rule, "rule.yaml", words).value();
  const auto log = bank::read_log(words);
  BOOST_TEST(log.applications.size() == 7455u);

  std::set<closing> found;
  for (const auto& [id, history] : log.applications) step_through(policy, id, history, log.end, found);

  const auto expected = bank_closings();
  BOOST_TEST(expected.size() == 656u);
  BOOST_TEST(found.size() == expected.size());
  check_same(found, expected);
}

// The command reads the whole log at each instant, so it is asked at those of the six applications that waited over the autumn
// clock change, a second before and at the instant itself, and at every tenth of the others.
BOOST_AUTO_TEST_CASE(the_command_finds_the_same_closings_on_the_days_of_the_clock_change_and_on_others) {
  tickler::vocabulary words;
  const desk::folder in;
  write_records(bank::read_log(words), words, in);

  std::set<tickler::instant> of_clock_change, all;
  for (const auto& a : bank::read_answers()) {
    all.insert(a.due.at);
    if (a.clocks_changed) of_clock_change.insert(a.due.at);
  }
  BOOST_TEST(of_clock_change.size() == 6u);
  std::set<tickler::instant> asked = of_clock_change;
  std::size_t n = 0;
  for (const auto at : all)
    if (n++ % 10 == 0) asked.insert(at);

  const auto expected = bank_closings();
  std::size_t compared = 0;
  for (const auto at : asked) {
    std::set<closing> due;
    std::copy_if(expected.begin(), expected.end(), std::inserter(due, due.end()), [at](const closing& c) { return c.at == at; });
    check_same(command_says(in, at, "ready", at), due);
    if (of_clock_change.count(at) != 0) check_same(command_says(in, at - 1s, "waiting", at), due);
    compared += due.size();
  }
  BOOST_TEST(compared >= 60u);
}

BOOST_AUTO_TEST_SUITE_END()
