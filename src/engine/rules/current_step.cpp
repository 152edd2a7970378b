#include "engine/rules/current_step.hpp"

namespace tickler::inline TICKLER_ABI {

// R37. `later` is the caller's memory, so that r stays as it was: the steps between are passed only if this one is carried out.
const run* first_that_holds(const eval_context& v, const run& r, run& later) {
  const auto& steps = v.policy.cadences[r.cadence].steps;
  auto step = r.step;
  while (step < steps.size() && steps[step].condition && !holds(v, *steps[step].condition, &r)) ++step;
  if (step == steps.size()) return nullptr;
  if (step == r.step) return &r;
  later = r;
  later.step = step, later.repetition = 0;
  return &later;
}

// R47. A later step begins at its first repetition.
bool move_on(const cadence_rule& cadence, run& r, instant t) {
  r.base = t, r.moved = true;
  const auto repeat = cadence.steps[r.step].repeat;
  if (repeat == repeat_forever || r.repetition + 1 < static_cast<std::uint32_t>(repeat)) {
    ++r.repetition;
    return true;
  }
  r.repetition = 0;
  ++r.step;
  return r.step < cadence.steps.size();
}

}  // namespace tickler::inline TICKLER_ABI
