#include "engine/rules/current_step.hpp"

#include <algorithm>

#include "engine/rules/contact.hpp"

namespace tickler::inline TICKLER_ABI {

bool is_reachable(const eval_context& v, const step_rule& step, const run& r) {
  if (step.internal) return true;
  const bool is_to_prospect = step.to == party::prospect;
  if (!is_to_prospect && !v.who.has_referrer) return false;
  const auto now = v.before ? *v.before : closed_now(v.policy, v.who, v.folded);
  const auto closed = is_to_prospect ? now.to_prospect : now.to_referrer;
  const auto start = (*v.policy.rows)[r.start_words].words.channel;
  return std::any_of(step.choices.begin(), step.choices.end(), [&](const channel_choice& choice) {
    if (step.start_channel && choice.channel != start) return false;
    if (has_bit(closed, static_cast<std::size_t>(choice.bit))) return false;
    return !is_to_prospect || has_bit(v.who.reachable, choice.declared);
  });
}

// R37. `later` is the caller's memory, so that r stays as it was: the steps between are passed only if this one is carried out.
const run* first_that_holds(const eval_context& v, const run& r, run& later) {
  const auto& steps = v.policy.cadences[r.cadence].steps;
  auto step = r.step;
  while (step < steps.size() && !is_met(v, steps[step], r)) ++step;
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
