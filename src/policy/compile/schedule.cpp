#include "policy/compile/schedule.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What clocks that are set, and a date that a zone has left out, may take from a length that is counted in local time; and a date
// is reached when it begins.
constexpr std::int64_t slack = 3 * 86'400;

// Counted forward from one instant, it ends no sooner than the other in any zone.
bool is_surely_no_shorter(const duration& a, const duration& b) {
  if (b.is_zero()) return true;
  if (a.parts.size() == 1 && b.parts.size() == 1 && a.parts[0].unit == b.parts[0].unit) return a.parts[0].count >= b.parts[0].count;
  const auto most = range_of(b).longest;
  return most != for_ever && range_of(a).shortest - slack >= most;
}

duration after_of(const step_rule& step) { return step.after.length ? step.after.length->written() : duration{}; }

bool is_constant(const step_rule& step) { return !step.after.computed && !step.after.before && !step.at; }

bool is_plain(const window_side& side) { return !side.computed && !side.before && (!side.length || side.length->is_plain()); }

plain_window plain_window_of(const step_rule& step, bool after_others) {
  plain_window w;
  w.is_there = !step.at && step.from != anchor::until && is_plain(step.after) && is_plain(step.within) && is_plain(step.at_latest);
  w.from_start = step.from == anchor::start;
  w.after_others = w.from_start && after_others;
  w.due_next_day = !step.within.length;
  w.has_latest = step.at_latest.length.has_value();
  const auto take = [](const window_side& side, std::chrono::seconds& length, bool& by_clock) {
    if (!side.length) return;
    length = side.length->plain();
    by_clock |= side.length->is_by_clock();
  };
  take(step.after, w.begin, w.begin_by_clock);
  take(step.within, w.due, w.end_by_clock), take(step.at_latest, w.latest, w.end_by_clock);
  return w;
}

bool is_planned_from_start(const step_rule& step, const step_rule* before) {
  if (!is_constant(step) || step.from == anchor::until) return false;
  if (before == nullptr) return true;
  return step.from == anchor::start && before->planned_from_start && before->repeat == 1 &&
         is_surely_no_shorter(after_of(step), after_of(*before));
}

}  // namespace

void note_schedule(cadence_rule& cadence) {
  const step_rule* before = nullptr;
  for (auto& step : cadence.steps) {
    step.plain = plain_window_of(step, before != nullptr);
    step.at_once = is_constant(step) && after_of(step).is_zero() && step.from == anchor::previous;
    step.planned_from_start = is_planned_from_start(step, before);
    const bool waits = !step.after.before && step.after.length;
    step.no_sooner =
        std::chrono::seconds{waits ? range_of(step.after.length->written()).shortest - slack : std::int64_t{-for_ever}};
    if (step.expires && !step.after.before)
      step.lives_at_least =
          std::chrono::seconds{range_of(after_of(step)).shortest + range_of(step.expires->written()).shortest - 2 * slack};
    before = &step;
  }
}

void note_schedule(limit_rule& limit) {
  if (!limit.per) return;
  const auto longest = range_of(limit.per->written()).longest;
  if (longest != for_ever) limit.surely_over = std::chrono::seconds{longest + slack};
}

}  // namespace tickler::inline TICKLER_ABI
