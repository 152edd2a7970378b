// What the rules of deciding look at: the question, what is in force, and where the answer goes.
//
// The rules are functions of this and of a run. They answer into `out`, and note on the clock every instant at which the answer may
// be another one: a deadline, an opening, the end of a hold, a condition that time changes. The soonest of those is `next_change`,
// so an app need not ask again before it. It may be early and never late: who is not sure notes an instant too many.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <tickler/decision.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "engine/rules/contact.hpp"
#include "engine/rules/limit_ledger.hpp"
#include "engine/state/eval_context.hpp"
#include "time/open_hours_cache.hpp"

namespace tickler::inline TICKLER_ABI {

// The soonest of the instants at which something about a decision may differ.
class change_clock {
 public:
  explicit change_clock(instant now) noexcept : now_(now) {}

  void may_change_at(instant t) noexcept { soonest_ = std::min(soonest_, seconds_from_next(t)); }
  void may_change_at(const std::optional<instant>& t) noexcept {
    if (t) may_change_at(*t);
  }

  // If one is after now and in range.
  std::optional<instant> soonest() const noexcept {
    return soonest_ < seconds_from_next(time_end) ? std::optional(now_ + std::chrono::seconds{soonest_ + 1}) : std::nullopt;
  }

 private:
  // From the second after now on; what is not after now is further away than all that is. Unsigned on purpose: t <= now wraps
  // round to a huge number, so one comparison tells both, and min() never needs a branch.
  //   now = 100:  t = 101 -> 0, t = 160 -> 59, t = 100 -> 2^64 - 1
  std::uint64_t seconds_from_next(instant t) const noexcept { return static_cast<std::uint64_t>((t - now_).count() - 1); }

  instant now_;
  std::uint64_t soonest_ = ~std::uint64_t{0};
};

// Whether a condition holds now; and notes when that may change.
inline bool holds_now(const eval_context& v, const expr::program& condition, change_clock& clock, const run* r = nullptr) {
  // Also where it holds: that it stops holding is a change as well (R95).
  if (condition.depends_on_time()) clock.may_change_at(next_change(v, condition, r));
  return holds(v, condition, r);
}

// A run at the step that it has come to since the last touchpoint.
struct moved_run {
  run at_now{}, later{};
};

// Which channels lead to somebody.
struct ways_to {
  bit_mask opted_out = 0, bounced = 0;  // by opt-outs or stops, and by bounces: closed ones, as `channel_bits` has them
  bit_mask reachable = ~bit_mask{0};    // declared ones, by index, for which there is contact data, or that need none

  bool lead(const channel_choice& choice) const noexcept {
    return !has_bit(opted_out | bounced, static_cast<std::size_t>(choice.bit)) && has_bit(reachable, choice.declared);
  }
};

inline ways_to ways_to_prospect(const eval_context& v) {
  return {.opted_out = v.folded.contact.closed_by_wish(),
          .bounced = closed_by_bounce(v.policy, v.who, v.folded.contact),
          .reachable = v.who.reachable};
}

// R113 and R114: by the prospect's history, and by what the referrer's own has come to where that is known.
inline ways_to ways_to_referrer(const eval_context& v) {
  const auto& said = v.folded.to_referrer;
  ways_to ways{.opted_out = said.opted_out, .bounced = closed_to_referrer_by_bounce(v.policy, said)};
  const auto* known = v.referrer;
  if (!known || !known->is_known()) return ways;
  for (std::size_t i = 0; i < v.policy.channel_numbers.size(); ++i) {
    const auto channel = bit(static_cast<std::size_t>(v.policy.channel_numbers[i]));
    if (has_bit(known->opted_out, i)) ways.opted_out |= channel;
    if (has_bit(known->bounced, i)) ways.bounced |= channel;
  }
  ways.reachable = ~known->without_contact;
  return ways;
}

// What deciding needs besides its result, used again and again.
struct decide_workspace {
  limit_ledger limits{};
  std::vector<limit_window> in_the_way{};  // of one action
  std::uint16_t known_set = 0;             // of calendars, for which open_now tells; 0: none
  next_interval open_now{}, asked{};       // from now on, if that is known; from the instant last asked for
  moved_run moved{};
  std::vector<const run*> runs{};      // of one cadence, as they are placed
  std::int64_t last_rank = 0;          // of the action placed last
  bool in_order = true;                // all so far
  std::vector<std::uint32_t> order{};  // of actions, as they were placed
};

// Made for one decision: what is in force is found out once, for all actions (R66: a `while` is asked only when deciding).
struct decision_context {
  decision_context(const eval_context& v, decide_workspace& w, decision& result)
      : view(v), space(w), out(result), local(impl_of(v.frame().local)), clock(v.now) {
    to_prospect = ways_to_prospect(v);
    if (v.policy.goes_to_referrer) [[unlikely]]
      to_referrer = ways_to_referrer(v);
    limits_in_force = in_force(v.policy.limit_rules, turning_limits);
    holds_in_force = in_force(v.policy.holds, turning_holds);
    never_in_force = in_force(v.policy.never, turning_never);
    limits_counted = limits_in_force | turning_limits;
    // A quick no for nearly all: ends that have passed count too, since only apply_holds compares them.
    may_hold = v.folded.snoozed || !v.folded.step_snoozes.empty();
    for (const auto& end : v.folded.hold_ends) may_hold |= end.has_value();
    may_hold |= v.folded.keys_apart.size() != 0;
  }

  eval_context view;
  decide_workspace& space;
  decision& out;
  const zone::table& local;  // the clock of the prospect
  change_clock clock;
  bit_mask limits_in_force = 0, holds_in_force = 0, never_in_force = 0;
  ways_to to_prospect{}, to_referrer{};
  bool may_hold = false;                                              // something was held or snoozed
  bit_mask turning_limits = 0, turning_holds = 0, turning_never = 0;  // that time alone may bring into force, or out of it
  bit_mask limits_counted = 0;                                        // in force, or turning

 private:
  // The masks of rules without a condition were made when the policy was compiled.
  template <class Rule>
  bit_mask in_force(const conditional_rules<Rule>& rules, bit_mask& turning) {
    auto mask = rules.without_condition;
    for_each_bit(rules.with_condition, [&](std::size_t i) {
      if (rules[i].condition->depends_on_time()) turning |= bit(i);
      if (holds_now(view, *rules[i].condition, clock)) mask |= bit(i);
    });
    return mask;
  }
};

// A step on offer on its way to becoming an action.
struct candidate {
  action& result;                          // of the decision
  const run& of;                           // at the step and repetition that are offered
  instant base{};                          // of the run
  const run* started = nullptr;            // it, where the last touchpoint has left it
  instant earliest{};                      // not_before, or the end of a hold if later
  std::uint16_t set = 0;                   // of calendars that must be open; 0: nothing closes it
  const channel_choice* choice = nullptr;  // none: internal, or blocked
  std::uint32_t held_back = 0;             // limits that it must keep
  bool may_be_early = false;               // R83
  bool has_stated_end = false;             // of its window: due or at_latest
  instant hold_end = time_begin;           // the latest
  std::optional<reason> held{};            // by the hold that moved `earliest`
  std::optional<reason> stood_still{};     // its clock
  std::optional<instant> passes{};         // its repetition, if nothing happens
  std::optional<instant> date{};           // that it is written `before`
};

inline void set_flag(action& a, action_flag f) noexcept {
  a.flags = static_cast<std::uint8_t>(a.flags | static_cast<std::uint8_t>(f));
}

// An action's blockers must be added in a row, for it names them by begin and count.
inline void add_blocker(decision& out, action& a, const blocker& b) {
  if (a.blocker_count == 0) a.blocker_begin = static_cast<std::uint32_t>(out.blockers.size());
  out.blockers.push_back(b);
  ++a.blocker_count;
}

// Actions come ready, waiting, blocked: what is ready as it was placed, what waits by `when`, behind it what has none.
inline constexpr std::int64_t ready_rank = 0, behind_rank = std::numeric_limits<std::int64_t>::max() - 1,
                              blocked_rank = behind_rank + 1;
inline std::int64_t rank_of(const action& a) noexcept {
  if (a.state == action_state::ready) return ready_rank;
  return a.when ? a.when->time_since_epoch().count() : a.state == action_state::blocked ? blocked_rank : behind_rank;
}

}  // namespace tickler::inline TICKLER_ABI
