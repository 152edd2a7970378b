#include "engine/rules/current_step.hpp"

namespace tickler {

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

std::optional<instant> expiry_of(const eval_context& v, const run& r, const reached& not_before) {
  const auto& step = v.policy.cadences[r.cadence].steps[r.step];
  if (!step.expires || !not_before) return std::nullopt;
  const auto end = step.expires->after(not_before.at, v.frame());
  return end ? std::optional(end.at) : std::nullopt;
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
