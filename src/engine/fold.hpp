// Takes touchpoints into a state, one after the other (design: running a cadence).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/history.hpp>
#include <vector>

#include "engine/state.hpp"
#include "engine/step_name.hpp"
#include "engine/touch.hpp"
#include "engine/window.hpp"

namespace tickler {

class folder {
 public:
  folder(const compiled_policy& p, const site& where, const prospect& who, state::impl& s);

  void take(touch t);

 private:
  struct named_steps {  // those that the policy knows
    step_name list[4];
    bool used[4];
    std::size_t count = 0;
  };

  viewpoint view() const { return {p_, where_, who_, s_, t_.at, s_.memory}; }  // of the history before the touchpoint
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
  void run_cadence(std::uint16_t cadence, std::size_t& next);
  std::string_view starting_key(const cadence_rule& c) const;
  bool concerns(const cadence_rule& c, const run& r) const;
  bool ends(const cadence_rule& c, const run& r) const;
  bool carry_out(const cadence_rule& c, run& r, const std::optional<run>& offered, bool& over);
  bool carry_out_named(const cadence_rule& c, run& r, bool& over);
  bool fits_step_on_offer(const cadence_rule& c, const run& r) const;
  bool fits_named(const step_rule& step) const;
  bool names_action_of(const step_name& name, const run& r) const;
  bool names_run(const step_name& name, const run& r) const;
  bool late_enough(const run& r) const;
  void start(std::uint16_t cadence, std::size_t first, std::size_t& next, const doings& done);
  bool may_start_again(const cadence_rule& c, const cadence_memory& memory) const;
  void begin_run(std::uint16_t cadence, std::size_t at);
  void end_run(std::size_t at);
  std::uint16_t slot_for(std::string_view key);

  const compiled_policy& p_;
  const site& where_;
  const prospect& who_;
  state::impl& s_;
  touch t_{};
  named_steps named_{};
  bool ends_all_ = false;
};

}  // namespace tickler
