#include "engine/decide/offer.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "engine/decide/outlook.hpp"
#include "engine/rules/channel.hpp"
#include "engine/rules/placement.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

blocker_kind kind_of(time_problem problem) noexcept {
  switch (problem) {
    case time_problem::no_business_time:
      return blocker_kind::no_business_time;
    case time_problem::no_duration:
      return blocker_kind::no_duration;
    default:
      return blocker_kind::beyond_2037;
  }
}

// R85 and R86. After due, not at it: hence one second more on the clock. The purpose is replaced here, before the channel is
// chosen, so that `never` and limits go by the new one.
void take_window(decision_context& c, const step_rule& step, const window& w, action& a) {
  const auto now = c.view.now;
  a.not_before = w.not_before;
  if (w.due) [[likely]] {
    a.due = w.due;
    if (now > *w.due) set_flag(a, action_flag::overdue);
    c.clock.may_change_at(*w.due + std::chrono::seconds{1});
  }
  if (w.at_latest) {
    a.at_latest = w.at_latest;
    c.clock.may_change_at(*w.at_latest + std::chrono::seconds{1});
    if (now > *w.at_latest) {
      set_flag(a, action_flag::late);
      if (step.has_late) a.replaced = true, a.purpose = step.late_purpose;
    }
  }
  if (w.problem != time_problem::none) [[unlikely]]
    add_blocker(c.out, a, {kind_of(w.problem)});
}

// R74: the last end counts, and so does its reason; of equal ends the first that was asked. `hold_end` is kept even where it moves
// nothing: R83 asks from where on there is no hold.
void hold_until(candidate& held, reason_kind kind, std::size_t index, instant end) {
  held.hold_end = std::max(held.hold_end, end);
  if (end <= held.earliest) return;
  held.held = reason{kind, static_cast<std::uint16_t>(index), *held.result.not_before, end};
  held.earliest = end;
}

// R34: an action's id must agree in all its parts, so a snooze of one repetition is spent when the next is on offer.
bool is_about(const decision_context& c, const step_snooze& snooze, const run& r) {
  if (snooze.cadence != r.cadence || snooze.step != r.step) return false;
  return !snooze.is_action_id || (snooze.repetition == r.repetition && snooze.start == r.start && snooze.ordinal == r.ordinal &&
                                  snooze.key == c.view.folded.keys[r.key]);
}

// Holds and a snooze of everything are for actions to the prospect (R33, R73); internal ones have no channel choice and heed
// neither (R72). What was snoozed by name is held whatever its kind (R34).
[[gnu::noinline]] void apply_holds(decision_context& c, const run& r, const channel_choice* choice, candidate& held) {
  const auto& folded = c.view.folded;
  if (choice && held.result.to == party::prospect) {
    for_each_bit(choice->holds & c.holds_in_force, [&](std::size_t i) {
      if (folded.hold_ends[i]) hold_until(held, reason_kind::hold, i, *folded.hold_ends[i]);
    });
    if (folded.snoozed) hold_until(held, reason_kind::snooze, 0, *folded.snoozed);
  }
  for (const auto& snooze : folded.step_snoozes)
    if (is_about(c, snooze, r)) hold_until(held, reason_kind::snooze, 0, snooze.until);
  if (!in_range(held.earliest)) add_blocker(c.out, held.result, {blocker_kind::beyond_2037});
}

std::uint64_t mixed(std::uint64_t h) noexcept {  // MurmurHash3's finalizer
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdU;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53U;
  return h ^ (h >> 33);
}

// R87. The hash of the names is made when the policy is compiled, and the weights are summed up along the list:
//   weights 3, 1 -> variants {3, 4};  draw 2 -> 0, draw 3 -> 1
[[gnu::noinline]] std::uint16_t variant_of(const step_rule& step, const resolved_prospect& who) {
  fnv_hash hash(step.variant_hash);
  hash.bytes(who.id);
  const auto draw = mixed(hash.value()) % step.variants.back();
  const auto at = std::upper_bound(step.variants.begin(), step.variants.end(), draw);
  return static_cast<std::uint16_t>(at - step.variants.begin());
}

[[gnu::noinline]] void take_key(decision_context& c, const run& r, action& a) {
  const auto& key = c.view.folded.keys[r.key];
  a.key_begin = static_cast<std::uint32_t>(c.out.keys.size());
  a.key_size = static_cast<std::uint32_t>(key.size());
  c.out.keys += key;
}

}  // namespace

// A blocked action goes through the same stages: its window and channel are told as far as they are known, and place() gives it no
// time. `a` and the run are views, good until the next action is added.
void offer(decision_context& c, const run& started) {
  const auto& cadence = c.view.policy.cadences[started.cadence];
  const auto there = on_offer(c.view, started, c.space.moved, c.clock);
  if (!there.at) [[unlikely]]
    return;
  const auto& r = *there.at;
  const auto& step = cadence.steps[r.step];
  auto& a = c.out.actions.emplace_back(step.form);
  a.repetition = r.repetition, a.start = r.start, a.ordinal = r.ordinal;
  if (r.key != 0) [[unlikely]]
    take_key(c, r, a);
  if (!step.variants.empty()) [[unlikely]]
    a.variant = variant_of(step, c.view.who);
  take_window(c, step, window_of(c.view, r, there.not_before), a);

  candidate next{.result = a, .base = r.base};
  const auto* choice = choose_channel(c, step, r, a);
  if (choice) [[likely]] {
    a.channel = choice->channel;
    a.contact = choose_contact(c, *choice);
    next.set = choice->hours;
    // R77: `replaced` picks the table of the purpose that counts (R86). R78: what is excepted counts, but is not held back.
    next.counted = choice->limits[a.replaced] & static_cast<std::uint32_t>(c.limits_in_force);
    next.held_back = next.counted & ~choice->excepted;
  }
  if (a.blocker_count == 0) [[likely]] {
    next.earliest = *a.not_before;
    if (c.may_hold) [[unlikely]]
      apply_holds(c, r, choice, next);
  }
  place(c, next);
}

}  // namespace tickler::inline TICKLER_ABI
