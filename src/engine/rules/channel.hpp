// How an action is done: the first channel that will do. Semantics R69 to R73.
//
// A channel will do if it is not closed (opt-out, stop, bounce), nothing forbids it (`never`), and there is contact data for it.
// What only delays (hours, holds, limits) is no reason to take another one: "phone, or else e-mail" is about whom one can reach and
// not about when. If none will do, the action is blocked, and says of each channel why.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/decision_context.hpp"

namespace tickler::inline TICKLER_ABI {

namespace channel_parts {

inline channel start_channel(const decision_context& c, const run& r) { return (*c.view.policy.rows)[r.start_words].words.channel; }

// With `start` only the channel of the touchpoint that started the run.
inline bool applies(const decision_context& c, const step_rule& step, const run& r, const channel_choice& choice) {
  return !step.start_channel || choice.channel == start_channel(c, r);
}

// With these `never`s.
inline bool is_free(const decision_context& c, const channel_choice& choice, const action& a, bit_mask never) noexcept {
  if ((choice.never[0] & never) != 0) return false;
  if (a.to == party::prospect) [[likely]]
    return c.to_prospect.lead(choice);
  return c.to_referrer.lead(choice);
}

void block_all(decision_context& c, const step_rule& step, const run& r, action& a);
void choose_internal(decision_context& c, const step_rule& step, action& a);

}  // namespace channel_parts

// The way to carry out the step at which the run stands; null if none will do, and then the action says why. An internal step has
// none either: its channel is internal, unless something forbids it.
inline const channel_choice* choose_channel(decision_context& c, const step_rule& step, const run& r, action& a) {
  using namespace channel_parts;
  if (step.internal) [[unlikely]]
    return choose_internal(c, step, a), nullptr;
  if (a.to == party::referrer && !c.view.who.has_referrer) [[unlikely]]
    return add_blocker(c.out, a, {blocker_kind::no_referrer}), nullptr;
  for (const auto& choice : step.choices)
    if (is_free(c, choice, a, c.never_in_force) && applies(c, step, r, choice)) [[likely]]
      return &choice;
  return block_all(c, step, r, a), nullptr;
}

// R69: the first of the kinds that a declared channel needs, that is known and has not bounced.
inline std::uint8_t contact_for(const eval_context& v, std::size_t declared, std::int8_t channel_bit) noexcept {
  const auto& needs = v.policy.channel_needs[declared];
  const auto& addresses = v.folded.contact.addresses;
  const auto has_bounced = [&](std::uint8_t kind) {
    return addresses.has(static_cast<std::size_t>(channel_bit), v.who.contact_value(v.policy.contact_kinds[kind].name));
  };
  for (std::size_t i = 0; i < needs.size(); ++i)
    if (has_bit(v.who.contacts, needs[i]) && (addresses.empty() || !has_bounced(needs[i]))) return static_cast<std::uint8_t>(i);
  return action::no_contact;
}

inline std::uint8_t choose_contact(const decision_context& c, const channel_choice& choice) noexcept {
  // Of one kind it is known, or the channel would not have been chosen.
  if (choice.contact != channel_choice::first_known) [[likely]]
    return choice.contact;
  return contact_for(c.view, choice.declared, choice.bit);
}

// What kept the action of a run's step off the channels that come before its own.
void add_passed_channels(const decision_context& c, const run& r, const action& a, std::vector<blocker>& out);

}  // namespace tickler::inline TICKLER_ABI
