#include <algorithm>
#include <bit>

#include "base/hash.hpp"
#include "engine/decide/place_usually.hpp"
#include "engine/rules/window.hpp"

namespace tickler {

namespace {

[[gnu::noinline]] void block(const question& q, action& a, blocker b) {
  if (a.blocker_count == 0) a.blocker_begin = static_cast<std::uint32_t>(q.out.blockers.size());
  q.out.blockers.push_back(b);
  ++a.blocker_count;
}

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

inline void take_due(const question& q, instant due, action& a) {
  a.due = std::optional(due);
  a.flags = static_cast<std::uint8_t>(a.flags | (q.now > due ? static_cast<std::uint8_t>(action_flag::overdue) : 0));
  q.may_change_at(due + std::chrono::seconds{1});
}

inline void take_latest(const question& q, const step_rule& step, instant at_latest, action& a) {
  a.at_latest = at_latest;
  q.may_change_at(at_latest + std::chrono::seconds{1});
  if (q.now <= at_latest) return;
  set_flag(a, action_flag::late);
  if (step.has_late) a.replaced = true, a.purpose = step.late_purpose;
}

[[gnu::noinline]] void take_window(const question& q, const run& r, const step_rule& step, action& a) {
  const auto w = window_of(q, r, step);
  a.not_before = w.not_before;
  if (w.due) take_due(q, *w.due, a);
  if (w.at_latest) take_latest(q, step, *w.at_latest, a);
  if (w.problem != time_problem::none) block(q, a, {kind_of(w.problem)});
}

// The same for most steps, while the clock is not changed. False, with nothing done, if there is more to it.
inline bool take_plain_window(const question& q, const run& r, const step_rule& step, action& a) {
  const auto& plain = step.plain;
  const bool is_first = r.repetition == 0;
  const auto from = either(plain.from_start & is_first, r.start, r.base);
  auto begin = from + plain.begin;
  if (!plain.is_there || !in_range(from) || !in_range(begin)) [[unlikely]]
    return false;
  const auto here = q.local.period_at(from), there = q.local.period_at(begin);
  if (!here || !there) [[unlikely]]
    return false;
  begin = either(plain.begin_by_clock, begin + std::chrono::seconds{here->offset - there->offset}, begin);
  if (!there->is_well_within(begin)) [[unlikely]]
    return false;
  if (plain.after_others && is_first) [[unlikely]] {
    begin = later(begin, closest_to_base(q, r, begin));
    if (!there->is_well_within(begin)) return false;
  }
  const auto due = either(plain.due_next_day, there->next_day_after(begin), later(from + plain.due, begin));
  const auto at_latest = later(from + plain.latest, begin);
  const auto end = later(due, at_latest);
  if (plain.end_by_clock && !(here->is_well_within(from) && here->is_well_within(end))) [[unlikely]]
    return false;
  if (!in_range(end)) [[unlikely]]
    return false;
  a.not_before = std::optional(begin);
  take_due(q, due, a);
  if (plain.has_latest) take_latest(q, step, at_latest, a);
  return true;
}

std::uint16_t first_of(bit_mask mask) noexcept { return static_cast<std::uint16_t>(std::countr_zero(mask)); }

// What keeps an action off a channel.
[[gnu::noinline]] std::optional<blocker> obstacle(const question& q, const channel_choice& choice, const action& a) {
  const auto is_in = [&](bit_mask channels) { return (channels >> choice.bit & 1) != 0; };
  if (a.to == party::prospect) {
    if (is_in(q.opted_out)) return blocker{blocker_kind::opted_out, choice.channel};
    if (is_in(q.folded.bounced)) return blocker{blocker_kind::bounced, choice.channel};
  }
  if (const auto never = choice.never[a.replaced] & q.never_in_force)
    return blocker{blocker_kind::never, choice.channel, first_of(never)};
  if (a.to == party::prospect && (q.who.reachable >> choice.declared & 1) == 0)
    return blocker{blocker_kind::no_contact, choice.channel};
  return std::nullopt;
}

// With `start` only the channel of the touchpoint that started the run.
inline bool applies(const question& q, const step_rule& step, const run& r, const channel_choice& c) {
  return !step.start_channel || c.channel == (*q.policy.rows)[r.started_by].words.channel;
}

[[gnu::noinline]] const channel_choice* choose_among(const question& q, const step_rule& step, const run& r, action& a) {
  if (a.to == party::referrer && !q.who.has_referrer) {
    block(q, a, {blocker_kind::no_referrer});
    return nullptr;
  }
  bool any = false;
  for (const auto& choice : step.choices) {
    if (!applies(q, step, r, choice)) continue;
    any = true;
    if (!obstacle(q, choice, a)) return &choice;
  }
  if (!any) block(q, a, {blocker_kind::undeclared_channel, (*q.policy.rows)[r.started_by].words.channel});
  for (const auto& choice : step.choices)
    if (applies(q, step, r, choice)) block(q, a, *obstacle(q, choice, a));
  return nullptr;
}

// Nearly always it is the first.
inline const channel_choice* choose_channel(const question& q, const step_rule& step, const run& r, action& a) {
  if (step.to == party::prospect && !step.start_channel) [[likely]] {
    const auto& first = step.choices.front();
    const auto closed = q.opted_out | q.folded.bounced;
    if ((closed >> first.bit & 1) == 0 && (q.who.reachable >> first.declared & 1) != 0 &&
        (first.never[a.replaced] & q.never_in_force) == 0) [[likely]]
      return &first;
  }
  return choose_among(q, step, r, a);
}

[[gnu::noinline]] void choose_internal(const question& q, const step_rule& step, action& a) {
  if (const auto never = step.never_internal[a.replaced] & q.never_in_force)
    block(q, a, {blocker_kind::never, channel::internal, first_of(never)});
  else
    a.channel = channel::internal;
}

void hold_until(candidate& c, reason_kind kind, std::size_t index, instant end) {
  c.hold_end = std::max(c.hold_end, end);
  if (end <= c.earliest) return;
  c.held = reason{kind, static_cast<std::uint16_t>(index), *c.result.not_before, end};
  c.earliest = end;
}

bool is_about(const question& q, const step_snooze& snooze, const run& r) {
  if (snooze.cadence != r.cadence || snooze.step != r.step) return false;
  return !snooze.one_action || (snooze.repetition == r.repetition && snooze.start == r.start && snooze.ordinal == r.ordinal &&
                                snooze.key == q.folded.keys[r.key]);
}

[[gnu::noinline]] candidate with_holds(const question& q, const run& r, const channel_choice* choice, candidate c) {
  if (choice && c.result.to == party::prospect) {
    for (auto rest = choice->holds & q.holds_in_force; rest != 0; rest &= rest - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      if (q.folded.hold_ends[i]) hold_until(c, reason_kind::hold, i, *q.folded.hold_ends[i]);
    }
    if (q.folded.snoozed) hold_until(c, reason_kind::snooze, 0, *q.folded.snoozed);
  }
  for (const auto& snooze : q.folded.step_snoozes)
    if (is_about(q, snooze, r)) hold_until(c, reason_kind::snooze, 0, snooze.until);
  if (!in_range(c.earliest)) block(q, c.result, {blocker_kind::beyond_2037});
  return c;
}

[[gnu::noinline]] std::uint16_t variant_of(const step_rule& step, const subject& who) {
  fnv_hash hash(step.variant_hash);
  hash.bytes(who.id);
  const auto draw = murmur_mix(hash.value()) % step.variants.back();
  const auto at = std::upper_bound(step.variants.begin(), step.variants.end(), draw);
  return static_cast<std::uint16_t>(at - step.variants.begin());
}

// When another step than now may be on offer: those from where the run is were asked, up to the one found.
void note_changes(const question& q, const run& r, const run* found) {
  const auto& steps = q.policy.cadences[r.cadence].steps;
  const auto end = found ? found->step + 1u : steps.size();
  for (std::size_t i = r.step; i < end; ++i)
    if (steps[i].condition) q.may_change_at(next_change(q, *steps[i].condition, &r));
}

}  // namespace

template <class Rule>
bit_mask question::with_conditions_that_hold(const conditional_rules<Rule>& rules) const {
  bit_mask mask = 0;
  for (auto rest = rules.with_condition; rest != 0; rest &= rest - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rest));
    if (is_so(rules[i].condition)) mask |= rest & -rest;
  }
  return mask;
}

template bit_mask question::with_conditions_that_hold(const conditional_rules<limit_rule>&) const;
template bit_mask question::with_conditions_that_hold(const conditional_rules<hold_rule>&) const;
template bit_mask question::with_conditions_that_hold(const conditional_rules<never_rule>&) const;

bool question::is_so(const condition_rule& c, const run* r) const {
  if (!c) return true;
  if (c->depends_on_time()) may_change_at(next_change(*this, *c, r));
  return holds(*this, *c, r);
}

namespace {

// The run at the step that it has on offer now, where that may have changed since the last touchpoint; null if there is none.
[[gnu::noinline]] const run* moved_on(const question& q, work_space::impl& space, const run& r) {
  space.at_now = r;
  const auto* there = on_offer(q, space.at_now, space.later);
  note_changes(q, r, there);
  if (there && q.policy.cadences[r.cadence].steps[there->step].expires)
    if (const auto end = expiry_of(q, *there)) q.may_change_at(*end);
  return there;
}

inline void take_choice(const question& q, const channel_choice& choice, candidate& c) {
  c.result.channel = choice.channel;
  c.set = choice.hours;
  c.counted = choice.limits[c.result.replaced] & static_cast<std::uint32_t>(q.limits_in_force);
  c.held_back = c.counted & ~choice.excepted;
}

[[gnu::noinline]] void take_key(const question& q, const run& r, action& a) {
  a.key_begin = static_cast<std::uint32_t>(q.out.keys.size());
  a.key_size = static_cast<std::uint32_t>(q.folded.keys[r.key].size());
  q.out.keys += q.folded.keys[r.key];
}

inline const run* there_now(const question& q, work_space::impl& space, const cadence_rule& cadence, const run& started) {
  if (cadence.condition && !q.is_so(cadence.condition, &started)) [[unlikely]]
    return nullptr;
  if (cadence.plain()) [[likely]]
    return &started;
  return moved_on(q, space, started);
}

inline void offer(const question& q, work_space::impl& space, const run& started) {
  const auto& cadence = q.policy.cadences[started.cadence];
  const auto* there = there_now(q, space, cadence, started);
  if (!there) [[unlikely]]
    return;

  const auto& r = *there;
  const auto& step = cadence.steps[r.step];
  auto& a = q.out.actions.emplace_back(step.form);
  a.repetition = r.repetition, a.start = r.start, a.ordinal = r.ordinal;
  if (r.key != 0) [[unlikely]]
    take_key(q, r, a);
  if (!step.variants.empty()) [[unlikely]]
    a.variant = variant_of(step, q.who);
  if (!take_plain_window(q, r, step, a)) [[unlikely]]
    take_window(q, r, step, a);

  candidate c{.result = a, .base = r.base};
  const channel_choice* choice = nullptr;
  if (step.internal) [[unlikely]]
    choose_internal(q, step, a);
  else
    choice = choose_channel(q, step, r, a);
  if (choice) [[likely]]
    take_choice(q, *choice, c);
  if (a.blocker_count == 0) [[likely]] {
    c.earliest = *a.not_before;
    if (q.may_hold) [[unlikely]]
      return place(q, space, with_holds(q, r, choice, c));
  }
  if (!place_usually(q, space, c)) [[unlikely]]
    place(q, space, c);
}

}  // namespace

const run* offered(const question& q, work_space::impl& space, const run& started) {
  return there_now(q, space, q.policy.cadences[started.cadence], started);
}

void offer_all(const question& q, work_space::impl& space) {
  space.known_set = 0;
  space.last_rank = 0, space.in_order = true;
  for (const auto* started : space.runs) offer(q, space, *started);
}

void add_passed_channels(const question& q, const run& r, const action& a, std::vector<blocker>& out) {
  const auto& step = q.policy.cadences[r.cadence].steps[r.step];
  for (const auto& choice : step.choices) {
    if (choice.channel == a.channel) return;
    if (applies(q, step, r, choice)) out.push_back(*obstacle(q, choice, a));
  }
}

}  // namespace tickler
