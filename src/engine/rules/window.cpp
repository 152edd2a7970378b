#include "engine/rules/window.hpp"

#include <algorithm>

#include "engine/state/trace_recorder.hpp"

namespace tickler {

namespace {

reached in_time(instant t) { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }
reached later_of(reached a, instant floor) { return a && a.at < floor ? in_time(floor) : a; }

reached shifted_by_computed(const viewpoint& v, const run& r, const window_side& side, instant b) {
  const auto d = length(v, *side.computed, r);
  return d ? in_time(b + *d) : reached{b, time_problem::no_duration};
}

// b + d, or b - d for "24 hours before".
reached shifted(const viewpoint& v, const run& r, const window_side& side, bool before, instant b) {
  if (side.computed) return shifted_by_computed(v, r, side, b);
  if (!side.length) return in_time(b);
  return before ? v.frame().subtract(side.length->written(), b) : side.length->after(b, v.frame());
}

reached moved_to_time(const step_rule& step, const time_frame& frame, reached t) {
  return t && step.at ? frame.next_time_of_day(*step.at, t.at) : t;
}

const cadence_rule& cadence_of(const viewpoint& v, const run& r) { return v.policy.cadences[r.cadence]; }

reached planned_last(const viewpoint& v, const run& r, std::size_t step);

// The not_before of a step's first repetition if all before it were done at their own.
reached planned_first(const viewpoint& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  reached base{r.start};
  if (step > 0 && rule.from != counted_from::until) base = planned_last(v, r, step - 1);
  if (!base) return base;
  auto t = shifted(v, r, rule.after, rule.after.before, counted_from_of(rule, r, base.at));
  if (rule.from == counted_from::start) t = later_of(t, base.at);
  return moved_to_time(rule, v.frame(), t);
}

reached planned_last(const viewpoint& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  auto t = planned_first(v, r, step);
  for (std::int32_t n = 1; t && n < rule.repeat; ++n) t = moved_to_time(rule, v.frame(), shifted(v, r, rule.after, false, t.at));
  return t;
}

// The run at the first step that remains and whose condition holds.
const run* at_first_that_holds(const viewpoint& v, const run& r, run& later) {
  const auto& steps = cadence_of(v, r).steps;
  auto step = r.step;
  while (step < steps.size() && steps[step].condition && !holds(v, *steps[step].condition, &r)) ++step;
  if (step == steps.size()) return nullptr;
  if (step == r.step) return &r;
  later = r;
  later.step = step, later.repetition = 0;
  return &later;
}

}  // namespace

instant closest_to_base(const viewpoint& v, const run& r, instant begin) {
  const auto& steps = cadence_of(v, r).steps;
  const auto before = steps[r.step - 1u].planned_from_start && steps[r.step - 1u].repeat == 1
                          ? shifted(v, r, steps[r.step - 1u].after, false, r.start)
                          : planned_last(v, r, r.step - 1u);
  const auto here = steps[r.step].planned_from_start ? reached{begin} : planned_first(v, r, r.step);
  return before && here ? r.base + (here.at - before.at) : r.base;
}

namespace {

// `b`: what the step counts from.
reached beginning_of(const viewpoint& v, const run& r, const step_rule& step, instant b) {
  const bool first = r.repetition == 0;
  auto t = shifted(v, r, step.after, first && step.after.before, b);
  if (first && t && step.from == counted_from::start && r.step > 0) t = later_of(t, closest_to_base(v, r, t.at));
  return moved_to_time(step, v.frame(), t);
}

}  // namespace

reached not_before_of(const viewpoint& v, const run& r) {
  const auto& step = cadence_of(v, r).steps[r.step];
  return beginning_of(v, r, step, counted_from_of(step, r));
}

window window_of(const viewpoint& v, const run& r, const step_rule& step) {
  const auto from = counted_from_of(step, r);
  window w;
  const auto known = [&w](reached t) {
    if (!t && w.problem == time_problem::none) w.problem = t.problem;
    return t ? std::optional(t.at) : std::nullopt;
  };
  w.not_before = known(beginning_of(v, r, step, from));
  if (!w.not_before) return w;
  const auto floor = *w.not_before;
  const auto side = [&](const window_side& s) { return later_of(shifted(v, r, s, r.repetition == 0 && s.before, from), floor); };
  w.due = known(step.within.given() ? side(step.within) : v.frame().next_day(floor));
  if (step.at_latest.given()) w.at_latest = known(side(step.at_latest));
  return w;
}

std::optional<instant> expiry_of(const viewpoint& v, const run& r) {
  const auto& step = cadence_of(v, r).steps[r.step];
  if (!step.expires) return std::nullopt;
  const auto begin = not_before_of(v, r);
  if (!begin) return std::nullopt;
  const auto end = step.expires->after(begin.at, v.frame());
  return end ? std::optional(end.at) : std::nullopt;
}

const run* on_offer(const viewpoint& v, run& r, run& later, fold_trace* trace) {
  for (;;) {
    const auto* there = at_first_that_holds(v, r, later);
    if (!there) return nullptr;
    const auto end = expiry_of(v, *there);
    if (!end || *end > v.now) return there;
    r.step = there->step, r.repetition = there->repetition;
    if (trace) trace->expired(r, *end);
    if (!move_on(cadence_of(v, r), r, *end)) return nullptr;
  }
}

bool move_on(const cadence_rule& cadence, run& r, instant t) {
  r.base = t;
  const auto repeat = cadence.steps[r.step].repeat;
  if (repeat == repeat_forever || r.repetition + 1 < static_cast<std::uint32_t>(repeat)) {
    ++r.repetition;
    return true;
  }
  r.repetition = 0;
  ++r.step;
  return r.step < cadence.steps.size();
}

}  // namespace tickler
