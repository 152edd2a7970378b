// Takes touchpoints into a state, one after the other: semantics R35 to R53; snoozes and holds, R33, R34
// and R74.
#pragma once

#include <string_view>

#include "engine/fold/fold_listener.hpp"
#include "engine/fold/fold_workspace.hpp"
#include "engine/rules/run_transition.hpp"
#include "engine/state/eval_context.hpp"
#include "engine/state/touch.hpp"

namespace tickler {

// Listener: fold_listener, or const no_listener.
template <class Listener>
class history_fold {
 public:
  // The facts of the prospect must be in the workspace.
  history_fold(const compiled_policy& p, const resolved_prospect& who, state::impl& s, fold_workspace& space, Listener& listener)
      : p_(p), who_(who), s_(s), space_(space), listener_(listener) {}

  void apply(touch& t);
  void apply_contact(touch& t);  // of all that only opt-outs, bounces and stops

  // Of a plain touchpoint without details, what it does to these cadences and no others: all that it affects, of the first 64.
  void apply_to_cadences(touch& t, bit_mask affected);

  // From now on only these of the first 64 cadences are looked at, and only these limits count.
  void look_at(bit_mask cadences) noexcept { looked_at_ = cadences; }
  void count_only(std::uint32_t limits) noexcept { counted_ = limits; }
  bool was_crowded() const noexcept { return was_crowded_; }

 private:
  eval_context view() const { return {p_, who_, s_, t_->at, space_.memory}; }  // of the history before the touchpoint

  void match_events(touch& t);
  void read_names();
  void close();
  void snooze();
  void apply_holds();
  void count_limits();
  void track();

  void apply_to_runs();
  void apply_to_cadence(std::uint16_t cadence);
  run_change apply_to_slot(std::uint16_t cadence);
  run_change apply_to_listed(std::uint16_t cadence);
  run_change apply_to_run(const cadence_rule& rule, run& r, bool may_carry);
  bool is_about(const cadence_rule& rule, const run& r) const;
  bool ends(const cadence_rule& rule, const run& r) const;
  run_change carry_out(const cadence_rule& rule, run& r, const run* offered);
  run_change carry_out_named(const cadence_rule& rule, run& r);
  bool fits(const cadence_rule& rule, const run& offered) const;
  bool fits_named(const step_rule& step) const;
  bool names_action_of(const step_ref& name, const run& r) const;
  bool is_late_enough(const step_rule& step, const run& r) const;
  run_change moved_on(const cadence_rule& rule, run& r, turn_kind how);

  void start(std::uint16_t cadence, run* running, start_facts facts);
  refusal refused_by_conditions(const cadence_rule& rule, std::uint16_t cadence) const;
  bool may_start_again(const cadence_rule& rule, const cadence_memory& memory) const;
  std::string_view starting_key(const cadence_rule& rule) const;
  void begin(std::uint16_t cadence, run& r);
  void note_end(const cadence_rule& rule, std::uint16_t cadence, instant t);
  void drop_slot(std::uint16_t cadence);
  void drop_listed(std::size_t at);

  bool may_be_crowded() const noexcept { return s_.runs.size() + p_.cadences.size() > p_.limits.runs; }
  void expire_all();
  bool expires_all_of(run& r);
  bool has_room();
  std::size_t first_listed_of(std::uint16_t cadence) const noexcept;
  std::uint16_t slot_for(std::string_view key);
  void free_key(const run& r);

  const compiled_policy& p_;
  const resolved_prospect& who_;
  state::impl& s_;
  fold_workspace& space_;
  Listener& listener_;
  touch* t_ = nullptr;
  bool ends_all_ = false;                       // contact, by this touchpoint
  bool crowded_ = false, was_crowded_ = false;  // the runs may be too many
  bit_mask looked_at_ = ~bit_mask{0};
  std::uint32_t counted_ = ~std::uint32_t{0};  // limits
};

extern template class history_fold<const no_listener>;
extern template class history_fold<fold_listener>;

}  // namespace tickler
