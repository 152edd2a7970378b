// What the list announces comes true, if nothing happens; and what a limit counts, if what goes first is done when it is announced.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <map>
#include <tuple>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::action_flag;
using tickler::action_state;

bool is_announced(const tickler::action& a) { return a.state == action_state::waiting && a.when; }

const tickler::action* find(const tickler::policy& p, const tickler::decision& d, const std::string& id) {
  const auto found =
      std::find_if(d.actions.begin(), d.actions.end(), [&](const tickler::action& a) { return id_of(p, d, a) == id; });
  return found == d.actions.end() ? nullptr : &*found;
}

void expect_what_is_announced(const scene& s, const tickler::policy_draft& policy) {
  for (const instant now : s.nows) {
    const ready_scene made(policy, up_to(s.history, now));
    const auto d = by_each_path(made.policy, s.who, made.log, now);
    for (const auto& a : d.actions) {
      if (!is_announced(a) || a.has(action_flag::supposed)) continue;
      const auto id = id_of(made.policy, d, a);
      const auto then = by_each_path(made.policy, s.who, made.log, *a.when);
      const auto* there = find(made.policy, then, id);
      if (!there || there->state != action_state::ready)
        RC_FAIL("as of " + tickler::to_string(now) + ' ' + id + " is announced for " + tickler::to_string(*a.when));
    }
  }
}

tickler::policy_draft without_limits(tickler::policy_draft p) {
  p.limits.clear();
  return p;
}

tickler::policy_draft without_conditions(tickler::policy_draft p) {
  for (auto& c : p.cadences) {
    c.condition = {};
    for (auto& step : c.steps) step.condition = {};
  }
  for (auto& h : p.holds) h.condition = {};
  for (auto& n : p.never) n.condition = {};
  return p;
}

BOOST_AUTO_TEST_CASE(what_waits_becomes_ready_when_the_list_says_if_nothing_happens) {
  BOOST_TEST(
      holds("announced", 8'000, [](const scene& s) { expect_what_is_announced(s, without_conditions(without_limits(s.policy))); }));
}

BOOST_AUTO_TEST_CASE(what_waits_under_conditions_becomes_ready_when_the_list_says_if_nothing_happens) {
  BOOST_TEST(
      holds("announced under conditions", 12'000, [](const scene& s) { expect_what_is_announced(s, without_limits(s.policy)); }));
}

// R68.
auto place_of(const tickler::policy& p, const tickler::decision& d, const tickler::action& a) {
  return std::tuple(-*p.draft().cadences.at(a.cadence).priority, a.cadence, a.start, d.key(a), a.ordinal);
}

touch doing(const tickler::policy& p, const tickler::decision& d, const tickler::action& a, instant at) {
  const bool internal = a.channel == tickler::channel::internal;
  return {.at = at,
          .channel = std::string(p.words().name(a.channel)),
          .purpose = std::string(p.words().name(a.purpose)),
          .direction = internal ? tickler::direction::internal : tickler::direction::outbound,
          .with = a.to,
          .steps = {id_of(p, d, a)}};
}

// The history, and all that goes before the action and has its time before it or with it.
std::vector<touch> as_announced(const ready_scene& made, std::vector<touch> history, const tickler::decision& d,
                                const tickler::action& of, instant now) {
  for (const auto& a : d.actions)
    if (a.when && place_of(made.policy, d, a) < place_of(made.policy, d, of) && *a.when <= *of.when)
      history.push_back(doing(made.policy, d, a, std::max(*a.when, now)));
  std::stable_sort(history.begin(), history.end(), [](const touch& a, const touch& b) { return a.at < b.at; });
  return history;
}

bool is_counted(const ready_scene& made, const tickler::policy_draft& policy, const scene& s, const std::string& id, instant now) {
  const auto in = decide(policy, s.who, s.history, now).actions;
  const auto found = std::find_if(in.begin(), in.end(), [&](const action& a) { return a.id == id; });
  return found != in.end() && !found->in_limits.empty() && !made.policy.draft().limits.empty();
}

bool has_schedules(const tickler::policy_draft& p) {
  for (const auto& c : p.cadences)
    for (const auto& step : c.steps)
      if (step.every) return true;
  return false;
}

// What became of it, and why it is not ready: what is done has effects of its own.
std::string outcome_of(const ready_scene& before, const tickler::decision& d, const ready_scene& after,
                       const tickler::decision& then, instant then_asked, const std::string& id) {
  const auto* there = find(after.policy, then, id);
  if (!there) return "ended, or carried out along with what was done";
  if (there->state == action_state::ready) return "ready";
  for (const auto& a : then.actions) {
    if (place_of(after.policy, then, a) >= place_of(after.policy, then, *there)) continue;
    const auto* announced = find(before.policy, d, id_of(after.policy, then, a));
    if (!announced) return "what comes after what was done goes first";
    if (announced->when && *announced->when <= then_asked) return "what goes first is done by an event alone";
  }
  for (const auto& r : then.reasons_of(*there))
    if (r.kind == tickler::reason_kind::hold) return "held by what was done";
  return there->state == action_state::blocked ? "blocked" : "later";
}

BOOST_AUTO_TEST_CASE(most_of_what_a_limit_counts_becomes_ready_when_the_list_says_if_what_goes_first_is_done_then) {
  // By scenes: one cause makes the actions of a scene what they are, so they share its weight.
  std::map<std::string, double> became;
  BOOST_TEST(holds("announced under limits", 4'000, [&](const scene& s) {
    const auto policy = without_conditions(s.policy);
    if (has_schedules(policy)) return;  // the reference would look through all occurrences until 2037 for one that has room
    std::map<std::string, int> here;
    for (const instant now : s.nows) {
      const ready_scene made(policy, up_to(s.history, now));
      const auto d = by_each_path(made.policy, s.who, made.log, now);
      for (const auto& a : d.actions) {
        const auto id = id_of(made.policy, d, a);
        if (!is_announced(a) || !is_counted(made, policy, s, id, now)) continue;
        const ready_scene done(policy, as_announced(made, up_to(s.history, now), d, a, now));
        const auto then = by_each_path(done.policy, s.who, done.log, *a.when);
        ++here[outcome_of(made, d, done, then, *a.when, id)];
      }
    }
    double actions = 0;
    for (const auto& [how, n] : here) actions += n;
    for (const auto& [how, n] : here) became[how] += n / actions;
  }));
  double all = 0;
  for (const auto& [how, n] : became) {
    std::cout << "announced under limits: " << n << ' ' << how << '\n';
    all += n;
  }
  BOOST_TEST(became["ready"] * 4 >= all * 3);
  BOOST_TEST((became["later"] + became["blocked"]) * 50 <= all);
}

}  // namespace
}  // namespace plain
