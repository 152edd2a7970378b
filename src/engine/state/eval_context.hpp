// Where a decision or a fold looks from, and what conditions and computed durations come to there.
//
// A condition is compiled once and asked often. What it asks back, the values of its names and what has happened, it asks of an
// activation (CEL's word); the activations are here, for they know states, runs and touchpoints, and src/expr knows none of these.
// There are three places to stand, and each offers other names: a touchpoint alone (`if` of a pattern), a rule (`while`), and a run
// (`if` of a cadence or step, and lengths that are worked out). Semantics R62 to R67.
#pragma once

#include <chrono>
#include <optional>
#include <tickler/contact_standing.hpp>
#include <tickler/export.hpp>

#include "engine/state/condition_memory.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"
#include "expr/explain.hpp"

namespace tickler::inline TICKLER_ABI {

struct touch;

// Masks of channels: to the prospect and to the referrer.
struct closed_channels {
  bit_mask to_prospect = 0, to_referrer = 0;
};

struct eval_context {
  const compiled_policy& policy;
  const resolved_prospect& who;
  const state::impl& folded;
  instant now;
  condition_memory& memory;
  const contact_standing* referrer = nullptr;  // R114; null: nothing is known
  const closed_channels* before = nullptr;     // by the history without the touchpoint that is being taken in; null: as it is
  bool reachable = false;                      // R129, of the step whose condition is asked, where it asks

  // R146. False: give up.
  bool spend(std::uint64_t work) const noexcept { return memory.scratch.work().spend(work); }

  const time_context& frame() const noexcept { return who.where->frame(); }
  // R109: the clock of the step.
  const time_context& frame_of(const step_rule& step) const noexcept {
    return step.on_owners_clock ? who.where->owners_frame() : who.where->frame();
  }
};

// A condition of a run, of the run that a touchpoint would start (which counts as history, although the state has not taken it in),
// or of a rule. One that has no value (an overflow, since() of what has not happened) does not hold.
bool holds(const eval_context& v, const expr::program& c, const run* r = nullptr, const touch* starting = nullptr);

// The first instant after now at which that may be different.
std::optional<instant> next_change(const eval_context& v, const expr::program& c, const run* r = nullptr);

// Of a pattern: over the touchpoint alone.
bool holds(const compiled_policy& p, const expr::program& c, const touch& t, condition_memory& memory);

// Of a window: 0 to 100 years, or nothing.
std::optional<std::chrono::seconds> length(const eval_context& v, const expr::program& c, const run& r);

// What a condition of a run or a rule comes to, part by part.
expr::explained explain(const eval_context& v, std::string_view text, const run* r, bool full);

}  // namespace tickler::inline TICKLER_ABI
