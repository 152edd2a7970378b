// Which step of a run a touchpoint carries out: semantics R40, R41, R44, R45 and R112.
//
// A touchpoint either names steps, and then what it names is all that is asked; or it fits the step on offer, by its words and its
// date. The context is that of the history before the touchpoint, with the touchpoint's instant as `now`.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/window.hpp"
#include "engine/state/step_ref.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

// An id must agree in start, key and ordinal.
inline bool names_run(const eval_context& v, const step_ref& name, const run& r) {
  return name.start == r.start && name.ordinal == r.ordinal && means_key(name.encoded_key, v.folded.keys[r.key]);
}

// An action that the run has on offer, or will have later (R45). A step that lies behind is named in vain, and so is the same id
// twice: the repetition has moved on (R46).
//   call#1@... , the run being at call, repetition 1:  fits;  at repetition 2, or at mail behind call:  in vain
inline bool names_action_of(const eval_context& v, const step_ref& name, const run& r) {
  if (name.cadence != r.cadence || name.step < r.step) return false;
  return !name.is_action_id || (names_run(v, name, r) && name.repetition == (name.step == r.step ? r.repetition : 0));
}

// That, or a later occurrence of a schedule (R112); those between are passed.
inline bool names(const eval_context& v, const step_ref& name, const run& r) {
  if (names_action_of(v, name, r)) return true;
  if (name.cadence != r.cadence || name.step < r.step || !name.is_action_id || !names_run(v, name, r)) return false;
  const auto& step = v.policy.cadences[r.cadence].steps[name.step];
  return step.every && name.repetition >= (name.step == r.step ? r.repetition : 0) &&
         (step.repeat == repeat_forever || name.repetition < static_cast<std::uint32_t>(step.repeat));
}

// R44, and R32 for `skipped`, which is spared every test.
inline bool fits_named(const touch& t, const step_rule& step) {
  const auto& words = t.row->words;
  if (words.outcome == outcome::skipped) return true;
  if (step.done) return t.matches(*step.done);
  return !t.row->signal && words.direction == (step.internal ? direction::internal : direction::outbound) && words.with == step.to;
}

inline date::local_days date_on_clock_of(const eval_context& v, const step_rule& step, instant t) {
  return date::floor<date::days>(v.frame_of(step).local.to_local(t));
}

// Its local date is not before that of the step's not_before. The first two tests are cheap bounds that hold in any zone; only
// between them a window is worked out. One that has no answer is never reached: such a step is carried out by name only (R40).
inline bool is_late_enough(const eval_context& v, const step_rule& step, const run& r) {
  if (step.at_once && r.repetition == 0) return true;
  if (v.now - earliest_anchor(step, r) < step.no_sooner) return false;
  const auto begin = not_before_of(v, r);
  return begin && (begin.at <= v.now || date_on_clock_of(v, step, v.now) >= date_on_clock_of(v, step, begin.at));
}

// R40 and R41. What the words alone tell (channel, purpose, direction, `with`, no signal) was compiled into one bit for each
// step; what is left depends on the run: the channel by which it was started (R71), and the date.
inline bool fits(const eval_context& v, const touch& t, const run& offered) {
  const auto& step = step_of(v, offered);
  if (!has_bit(t.meant->bits.fits(), step.number)) return false;
  if (step.done) return true;
  if (step.start_channel && t.row->words.channel != (*v.policy.rows)[offered.start_words].words.channel) return false;
  return is_late_enough(v, step, offered);
}

// R112. On the date of a schedule's next occurrence it is that one's.
inline bool is_of_next_occurrence(const eval_context& v, const run& r) {
  const auto& step = step_of(v, r);
  if (!step.every) return false;
  if (step.repeat != repeat_forever && r.repetition + 1 >= static_cast<std::uint32_t>(step.repeat)) return false;
  auto next = r;
  ++next.repetition;
  const auto begin = not_before_of(v, next);
  return begin && date_on_clock_of(v, step, v.now) == date_on_clock_of(v, step, begin.at);
}

}  // namespace tickler::inline TICKLER_ABI
