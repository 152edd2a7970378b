// Takes touchpoints into a state, one after the other (design: running a cadence).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/history.hpp>
#include <vector>

#include "engine/rules/window.hpp"
#include "engine/state/state.hpp"
#include "engine/state/step_ref.hpp"
#include "engine/state/touch.hpp"
#include "engine/state/trace_recorder.hpp"

namespace tickler {

class folder {
 public:
  // The facts of the prospect must be in the state's memory. What is done is written down, if there is a trace.
  folder(const compiled_policy& p, const subject& who, state::impl& s, fold_trace* trace = nullptr)
      : p_(p), who_(who), s_(s), trace_(trace) {}

  void take(touch& t);
  void take_contact(touch& t);  // of all that only opt-outs, bounces and stops

  // The same for an ordinary touchpoint without an extra that concerns these of the first 64 cadences and no others, once limits
  // have been counted.
  void take_ordinary(touch& t, std::uint64_t concerned);

  // From now on only these of the first 64 cadences are looked at, those that are not simple in any case.
  void look_at(std::uint64_t cadences) noexcept { looked_at_ = cadences; }
  void count_only(std::uint32_t limits) noexcept { counted_ = limits; }
  bool was_crowded() const noexcept { return was_crowded_; }

 private:
  viewpoint view() const { return {p_, who_, s_, t_->at, s_.memory}; }  // of the history before the touchpoint
  std::uint64_t meant(std::size_t set, std::size_t i) const noexcept {  // bit i of starts, ends, concerns, fits
    return meaning_->bits[set * p_.cadence_words + i / 64] >> (i % 64) & 1;
  }
  bool traced() const noexcept {  // compilers expect that a pointer points somewhere
    if (trace_) [[unlikely]]
      return true;
    return false;
  }
  bool is_ordinary(const touch& t) const noexcept;
  void take_by_words(touch& t);
  void take_closing();
  void match_events();
  void read_names();
  void take_opt_outs();
  void take_stops();
  void take_snooze();
  void take_holds();
  void count_limits();
  void remember();

  // What the touchpoint has done in one cadence.
  struct doings {
    bool finished = false;
    bool carried = false;
    bool carried_in_its_own = false;  // in the run that it could start over
  };
  void run_cadences();
  bool run_simple(std::uint16_t cadence, bool runs, bool starts, bool ends, const std::uint64_t* fits);
  bool may_be_crowded() const noexcept { return s_.runs.size() + p_.cadences.size() > p_.limits.runs; }
  void run_cadence(std::uint16_t cadence);
  std::size_t first_run_of(std::uint16_t cadence) const noexcept;
  void expire_all();
  std::string_view starting_key(const cadence_rule& c) const;
  bool concerns(const cadence_rule& c, const run& r) const;
  bool ends(const cadence_rule& c, const run& r) const;
  bool carry_out(const cadence_rule& c, run& r, const run* offered, bool& over);
  bool carry_out_named(const cadence_rule& c, run& r, bool& over);
  bool fits_step_on_offer(const cadence_rule& c, const run& r) const;
  bool fits_named(const step_rule& step) const;
  bool names_action_of(const step_name& name, const run& r) const;
  bool names_run(const step_name& name, const run& r) const;
  bool late_enough(const step_rule& step, const run& r) const;
  void start(std::uint16_t cadence, std::size_t first, std::size_t end, const doings& done);
  refusal refuses(std::uint16_t cadence, const doings& done) const;
  void refuse(std::uint16_t cadence, refusal why) const;
  bool may_start_again(const cadence_rule& c, const cadence_memory& memory) const;
  bool has_room();
  run run_begun_now(std::uint16_t cadence);
  void end_run(std::size_t at);
  void free_key(const run& r);
  std::uint16_t slot_for(std::string_view key);

  const compiled_policy& p_;
  const subject& who_;
  state::impl& s_;
  touch* t_ = nullptr;
  const touch_meaning* meaning_ = nullptr;  // of t_
  bool ends_all_ = false;
  bool crowded_ = false, was_crowded_ = false;  // the runs may be too many
  std::uint64_t looked_at_ = ~std::uint64_t{0};
  std::uint32_t counted_ = ~std::uint32_t{0};  // limits
  fold_trace* trace_ = nullptr;
};

}  // namespace tickler
