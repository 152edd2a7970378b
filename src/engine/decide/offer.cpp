#include "engine/decide/offer.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "engine/decide/outlook.hpp"
#include "engine/rules/channel.hpp"
#include "engine/rules/deadlines.hpp"
#include "engine/rules/holding.hpp"
#include "engine/rules/placement.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// R126: a business calendar without hours for the region has no business time.
blocker_kind kind_of(time_problem problem, const time_context& frame) noexcept {
  switch (problem) {
    case time_problem::no_business_time:
      return frame.business.knows_region() ? blocker_kind::no_business_time : blocker_kind::unknown_region;
    case time_problem::no_duration:
      return blocker_kind::no_duration;
    case time_problem::no_date:
      return blocker_kind::no_date;
    default:
      return blocker_kind::beyond_2037;
  }
}

// R56 and R111. Where nothing was held, and the policy states what is due, the window says it all.
void take_deadlines(decision_context& c, const run& r, const step_rule& step, const window& w, candidate& next, action& a) {
  if (!w.not_before) [[unlikely]]
    return;
  const bool as_planned = step.within.given() && w.due && !w.overtook_due && !w.overtook_at_latest && c.view.folded.pauses.empty();
  if (as_planned) [[likely]] {
    a.due = w.due, a.at_latest = w.at_latest;
    return;
  }
  const auto holds = next.choice ? next.choice->holds & c.holds_in_force : 0;
  const auto d = deadlines_of(c.view, r, step, w, {next.choice, a.channel == channel::none, next.held_back, holds});
  a.due = d.due, a.at_latest = d.at_latest;
  if (d.first_due) next.stood_still = reason{reason_kind::held, 0, *d.first_due, *d.first_due + d.held_for};
}

// R85. After due, not at it: hence one second more on the clock.
void note_lateness(decision_context& c, action& a) {
  if (a.due) [[likely]] {
    if (c.view.now > *a.due) set_flag(a, action_flag::overdue);
    c.clock.may_change_at(*a.due + std::chrono::seconds{1});
  }
  if (a.at_latest) {
    if (c.view.now > *a.at_latest) set_flag(a, action_flag::late);
    c.clock.may_change_at(*a.at_latest + std::chrono::seconds{1});
  }
}

// R83: what answers, or has a date, is worth doing early; our own next try is not.
bool may_be_early(const decision_context& c, const step_rule& step, const run& r) {
  const bool from_base = counts_from_base(step, r);
  if (step.from == anchor::until && !from_base) return true;
  return (!r.moved || !from_base) && (*c.view.policy.rows)[r.start_words].words.direction != direction::outbound;
}

// R87. The hash of the names is made when the policy is compiled, and the weights are summed up along the list:
//   weights 3, 1 -> variants {3, 4};  draw 2 -> 0, draw 3 -> 1
[[gnu::noinline]] std::uint16_t variant_of(const step_rule& step, const resolved_prospect& who) {
  fnv_hash hash(step.variant_hash);
  hash.bytes(who.id);
  const auto draw = murmur_mix(hash.value()) % step.variants.back();
  const auto at = std::upper_bound(step.variants.begin(), step.variants.end(), draw);
  return static_cast<std::uint16_t>(at - step.variants.begin());
}

[[gnu::noinline]] void take_key(decision_context& c, const run& r, action& a) {
  const auto& key = c.view.folded.keys[r.key];
  a.key_begin = static_cast<std::uint32_t>(c.out.keys.size());
  a.key_size = static_cast<std::uint32_t>(key.size());
  c.out.keys += key;
}

// A blocked action goes through the same stages: its window and channel are told as far as they are known, and place() gives it no
// time. `a` and the run are views, good until the next action is added.
// `started`: r, where the last touchpoint has left it.
void offer_step(decision_context& c, const run& r, const run& started, const std::optional<beginning>& begins,
                const std::optional<instant>& passes) {
  const auto& step = c.view.policy.cadences[r.cadence].steps[r.step];
  auto& a = c.out.actions.emplace_back(step.form);
  a.repetition = r.repetition, a.start = r.start, a.ordinal = r.ordinal;
  if (r.key != 0) [[unlikely]]
    take_key(c, r, a);
  if (!step.variants.empty()) [[unlikely]]
    a.variant = variant_of(step, c.view.who);
  const auto w = window_of(c.view, r, begins);
  a.not_before = w.not_before;

  candidate next{.result = a, .of = r, .base = r.base};
  next.started = &started;
  next.passes = passes;
  if (step.dated) [[unlikely]]
    next.date = date_of(c.view, r);
  next.choice = choose_channel(c, step, r, a);
  if (next.choice) [[likely]] {
    const auto& choice = *next.choice;
    a.channel = choice.channel;
    a.contact = choose_contact(c, choice);
    next.set = choice.hours;
    // R78: what is excepted counts, but is not held back.
    next.held_back = choice.limits[0] & static_cast<std::uint32_t>(c.limits_in_force) & ~choice.excepted;
  } else {
    next.set = step.hours;
  }
  if (w.problem != time_problem::none) [[unlikely]]
    add_blocker(c.out, a, {kind_of(w.problem, c.view.frame_of(step))});
  if (a.blocker_count == 0 && !c.view.who.where->knows_region(next.set)) [[unlikely]]
    add_blocker(c.out, a, {blocker_kind::unknown_region});
  if (a.blocker_count == 0) [[likely]] {
    next.earliest = *a.not_before;
    if (c.may_hold) [[unlikely]]
      apply_holds(c, r, c.holds_in_force, next);
    if (!in_range(next.earliest)) [[unlikely]]
      add_blocker(c.out, a, {blocker_kind::beyond_2037});
  }
  take_deadlines(c, r, step, w, next, a);
  if (!a.due && a.not_before && w.problem == time_problem::none) [[unlikely]]
    add_blocker(c.out, a, {blocker_kind::beyond_2037});
  note_lateness(c, a);
  next.may_be_early = may_be_early(c, step, r);
  next.has_stated_end = a.at_latest || step.within.given();
  place(c, next);
}

// As if it had never been offered: what has no time counts for nobody.
void take_back(decision& out) {
  const auto& a = out.actions.back();
  out.reasons.resize(a.reason_begin);
  if (a.blocker_count != 0) out.blockers.resize(a.blocker_begin);
  if (a.key_size != 0) out.keys.resize(a.key_begin);
  out.actions.pop_back();
}

// For certain.
bool is_given_up_first(const decision& out) {
  const auto& a = out.actions.back();
  return a.state == action_state::blocked && !a.has(action_flag::supposed) && a.reason_count != 0 &&
         out.reasons.back().kind == reason_kind::given_up;
}

// R118: of how many later occurrences it is asked whether they have a time.
constexpr int most_occurrences = 200;

// R118. The first later occurrence of a schedule that has a time, each being counted from when the one before it passes.
[[gnu::noinline]] void offer_later_occurrence(decision_context& c, const step_on_offer& there, const run& started) {
  const auto& step = step_of(c.view, *there.at);
  if (!step.every) return;
  const auto times = step.repeat == repeat_forever ? ~std::uint32_t{0} : static_cast<std::uint32_t>(step.repeat);
  run later = *there.at;
  auto passes = there.passes;
  for (int left = most_occurrences; left > 0 && is_given_up_first(c.out) && later.repetition + 1 < times; --left) {
    later.base = *passes, later.moved = true;
    ++later.repetition;
    const auto begins = beginning_of(c.view, later);
    passes = passes_at(c.view, later, begins.at);
    take_back(c.out);
    offer_step(c, later, started, begins, passes);
  }
  if (const auto& a = c.out.actions.back(); a.when || a.has(action_flag::supposed)) return;
  take_back(c.out);
  offer_step(c, *there.at, started, there.begins, there.passes);
}

// Whether actions have come in the order of R92 already, as they mostly do; then nothing need be sorted.
void note_rank(decision_context& c) {
  const auto rank = rank_of(c.out.actions.back());
  c.space.in_order &= c.space.last_rank <= rank;
  c.space.last_rank = rank;
}

}  // namespace

void offer(decision_context& c, const run& started) {
  const auto there = on_offer(c.view, started, c.space.moved, c.clock);
  if (!there.at) [[unlikely]]
    return;
  offer_step(c, *there.at, started, there.begins, there.passes);
  if (is_given_up_first(c.out)) [[unlikely]]
    offer_later_occurrence(c, there, started);
  note_rank(c);
}

}  // namespace tickler::inline TICKLER_ABI
