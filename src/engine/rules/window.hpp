// When the step on offer may be done: not before, due, at the latest. Semantics, "Windows".
#pragma once

#include <tickler/calendar.hpp>

#include "engine/state/eval_context.hpp"

namespace tickler {

struct window {  // without a not_before the others are not known either
  std::optional<instant> not_before{}, due{}, at_latest{};
  time_problem problem = time_problem::none;  // why one that the step has is not known
};

// Of the step and repetition at which the run stands.
reached not_before_of(const eval_context& v, const run& r);
window window_of(const eval_context& v, const run& r, const std::optional<reached>& not_before = {});  // which may be known

// What the run's step counts from.
inline instant anchor_of(const step_rule& step, const run& r) noexcept {
  if (r.repetition != 0 || step.from == counted_from::previous) return r.base;
  return step.from == counted_from::until ? r.until.value_or(r.start) : r.start;
}

}  // namespace tickler
