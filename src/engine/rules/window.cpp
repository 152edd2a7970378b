#include "engine/rules/window.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

using namespace window_parts;

namespace {

const cadence_rule& cadence_of(const eval_context& v, const run& r) { return v.policy.cadences[r.cadence]; }

time_result start_or_until(const step_rule& step, const run& r) {
  if (step.from != anchor::until) return {r.start};
  if (!r.until) return {{}, time_problem::no_date};
  return in_time(*r.until);
}

// R112. k times `every` from the anchor: the months first and as one sum, so that the 31st comes back.
time_result occurrence(const eval_context& v, const step_rule& step, std::int64_t k, instant anchor) {
  const auto& every = step.every->written();
  auto& sum = v.memory.sum;
  sum.parts.clear();
  std::int64_t months = 0, days = 0;
  for (const auto& part : every.parts) {
    if (part.unit == time_unit::month) months += part.count * k;
    if (part.unit == time_unit::year) months += part.count * k * 12;
    if (part.unit == time_unit::week) days += part.count * k * 7;
    if (part.unit == time_unit::day) days += part.count * k;
  }
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  if (std::max(months, days) > most) return {{}, time_problem::beyond_2037};
  if (months > 0) sum.parts.push_back({static_cast<std::int32_t>(months), time_unit::month});
  if (days > 0) sum.parts.push_back({static_cast<std::int32_t>(days), time_unit::day});
  return v.frame_of(step).add(sum, anchor);
}

// R112. The first whose date is not before that of the run's start. From as many as have surely gone by then.
std::int64_t first_occurrence(const eval_context& v, const step_rule& step, instant anchor, instant start) {
  const auto& local = v.frame_of(step).local;
  const auto date_of = [&](instant t) { return date::floor<date::days>(local.to_local(t)); };
  constexpr std::chrono::seconds slack = date::days{3};
  const auto waited = start - anchor - slack;
  auto k = std::max<std::int64_t>(0, waited.count() / std::max<std::int64_t>(range_of(step.every->written()).longest, 1));
  for (auto there = occurrence(v, step, k, anchor); there && date_of(there.at) < date_of(start);
       there = occurrence(v, step, k, anchor))
    ++k;
  return k;
}

// R57. A time of day on the date of t, but not before what t was counted from, if that is given; or the first at or after t.
time_result moved_to_time(const step_rule& step, const time_context& frame, const time_result& t, bool on_date,
                          const std::optional<instant>& counted_from) {
  if (!t || !step.at) return t;
  if (!on_date) return frame.next_time_of_day(*step.at, t.at);
  const auto there = frame.time_on_date(*step.at, t.at);
  if (!there || !counted_from || *counted_from <= there.at) return there;
  const auto next = frame.next_day(t.at);
  return next ? frame.time_on_date(*step.at, next.at) : next;
}

time_result later(const time_result& a, const time_result& b) {
  if (!a) return a;
  return !b || a.at < b.at ? b : a;
}

// Without any distance.
beginning own_beginning(const eval_context& v, const run& r, const step_rule& step, const time_result& anchor,
                        const time_result& sum) {
  const bool backward = step.after.before && !counts_from_base(step, r);
  const auto from = step.every ? start_or_until(step, r) : anchor;
  return {moved_to_time(step, v.frame_of(step), sum, step.at_on_date, backward ? std::nullopt : std::optional(from.at)), sum};
}

// R58. `apart` from what was carried out last.
std::optional<beginning> stated_distance(const eval_context& v, const run& r, const step_rule& step) {
  if (!step.apart || step.apart->written().is_zero() || !r.has_done()) return std::nullopt;
  const auto& frame = v.frame_of(step);
  const auto sum = step.apart->after(r.done_at, frame);
  return beginning{moved_to_time(step, frame, sum, step.apart_at_on_date, r.done_at), sum};
}

// R58: what was planned, whatever has happened: every repetition before it is done at its own not_before, and none before the one
// before it. A step that repeats for ever is planned as if it were done once.
time_result planned(const eval_context& v, const run& r, std::size_t step, std::uint32_t repetition) {
  const auto& steps = cadence_of(v, r).steps;
  run plan = r;
  plan.base = r.start, plan.done_at = run::never;
  time_result t{r.start};
  for (std::size_t i = 0;; ++i) {
    const auto& rule = steps[i];
    const auto times = static_cast<std::uint32_t>(std::max(rule.repeat, 1));
    plan.step = static_cast<std::uint16_t>(i);
    for (plan.repetition = 0; plan.repetition < times; ++plan.repetition) {
      if (!v.spend(rule.work)) return {{}, time_problem::no_duration};
      if (t || !counts_from_base(rule, plan)) {
        const auto anchor = anchor_of(v, rule, plan);
        const auto sum = shifted(v, plan, rule, rule.after, rule.after.before && !counts_from_base(rule, plan), anchor);
        auto own = own_beginning(v, plan, rule, anchor, sum).at;
        if (const auto apart = stated_distance(v, plan, rule)) own = later(own, apart->at);
        t = t ? later(own, t) : own;
      }
      if (t) plan.base = plan.done_at = t.at;
      if (i == step && plan.repetition == std::min(repetition, times - 1)) return t;
    }
  }
}

// Nothing but lengths from the start is in it: that is when it is planned.
bool is_plain_plan(const std::vector<step_rule>& steps, std::size_t step, std::uint32_t repetition) {
  return steps[step].planned_from_start && repetition == 0;
}

// R58. The first of all counts from the start as well, unless it has a date.
bool is_from_start(const step_rule& step, std::size_t place) {
  return step.from == anchor::start || (place == 0 && step.from == anchor::previous);
}

// R58. As far from what was carried out last as the two are planned apart, in elapsed seconds, where both count from the start.
std::optional<beginning> planned_distance(const eval_context& v, const run& r, const step_rule& step) {
  const auto& steps = cadence_of(v, r).steps;
  if (step.every || step.apart || step.from != anchor::start || r.repetition != 0 || !r.has_done()) return std::nullopt;
  if (!is_from_start(steps[r.done_step], r.done_step)) return std::nullopt;
  const auto plan_of = [&](std::size_t of, std::uint32_t repetition) {
    const auto& rule = steps[of];
    return is_plain_plan(steps, of, repetition) ? shifted(v, r, rule, rule.after, false, {r.start}) : planned(v, r, of, repetition);
  };
  const auto before = plan_of(r.done_step, r.done_repetition), own = plan_of(r.step, 0);
  if (!before || !own) return std::nullopt;
  const auto t = in_time(r.done_at + (own.at - before.at));
  return beginning{moved_to_time(step, v.frame_of(step), t, step.at_on_date, r.done_at), t};
}

}  // namespace

// R60: elapsed time from the anchor.
time_result window_parts::shifted_by_computed(const eval_context& v, const run& r, const window_side& side, instant anchor) {
  const auto d = length(v, *side.computed, r);
  return d ? in_time(anchor + *d) : time_result{anchor, time_problem::no_duration};
}

// R54: an `until` that is missing is missing (R61).
time_result window_parts::rare_anchor_of(const eval_context& v, const step_rule& step, const run& r) {
  const auto from = start_or_until(step, r);
  if (!from || !step.every) return from;
  return occurrence(v, step, first_occurrence(v, step, from.at, r.start) + r.repetition, from.at);
}

// The later of its own and of the distance that it keeps; with and without the time of day.
beginning window_parts::rare_beginning_of(const eval_context& v, const run& r, const step_rule& step, const time_result& anchor,
                                          const time_result& sum) {
  const auto own = own_beginning(v, r, step, anchor, sum);
  if (!step.keeps_distance) return own;
  auto apart = stated_distance(v, r, step);
  if (!apart) apart = planned_distance(v, r, step);
  return apart ? beginning{later(own.at, apart->at), later(own.untimed, apart->untimed)} : own;
}

beginning beginning_of(const eval_context& v, const run& r) {
  const auto& step = step_of(v, r);
  return beginning_from(v, r, step, anchor_of(v, step, r));
}

std::optional<instant> date_of(const eval_context& v, const run& r) {
  const auto& step = step_of(v, r);
  if (!step.dated || counts_from_base(step, r)) return std::nullopt;
  const auto date = anchor_of(v, step, r);
  return date ? std::optional(date.at) : std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
