#include "engine/window.hpp"

#include <algorithm>

namespace tickler {

namespace {

reached later_of(reached a, instant floor) {
  if (a && a.at < floor) a.at = floor;
  return a;
}

// b + d, or b - d for "24 hours before".
reached shifted(const time_frame& frame, const std::optional<duration>& d, bool before, instant b) {
  if (!d) return in_range(b) ? reached{b} : reached{b, time_problem::beyond_2037};
  return before ? frame.subtract(*d, b) : frame.add(*d, b);
}

reached moved_to_time(const step_rule& step, const time_frame& frame, reached t) {
  return t && step.at ? frame.next_time_of_day(*step.at, t.at) : t;
}

instant until_or_start(const run& r) { return r.until.value_or(r.start); }

// Where the first repetition of a step counts from, given when the one before it was done.
instant counted_from_of(const step_rule& step, const run& r, instant base) {
  switch (step.from) {
    case counted_from::start:
      return r.start;
    case counted_from::until:
      return until_or_start(r);
    case counted_from::previous:
      break;
  }
  return base;
}

reached planned_last(const cadence_rule& cadence, const run& r, std::size_t step, const time_frame& frame);

// The not_before of a step's first repetition if all before it were done at their own.
reached planned_first(const cadence_rule& cadence, const run& r, std::size_t step, const time_frame& frame) {
  const auto& rule = cadence.steps[step];
  reached base{r.start};
  if (step > 0 && rule.from != counted_from::until) base = planned_last(cadence, r, step - 1, frame);
  if (!base) return base;
  auto t = shifted(frame, rule.after, rule.after_is_before, counted_from_of(rule, r, base.at));
  if (rule.from == counted_from::start) t = later_of(t, base.at);
  return moved_to_time(rule, frame, t);
}

reached planned_last(const cadence_rule& cadence, const run& r, std::size_t step, const time_frame& frame) {
  const auto& rule = cadence.steps[step];
  auto t = planned_first(cadence, r, step, frame);
  for (std::int32_t n = 1; t && n < rule.repeat; ++n) t = moved_to_time(rule, frame, shifted(frame, rule.after, false, t.at));
  return t;
}

// A step `from: start` after another one comes no closer to the base than the two were planned apart.
instant closest_to_base(const cadence_rule& cadence, const run& r, const time_frame& frame) {
  const auto before = planned_last(cadence, r, r.step - 1u, frame);
  const auto here = planned_first(cadence, r, r.step, frame);
  return before && here ? r.base + (here.at - before.at) : r.base;
}

}  // namespace

reached not_before_of(const cadence_rule& cadence, const run& r, const time_frame& frame) {
  const auto& step = cadence.steps[r.step];
  if (r.repetition > 0) return moved_to_time(step, frame, shifted(frame, step.after, false, r.base));
  auto t = shifted(frame, step.after, step.after_is_before, counted_from_of(step, r, r.base));
  if (t && step.from == counted_from::start && r.step > 0) t = later_of(t, closest_to_base(cadence, r, frame));
  return moved_to_time(step, frame, t);
}

window window_of(const cadence_rule& cadence, const run& r, const time_frame& frame) {
  const auto& step = cadence.steps[r.step];
  const bool first = r.repetition == 0;
  const auto from = first ? counted_from_of(step, r, r.base) : r.base;
  window w{.not_before = not_before_of(cadence, r, frame)};
  const auto floor = w.not_before ? w.not_before.at : instant::min();
  if (step.within)
    w.due = later_of(shifted(frame, step.within, first && step.within_is_before, from), floor);
  else
    w.due = w.not_before ? frame.next_day(w.not_before.at) : w.not_before;
  if (step.at_latest) w.at_latest = later_of(shifted(frame, step.at_latest, first && step.at_latest_is_before, from), floor);
  return w;
}

std::optional<instant> expiry_of(const cadence_rule& cadence, const run& r, const time_frame& frame) {
  const auto& step = cadence.steps[r.step];
  if (!step.expires) return std::nullopt;
  const auto begin = not_before_of(cadence, r, frame);
  if (!begin) return std::nullopt;
  const auto end = frame.add(*step.expires, begin.at);
  return end ? std::optional(end.at) : std::nullopt;
}

bool expire(const cadence_rule& cadence, run& r, const time_frame& frame, instant t) {
  for (;;) {
    const auto end = expiry_of(cadence, r, frame);
    if (!end || *end > t) return true;
    if (!move_on(cadence, r, *end)) return false;
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
