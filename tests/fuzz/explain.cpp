// Whatever has happened to whomever: an explanation has the decision of evaluate, each action is the verdict of one step, nothing
// changes before the instant that it tells, who or what is blamed was there, and all of it can be told, in short and in full.
#include <algorithm>
#include <string>
#include <tickler/io/explanation.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/happenings.hpp"
#include "fuzz/json.hpp"
#include "fuzz/policies.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

bool is_in(const history& log, const trace_event* cause) { return cause && cause->touchpoint < log.size(); }

bool is_of(const step_report& step, const action& a) {
  const auto verdict = a.state == action_state::ready     ? step_verdict::ready
                       : a.state == action_state::waiting ? step_verdict::waiting
                                                          : step_verdict::blocked;
  return a.step == step.step && verdict == step.verdict;
}

void check_causes(const policy& p, const history& log, const explanation& why) {
  if (why.decision.status == status::stopped) must_hold(is_in(log, cause_of_stop(why)), "it was stopped by something");
  for (const auto& a : why.decision.actions) {
    for (const auto& b : why.decision.blockers_of(a)) {
      const auto* cause = cause_of(p, why, b);
      const bool is_hers = b.to == party::prospect && (b.kind == blocker_kind::opted_out || b.kind == blocker_kind::bounced);
      must_hold(cause ? is_in(log, cause) : !is_hers, "what closed her channel is told");
      if (b.kind == blocker_kind::limit)
        for (const auto i : limit_usage_by_actions(p, why, b.index, static_cast<std::uint32_t>(&a - why.decision.actions.data())))
          must_hold(i < why.decision.actions.size(), "an action that is there");
    }
    for (const auto& r : why.decision.reasons_of(a))
      if (r.kind == reason_kind::hold || r.kind == reason_kind::snooze)
        must_hold(is_in(log, cause_of(why, a, r)), "what held it is told");
  }
}

void check_steps(const explanation& why) {
  std::vector<int> accounts(why.decision.actions.size());
  for (const auto& r : why.runs)
    for (const auto& step : why.steps_of(r)) {
      if (step.action == step_report::no_action) continue;
      const auto& a = why.decision.actions.at(step.action);
      ++accounts[step.action];
      must_hold(r.ending == run_end::running && a.cadence == r.cadence && a.start == r.start, "an action is of a run under way");
      must_hold(is_of(step, a), "an action is what the step comes to");
    }
  must_hold(std::ranges::count(accounts, 1) == std::ranges::ssize(accounts), "each action is accounted for once");
}

bool same_verdicts(const explanation& a, const explanation& b) {
  return a.runs == b.runs && std::ranges::equal(a.steps, b.steps, [](const step_report& x, const step_report& y) {
           return x.step == y.step && x.verdict == y.verdict && x.repetitions == y.repetitions;
         });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  const auto& p = d.one_of(fuzz::policies());
  const bool full = d.below(2) == 1;
  const auto [who, touchpoints, now] = fuzz::some_happening(d, p);
  const auto log = fuzz::log_of(p, touchpoints);
  const auto why = explain(p, who, log, now);
  must_hold(why.decision == evaluate(p, who, log, now), "the decision is evaluate's");
  must_hold(!why.until || *why.until > now, "until an instant after now");
  check_steps(why);
  check_causes(p, log, why);
  const auto told = describe(p, who, log, why, {.full = full});
  must_hold(to_text(told).ends_with('\n'), "it is told in lines");
  fuzz::must_be_json(to_json(told));
  auto next = why.until.value_or(time_end);
  for (const auto& t : touchpoints)
    if (t.at > now) next = std::min(next, t.at);
  must_hold(same_verdicts(why, explain(p, who, log, next - std::chrono::seconds{1})), "until then it is so");
  return 0;
}
