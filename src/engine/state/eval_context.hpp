// Where a decision or a fold looks from, and what conditions and computed durations come to there.
#pragma once

#include <chrono>
#include <optional>

#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"
#include "expr/explain.hpp"

namespace tickler {

struct touch;

struct viewpoint {
  const compiled_policy& policy;
  const subject& who;
  const state::impl& folded;
  instant now;
  condition_memory& memory;

  const time_frame& frame() const noexcept { return who.where->frame(); }
};

// A condition of a run, of the run that a touchpoint would start (which counts as history, although the state has not taken it in),
// or of a rule. One that has no value (an overflow, since() of what has not happened) does not hold.
bool holds(const viewpoint& v, const condition::program& c, const run* r = nullptr, const touch* starting = nullptr);

// The first instant after now at which that may be different.
std::optional<instant> next_change(const viewpoint& v, const condition::program& c, const run* r = nullptr);

// Of a pattern: over the touchpoint alone.
bool holds(const compiled_policy& p, const condition::program& c, const touch& t, condition::scratch& memory);

// Of a window: 0 to 10 years, or nothing.
std::optional<std::chrono::seconds> length(const viewpoint& v, const condition::program& c, const run& r);

// What a condition of a run or a rule comes to, part by part.
condition::explained explain(const viewpoint& v, std::string_view text, const run* r, bool full);

}  // namespace tickler
