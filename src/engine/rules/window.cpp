#include "engine/rules/window.hpp"

namespace tickler::inline TICKLER_ABI {

using namespace window_parts;

namespace {

const cadence_rule& cadence_of(const eval_context& v, const run& r) { return v.policy.cadences[r.cadence]; }

time_result planned_last(const eval_context& v, const run& r, std::size_t step);

// The not_before of a step's first repetition if all before it were done at their own. R58: what was planned, whatever has
// happened. It depends on the start alone (and on `until`), so what counts from a base counts from the planned one. The recursion
// ends at the first step, or at one that counts from `until`.
time_result planned_first(const eval_context& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  time_result base{r.start};
  if (step > 0 && rule.from != anchor::until) base = planned_last(v, r, step - 1);
  if (!base) return base;
  const run planned{.start = r.start, .base = base.at, .until = r.until};
  auto t = shifted(v, r, rule.after, rule.after.before, anchor_of(rule, planned));
  if (rule.from == anchor::start) t = later_of(t, base.at);
  return moved_to_time(rule, v.frame(), t);
}

// R58: the last repetition of the step, each counted from the one before. One that repeats for ever has none and is planned as if
// it were done once: what is behind it is on offer only where its `if` does not hold.
time_result planned_last(const eval_context& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  auto t = planned_first(v, r, step);
  for (std::int32_t n = 1; t && n < rule.repeat; ++n) t = moved_to_time(rule, v.frame(), shifted(v, r, rule.after, false, t.at));
  return t;
}

}  // namespace

// Elapsed seconds between two plans, added to what has really been the base; never less than none. Where nothing but lengths from
// the start is in both, the recursion is spared.
instant window_parts::closest_to_base(const eval_context& v, const run& r, instant begin) {
  const auto& steps = cadence_of(v, r).steps;
  const auto& before = steps[r.step - 1u];
  const auto last = before.planned_from_start && before.repeat == 1 ? shifted(v, r, before.after, false, r.start)
                                                                    : planned_last(v, r, r.step - 1u);
  const auto here = steps[r.step].planned_from_start ? time_result{begin} : planned_first(v, r, r.step);
  return last && here ? r.base + (here.at - last.at) : r.base;
}

// R60: elapsed time from the anchor.
time_result window_parts::shifted_by_computed(const eval_context& v, const run& r, const window_side& side, instant anchor) {
  const auto d = length(v, *side.computed, r);
  return d ? in_time(anchor + *d) : time_result{anchor, time_problem::no_duration};
}

time_result not_before_of(const eval_context& v, const run& r) {
  const auto& step = cadence_of(v, r).steps[r.step];
  return beginning_of(v, r, step, anchor_of(step, r));
}

}  // namespace tickler::inline TICKLER_ABI
