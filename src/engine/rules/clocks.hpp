// Time in which nothing can be done: holds, snoozes, closed hours; and what it does to the clocks of a step. Semantics R110, R111.
//
//   mail due Friday; on Wednesday "write me after the 20th"     two days were left, and two days are left on the 20th
//
// A hold stops the clocks of a step that it keeps from being done, from its touchpoint to its end and on until the channel is open
// again; a snooze, which is our own wish, stops `expires` alone. A hold that has a `while`, or says `deadlines: run`, only delays.
// Which channel that is depends on history alone, and not on what is in force now.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/window.hpp"

namespace tickler::inline TICKLER_ABI {

// The channel that the step goes by, by its own purpose and without `never`s that have a `while`; where none will do, the first of
// its list. Null: an internal step, or one by the channel of a start that the policy does not declare.
const channel_choice* channel_by_history(const eval_context& v, const step_rule& step, const run& r);

// R34: an action's id must agree in all its parts, so a snooze of one repetition is spent when the next is on offer.
bool is_about(const eval_context& v, const step_snooze& snooze, const run& r);

// Whether the snooze whose pauses are known by that is about the run's step.
bool is_snoozed_by(const eval_context& v, std::uint16_t pauses_by, const run& r);

// What makes the run's step wait: pauses by these holds, with or without what has been snoozed.
struct delays {
  const eval_context& v;
  const run& r;
  const step_rule& step;
  bit_mask holds = 0;
  bool snoozes = false;

  bool any() const noexcept { return !v.folded.pauses.empty(); }

  // Calls each(begin, end) for those that have not ended when the run begins; an end of time_end never comes.
  template <class Each>
  void for_each(Each&& each) const {
    const bool heeds_all = !step.internal && step.to == party::prospect;
    const auto counts = [&](std::uint16_t by) {
      if (by < pause::first_step_snooze) return has_bit(holds, by);
      if (!snoozes) return false;
      return by == pause::snooze_of_all ? heeds_all : is_snoozed_by(v, by, r);
    };
    const auto rows = (holds & v.policy.holds_by_key) != 0 ? v.folded.keys_apart.of(v.folded.keys[r.key]) : row_range{};
    const auto is_by_key = [&](std::uint16_t by) { return by < pause::first_step_snooze && has_bit(v.policy.holds_by_key, by); };
    for (const auto& p : v.folded.pauses)
      if (p.end > r.start && counts(p.by) && (!is_by_key(p.by) || rows.contains(p.row))) each(p.begin, p.end);
  }

  // The first instant from t on that is in none of them; time_end: there is none.
  instant end_from(instant t) const;
};

// Those that stop the clocks, for deadlines; with snoozes for `expires` and default dues.
delays standing_still(const eval_context& v, const step_rule& step, const run& r, const channel_choice* choice, bool snoozes);

// The first instant from t on that is in none of them and open; where it never opens, that is in none of them. None: there is none.
struct free_instant {
  instant at{};
  bool is_open = false;
};
std::optional<free_instant> first_free(const delays& d, const open_hours& hours, instant t);

// The end of the last open interval that meets [from, to); `from` where none does, and `to` where it is open until then.
std::optional<instant> last_open(const open_hours& hours, instant from, instant to);

// R38: a step that expires at t is given up in the last open moment before that, from `first` on; as of its base at the earliest.
struct last_moment {
  const open_hours& hours;
  instant first, base;
  instant operator()(instant t) const { return std::max(last_open(hours, first, t).value_or(t), base); }
};

// A deadline, and how it is counted. A due is past after its second, and not at it; what expires has passed at its last moment.
struct deadline {
  instant at{};
  bool in_business_time = false;
  const last_moment* expires = nullptr;
};

// Moved by the time, from `from` on, for which its clock stood still. None: for ever.
std::optional<instant> moved(const delays& d, const channel_choice* choice, const deadline& line, instant from);

// R38 and R112: when the repetition at which the run stands passes if nothing happens; never, if that is not known.
std::optional<instant> passes_at(const eval_context& v, const run& r, const time_result& not_before);

}  // namespace tickler::inline TICKLER_ABI
