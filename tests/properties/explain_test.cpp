// What must always hold of explanations, on random policies, prospects, histories and instants.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/results.hpp>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::explain;
using tickler::run_end;
using tickler::step_report;
using tickler::step_verdict;

std::size_t accounts_of(const tickler::explanation& why, std::size_t action) {
  return static_cast<std::size_t>(
      std::count_if(why.steps.begin(), why.steps.end(), [&](const step_report& s) { return s.action == action; }));
}

step_verdict verdict_of(tickler::action_state state) {
  return state == tickler::action_state::ready     ? step_verdict::ready
         : state == tickler::action_state::waiting ? step_verdict::waiting
                                                   : step_verdict::blocked;
}

bool same_verdicts(const tickler::explanation& a, const tickler::explanation& b) {
  return a.runs == b.runs &&
         std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), [](const step_report& x, const step_report& y) {
           return x.step == y.step && x.verdict == y.verdict && x.repetitions == y.repetitions;
         });
}

// The accounts of the steps that are not as things are, with the run that each is of.
template <class Each>
void each_false(const tickler::explanation& why, Each&& each) {
  for (const auto& r : why.runs)
    for (const auto& s : why.steps_of(r))
      if (s.verdict == step_verdict::condition_false) each(r, s);
}

BOOST_AUTO_TEST_CASE(an_explanation_has_the_very_decision_of_evaluate) {
  BOOST_TEST(holds("explained decision", 5'000, [](const scene& s) {
    const ready_scene made(s);
    tickler::evaluator engine(made.policy);
    tickler::explanation used_again;
    for (const instant now : s.nows) {
      const auto why = explain(made.policy, s.who, made.log, now);
      RC_ASSERT(why.decision == by_each_path(made.policy, s.who, made.log, now));
      engine.explain(s.who, made.log, now, used_again);
      RC_ASSERT(why.decision == used_again.decision);
      RC_ASSERT(why.trace == used_again.trace);
      RC_ASSERT(same_verdicts(why, used_again));
    }
  }));
}

BOOST_AUTO_TEST_CASE(every_action_is_the_verdict_of_one_step) {
  BOOST_TEST(holds("one verdict", 5'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      const auto why = explain(made.policy, s.who, made.log, now);
      for (std::size_t i = 0; i < why.decision.actions.size(); ++i) RC_ASSERT(accounts_of(why, i) == 1U);
      for (const auto& r : why.runs)
        for (const auto& step : why.steps_of(r)) {
          if (step.action == step_report::no_action) continue;
          const auto& a = why.decision.actions[step.action];
          RC_ASSERT(r.ending == run_end::running);
          RC_ASSERT(a.cadence == r.cadence);
          RC_ASSERT(a.step == step.step);
          RC_ASSERT(a.start == r.start);
          RC_ASSERT(why.decision.key(a) == why.key(r));
          // R118: or one of those that come later, where this one comes too late.
          const bool is_of_step = a.repetition == step.repetitions || (a.repetition > step.repetitions && a.when);
          RC_ASSERT(is_of_step);
          RC_ASSERT(verdict_of(a.state) == step.verdict);
        }
    }
  }));
}

BOOST_AUTO_TEST_CASE(no_verdict_changes_before_the_instant_that_is_told) {
  BOOST_TEST(holds("until", 3'000, [](const scene& s) {
    const ready_scene made(s);
    const instant now = s.nows.front();
    const auto why = explain(made.policy, s.who, made.log, now);
    const auto end = why.until.value_or(tickler::time_end);
    const auto next = std::find_if(s.history.begin(), s.history.end(), [&](const touch& t) { return t.at > now; });
    const auto last = std::min(end, next == s.history.end() ? tickler::time_end : next->at) - std::chrono::seconds{1};
    const auto span = std::min<std::int64_t>((last - now).count(), 400 * 86'400);
    for (const auto wait : {span, *rc::gen::inRange<std::int64_t>(0, span + 1)})
      RC_ASSERT(same_verdicts(why, explain(made.policy, s.who, made.log, now + std::chrono::seconds{wait})));
  }));
}

BOOST_AUTO_TEST_CASE(a_condition_that_does_not_hold_is_told_as_one) {
  BOOST_TEST(holds("conditions", 3'000, [](const scene& s) {
    const ready_scene made(s);
    const auto& draft = made.policy.draft();
    for (const instant now : s.nows) {
      const auto why = explain(made.policy, s.who, made.log, now);
      each_false(why, [&](const auto& r, const auto& step) {
        const auto& written = draft.cadences[r.cadence].steps[step.step].condition;
        const auto in_short = explain_condition(made.policy, s.who, why, written, &r);
        const auto in_full = explain_condition(made.policy, s.who, why, written, &r, true);
        RC_ASSERT(in_short.value == in_full.value);
        RC_ASSERT(in_short.value == "false" || in_short.value.starts_with("nothing: "));
        RC_ASSERT(in_short.parts.size() <= in_full.parts.size());
      });
      for (const auto& r : why.runs)
        if (r.paused)
          RC_ASSERT(explain_condition(made.policy, s.who, why, draft.cadences[r.cadence].condition, &r).value != "true");
    }
  }));
}

// What a verdict is blamed on, by the number of the touchpoint.
std::map<std::string, std::uint32_t> causes_of(const tickler::policy& policy, const tickler::explanation& why) {
  std::map<std::string, std::uint32_t> causes;
  const auto add = [&](const std::string& verdict, const tickler::trace_event* cause) {
    RC_ASSERT(cause != nullptr);
    causes.emplace(verdict, cause->touchpoint);
  };
  if (why.decision.status == tickler::status::stopped) add("stopped", cause_of_stop(why));
  for (const auto& a : why.decision.actions) {
    for (const auto& b : why.decision.blockers_of(a))
      if (b.kind == tickler::blocker_kind::opted_out || b.kind == tickler::blocker_kind::bounced)
        add(tickler::to_text(policy, b), cause_of(policy, why, b));
    for (const auto& r : why.decision.reasons_of(a)) {
      if (r.kind != tickler::reason_kind::hold && r.kind != tickler::reason_kind::snooze) continue;
      const auto* cause = cause_of(why, a, r);
      add("", cause);
      // R119: a hold may let go before it is over.
      const bool is_its = r.kind == tickler::reason_kind::hold ? cause->until >= r.to : cause->until == r.to;
      RC_ASSERT(is_its);
    }
  }
  causes.erase("");
  return causes;
}

// A touchpoint may both close and open.
bool opens_something(const tickler::explanation& why, std::uint32_t touchpoint) {
  return std::any_of(why.trace.begin(), why.trace.end(),
                     [&](const tickler::trace_event& t) { return t.touchpoint == touchpoint && (t.opened != 0 || t.resumes); });
}

// An earlier touchpoint with the same effect would have been the cause in the first place.
BOOST_AUTO_TEST_CASE(without_the_touchpoint_that_is_blamed_the_verdict_is_gone_or_a_later_one_is_blamed) {
  BOOST_TEST(holds("causes", 5'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      const auto why = explain(made.policy, s.who, made.log, now);
      for (const auto& [verdict, number] : causes_of(made.policy, why)) {
        if (opens_something(why, number)) continue;
        auto without = s.history;
        without.erase(without.begin() + number);
        const ready_scene other(s.policy, without);
        const auto causes = causes_of(other.policy, explain(other.policy, s.who, other.log, now));
        const auto still = causes.find(verdict);
        const bool is_gone_or_later = still == causes.end() || still->second >= number;  // the one after it has its number now
        RC_ASSERT(is_gone_or_later);                                                     // it would ask both sides of an ||
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(every_explanation_can_be_told) {
  BOOST_TEST(holds("told", 2'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      const auto why = explain(made.policy, s.who, made.log, now);
      const auto in_full = describe(made.policy, s.who, made.log, why, {.full = true});
      RC_ASSERT(in_full.verdict == tickler::status_names[static_cast<std::size_t>(why.decision.status)]);
      RC_ASSERT(!tickler::to_text(describe(made.policy, s.who, made.log, why)).empty());
      RC_ASSERT(tickler::to_json(in_full).starts_with("{\"what\":\"prospect\""));
    }
  }));
}

}  // namespace
}  // namespace plain
