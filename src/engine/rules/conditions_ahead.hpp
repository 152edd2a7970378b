// What conditions come to as time passes and nothing happens: which holds and limits there will be for an action, and whether its
// step will be on offer. Semantics R119.
//
//   hold while count('refused', 30 days) >= 3       now: held | 2 July: not held, and so on for good
//
// One stretch after the other is looked at, in each of which all the action's conditions stay as they are. Only what time can
// change is asked, and only where it concerns the action: so nearly always there is nothing to look at.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

struct conditions_then {
  bit_mask holds = 0;
  std::uint32_t limits = 0;  // that it must keep
  bool on_offer = true;      // its step is
  friend bool operator==(const conditions_then&, const conditions_then&) = default;
};

class conditions_ahead {
 public:
  conditions_ahead(const decision_context& c, const candidate& offered);

  // Whether time changes any that concerns the action: a hold, a limit, an `if`, or a `never` of its step.
  bool may_change() const noexcept { return turns_ || never_turns_; }

  // As of `now`, and of the beginning of the stretch that was moved to last.
  const conditions_then& then() const noexcept { return then_; }
  instant since() const noexcept { return since_; }
  instant until() const;  // the stretch ends; time_end: it does not
  void move_to(instant t);

  // By whatever channel: what a `never` makes of it as of t (R69). The same as now?
  bool has_same_channel(instant t) const;

 private:
  eval_context as_of(instant t) const { return {c_.view.policy, c_.view.who, c_.view.folded, t, c_.view.memory}; }
  std::string_view key() const noexcept;
  bit_mask held_by() const noexcept;
  bool is_on_offer(const eval_context& v);
  template <class Each>
  void for_each_if(Each&& each) const;

  const decision_context& c_;
  const candidate& offered_;
  const cadence_rule& cadence_;
  bit_mask holds_ = 0, limits_ = 0, never_ = 0;  // those that concern it and turn
  bool turns_ = false, never_turns_ = false;
  conditions_then then_{};
  instant since_;
  std::optional<instant> passes_{};  // the step that is on offer instead is given up
};

}  // namespace tickler::inline TICKLER_ABI
