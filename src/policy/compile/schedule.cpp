#include "policy/compile/schedule.hpp"

#include "base/work_meter.hpp"

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

bool is_constant(const step_rule& step) {
  return !step.after.computed && !step.after.before && !step.at && !step.every && !step.apart;
}

bool is_planned_from_start(const step_rule& step, const step_rule* before) {
  if (!is_constant(step) || step.from == anchor::until) return false;
  if (before == nullptr) return true;
  return step.from == anchor::start && before->planned_from_start && before->repeat == 1 &&
         is_surely_no_shorter(after_of(step), after_of(*before));
}

// A length for each part of what is added.
std::uint32_t work_of(const step_rule& step) {
  std::size_t lengths = 1;
  for (const auto* length : {&step.after.length, &step.expires, &step.every, &step.apart})
    if (*length) lengths += (*length)->written().parts.size();
  return static_cast<std::uint32_t>(lengths * work_meter::of_length / 2);
}

}  // namespace

void note_schedule(cadence_rule& cadence) {
  const step_rule* before = nullptr;
  for (auto& step : cadence.steps) {
    const bool has_apart = step.apart && !step.apart->written().is_zero();
    step.keeps_distance = step.apart ? has_apart : step.from == anchor::start && before != nullptr && !step.every;
    step.at_once = is_constant(step) && after_of(step).is_zero() && step.from == anchor::previous;
    step.work = work_of(step);
    step.planned_from_start = is_planned_from_start(step, before);
    const bool waits = !step.after.before && step.after.length && !step.every;
    step.no_sooner =
        std::chrono::seconds{waits ? range_of(step.after.length->written()).shortest - slack : std::int64_t{-for_ever}};
    // Where it has hours it is given up in the last open time before it expires.
    const bool has_hours = step.hours != 0 || std::any_of(step.choices.begin(), step.choices.end(),
                                                          [](const channel_choice& choice) { return choice.hours != 0; });
    if (!step.after.before && !step.dated && !step.every) {
      const auto on_offer = has_hours || !step.expires ? 0 : range_of(step.expires->written()).shortest;
      step.lives_at_least = std::chrono::seconds{range_of(after_of(step)).shortest + on_offer - 2 * slack};
    }
    before = &step;
  }
}

void note_schedule(limit_rule& limit) {
  if (!limit.per) return;
  const auto longest = range_of(limit.per->written()).longest;
  if (longest != for_ever) limit.surely_over = std::chrono::seconds{longest + slack};
}

}  // namespace tickler::inline TICKLER_ABI
