// A touchpoint of several keys against several touchpoints of one key each.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <variant>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

// Each cadence with a run for each key, and nothing that asks how many touchpoints there were, or of a pattern's `if` which keys.
// Each step has one channel: by whose hours it expires is asked before a touchpoint that may open another (R38), and so before the
// first of those that come apart alone.
tickler::policy_draft one_run_for_each_key(tickler::policy_draft p) {
  const auto ask_nothing = [](tickler::event_ref& event) {
    for (auto& each : event.any_of)
      if (auto* pattern = std::get_if<tickler::pattern_draft>(&each)) pattern->condition = {};
  };
  for (auto& event : p.events)
    for (auto& pattern : event.any_of) pattern.condition = {};
  for (auto& cadence : p.cadences) {
    cadence.per = tickler::run_per::key;
    cadence.again = {};
    cadence.condition = {};
    ask_nothing(cadence.starts), ask_nothing(cadence.ends);
    for (auto& step : cadence.steps) {
      step.condition = {}, ask_nothing(step.done);
      if (step.channels.size() > 1) step.channels.erase(step.channels.begin() + 1, step.channels.end());
    }
  }
  for (auto& hold : p.holds) hold.condition = {}, ask_nothing(hold.on), ask_nothing(hold.lifted_by);
  for (auto& stop : p.stops) ask_nothing(stop.on), ask_nothing(stop.lifted_by);
  for (auto& never : p.never) never.condition = {};
  ask_nothing(p.closes);
  p.limits.clear();
  return p;
}

// Every other one of those with a key has more.
std::vector<touch> with_more_keys(std::vector<touch> history) {
  bool more = false;
  for (auto& e : history)
    if (!e.keys.empty() && (more = !more))
      e.keys = e.keys.front() == "a" ? std::vector<std::string>{"a", "7/b", "c"} : std::vector<std::string>{"7/b", "a"};
  return history;
}

std::vector<touch> one_key_each(const std::vector<touch>& history) {
  std::vector<touch> apart;
  for (const auto& e : history) {
    if (e.keys.empty()) apart.push_back(e);
    for (const auto& key : e.keys) apart.push_back(e), apart.back().keys = {key};
  }
  return apart;
}

BOOST_AUTO_TEST_CASE(several_keys_are_as_many_touchpoints_to_a_cadence_per_key) {
  BOOST_TEST(holds("keys", 8'000, [](const scene& s) {
    const auto draft = one_run_for_each_key(s.policy);
    if (std::any_of(draft.events.begin(), draft.events.end(), [](const auto& e) { return e.count.has_value(); }))
      return;  // to an event from a count it is one (R132)
    const auto history = with_more_keys(s.history);
    const ready_scene together(draft, history), apart(draft, one_key_each(history));
    for (const instant now : s.nows)
      RC_ASSERT(by_each_path(together.policy, s.who, together.log, now) == by_each_path(apart.policy, s.who, apart.log, now));
  }));
}

}  // namespace
}  // namespace plain
