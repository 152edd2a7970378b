// A step on offer on its way to becoming an action, and the question that all of them answer.
#pragma once

#include <limits>
#include <optional>
#include <tickler/decision.hpp>
#include <vector>

#include "engine/rules/limit.hpp"
#include "engine/state/eval_context.hpp"
#include "time/open_tables.hpp"
#include "time/zone_table.hpp"

namespace tickler {

struct candidate {
  action& result;                            // of the decision
  instant base{};                            // of the run
  instant earliest{};                        // not_before, or the end of a hold if later
  std::uint16_t set = 0;                     // of calendars that must be open; 0: nothing closes it
  std::uint32_t counted = 0, held_back = 0;  // limits that count it, and of those the ones that it must keep
  instant hold_end = time_begin;             // the latest
  std::optional<reason> held{};              // by the hold that moved `earliest`
};

// What deciding needs besides its result.
struct work_space::impl {
  condition_memory conditions{};
  std::vector<limit_ledger> ledgers{};  // by limit
  std::uint16_t known_set = 0;          // of calendars, for which open_now tells; 0: none
  next_stretch open_now{}, asked{};     // from now on, if that is known; from the instant last asked for
  std::int64_t last_rank = 0;           // of the action placed last
  bool in_order = true;                 // all so far
  run at_now{}, later{};                // of which a step is on offer
  std::vector<limit_room> rooms{};      // of the limits that may be in an action's way
  std::vector<const run*> runs{};       // as they are placed
  std::vector<std::uint32_t> order{};   // of actions, as they were placed
};

struct question : viewpoint {
 private:
  mutable std::uint64_t soonest_ = ~std::uint64_t{0};  // conditions of rules come to it first

 public:
  question(const viewpoint& v, decision& result)
      : viewpoint(v),
        out(result),
        local(frame().local.get()),
        limits_in_force(in_force(policy.limit_rules)),
        holds_in_force(in_force(policy.holds)),
        never_in_force(in_force(policy.never)),
        opted_out(folded.opted_out),
        may_hold(folded.snoozed || !folded.step_snoozes.empty()) {
    for (const auto closed : folded.closed_by_stop) opted_out |= closed;
    for (const auto& end : folded.hold_ends) may_hold |= end.has_value();
  }

  decision& out;
  const zone::table& local;  // the clock of frame()
  bit_mask limits_in_force = 0, holds_in_force = 0, never_in_force = 0;
  bit_mask opted_out = 0;  // channels, by opt-outs or stops
  bool may_hold = false;   // something was held or snoozed

  // Something about the decision may differ from t on.
  void may_change_at(instant t) const noexcept { soonest_ = std::min(soonest_, seconds_from_next(t)); }

  void may_change_at(std::optional<instant> t) const {
    if (t) may_change_at(*t);
  }

  bool is_so(const condition_rule& c, const run* r = nullptr) const;  // and when that may change

  // The first instant of all that were named, if one is after now and in range.
  std::optional<instant> soonest_change() const noexcept {
    return soonest_ < seconds_from_next(time_end) ? std::optional(now + std::chrono::seconds{soonest_ + 1}) : std::nullopt;
  }

 private:
  template <class Rule>
  bit_mask in_force(const conditional_rules<Rule>& rules) const {
    return rules.with_condition == 0 ? rules.without_condition : rules.without_condition | with_conditions_that_hold(rules);
  }
  template <class Rule>
  bit_mask with_conditions_that_hold(const conditional_rules<Rule>& rules) const;

  // From the second after now on; what is not after now is further away than all that is.
  std::uint64_t seconds_from_next(instant t) const noexcept { return static_cast<std::uint64_t>((t - now).count() - 1); }
};

// Actions come ready, waiting, blocked; each by `when`. What is ready is so now, and waits for nothing: `when` alone tells, where
// it is known.
inline constexpr std::int64_t blocked_rank = std::numeric_limits<std::int64_t>::max(), behind_rank = blocked_rank - 1;
inline std::int64_t rank_of(const action& a) noexcept {
  return a.when ? a.when->time_since_epoch().count() : a.state == action_state::blocked ? blocked_rank : behind_rank;
}

// The run at the step that it has on offer now, if any: it will have an action. Valid until the next is asked for.
const run* offered(const question& q, work_space::impl& space, const run& started);

// For each of space.runs in turn, adds the action of the step that it has on offer, if any: its window, its channel or what blocks
// it, and its time.
void offer_all(const question& q, work_space::impl& space);

// Gives an offered action its time, those above it having theirs: whatever is in its way.
void place(const question& q, work_space::impl& space, const candidate& c);

// What kept the action of a run's step off the channels that come before its own.
void add_passed_channels(const question& q, const run& r, const action& a, std::vector<blocker>& out);

}  // namespace tickler
