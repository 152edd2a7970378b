#include "engine/rules/window.hpp"

#include "time/zone_table.hpp"

namespace tickler {

namespace {

reached in_time(instant t) { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }
reached later_of(const reached& a, instant floor) { return a && a.at < floor ? in_time(floor) : a; }

const cadence_rule& cadence_of(const eval_context& v, const run& r) { return v.policy.cadences[r.cadence]; }

[[gnu::noinline]] reached shifted_by_computed(const eval_context& v, const run& r, const window_side& side, instant anchor) {
  const auto d = length(v, *side.computed, r);
  return d ? in_time(anchor + *d) : reached{anchor, time_problem::no_duration};
}

// The anchor and the side's length after it, or before it for "24 hours before".
inline reached shifted(const eval_context& v, const run& r, const window_side& side, bool before, instant anchor) {
  if (side.length) [[likely]]
    return before ? v.frame().subtract(side.length->written(), anchor) : side.length->after(anchor, v.frame());
  return side.computed ? shifted_by_computed(v, r, side, anchor) : in_time(anchor);
}

inline reached moved_to_time(const step_rule& step, const time_frame& frame, const reached& t) {
  return t && step.at ? frame.next_time_of_day(*step.at, t.at) : t;
}

reached planned_last(const eval_context& v, const run& r, std::size_t step);

// The not_before of a step's first repetition if all before it were done at their own.
reached planned_first(const eval_context& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  reached base{r.start};
  if (step > 0 && rule.from != counted_from::until) base = planned_last(v, r, step - 1);
  if (!base) return base;
  const run planned{.start = r.start, .base = base.at, .until = r.until};
  auto t = shifted(v, r, rule.after, rule.after.before, anchor_of(rule, planned));
  if (rule.from == counted_from::start) t = later_of(t, base.at);
  return moved_to_time(rule, v.frame(), t);
}

reached planned_last(const eval_context& v, const run& r, std::size_t step) {
  const auto& rule = cadence_of(v, r).steps[step];
  auto t = planned_first(v, r, step);
  for (std::int32_t n = 1; t && n < rule.repeat; ++n) t = moved_to_time(rule, v.frame(), shifted(v, r, rule.after, false, t.at));
  return t;
}

// A step `from: start` after another one comes no closer to the base than the two were planned apart. `begin`: start + after.
instant closest_to_base(const eval_context& v, const run& r, instant begin) {
  const auto& steps = cadence_of(v, r).steps;
  const auto& before = steps[r.step - 1u];
  const auto last = before.planned_from_start && before.repeat == 1 ? shifted(v, r, before.after, false, r.start)
                                                                    : planned_last(v, r, r.step - 1u);
  const auto here = steps[r.step].planned_from_start ? reached{begin} : planned_first(v, r, r.step);
  return last && here ? r.base + (here.at - last.at) : r.base;
}

}  // namespace

namespace {

inline reached beginning_of(const eval_context& v, const run& r, const step_rule& step, instant anchor) {
  const bool first = r.repetition == 0;
  auto t = shifted(v, r, step.after, first && step.after.before, anchor);
  if (first && t && step.from == counted_from::start && r.step > 0) [[unlikely]]
    t = later_of(t, closest_to_base(v, r, t.at));
  return moved_to_time(step, v.frame(), t);
}

// The first instant of the next local date. Nearly always a look at the zone's table tells.
inline reached next_day(const time_frame& frame, instant t) {
  const auto offset = frame.local.get().offset_around(t);  // until then too
  if (!offset) [[unlikely]]
    return frame.next_day(t);
  return in_time(date::floor<date::days>(t + *offset) + date::days{1} - *offset);
}

}  // namespace

reached not_before_of(const eval_context& v, const run& r) {
  const auto& step = cadence_of(v, r).steps[r.step];
  return beginning_of(v, r, step, anchor_of(step, r));
}

window window_of(const eval_context& v, const run& r, const std::optional<reached>& begins) {
  const auto& step = cadence_of(v, r).steps[r.step];
  const auto anchor = anchor_of(step, r);
  const auto not_before = begins ? *begins : beginning_of(v, r, step, anchor);
  window w;
  if (!not_before) [[unlikely]] {
    w.problem = not_before.problem;
    return w;
  }
  const auto floor = not_before.at;
  const auto set = [&w](std::optional<instant>& side, const reached& t) {
    if (t) [[likely]]
      side = t.at;
    else if (w.problem == time_problem::none)
      w.problem = t.problem;
  };
  const auto side = [&](const window_side& s) { return later_of(shifted(v, r, s, r.repetition == 0 && s.before, anchor), floor); };
  w.not_before = floor;
  set(w.due, step.within.given() ? side(step.within) : next_day(v.frame(), floor));
  if (step.at_latest.given()) set(w.at_latest, side(step.at_latest));
  return w;
}

}  // namespace tickler
