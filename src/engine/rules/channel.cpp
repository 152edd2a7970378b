#include "engine/rules/channel.hpp"

#include <bit>

namespace tickler::inline TICKLER_ABI {

using namespace channel_parts;

namespace {

std::uint16_t first_of(bit_mask mask) noexcept { return static_cast<std::uint16_t>(std::countr_zero(mask)); }

// What keeps an action off a channel that is not free. R90: one thing for each channel, and all that is said is true. Her own wish
// is told first, then what can be mended: contact data would be no help with a channel that she has closed. Only asked where
// is_free() said no, so the last is left over.
blocker obstacle(const decision_context& c, const channel_choice& choice, const action& a) {
  const auto channel_bit = static_cast<std::size_t>(choice.bit);
  const auto& ways = a.to == party::prospect ? c.to_prospect : c.to_referrer;
  if (has_bit(ways.opted_out, channel_bit)) return {blocker_kind::opted_out, choice.channel, 0, a.to};
  if (has_bit(ways.bounced, channel_bit)) return {blocker_kind::bounced, choice.channel, 0, a.to};
  if (const auto never = choice.never[0] & c.never_in_force) return {blocker_kind::never, choice.channel, first_of(never)};
  return {blocker_kind::no_contact, choice.channel, 0, a.to};
}

}  // namespace

void channel_parts::block_all(decision_context& c, const step_rule& step, const run& r, action& a) {
  bool any = false;
  for (const auto& choice : step.choices) {
    if (!applies(c, step, r, choice)) continue;
    any = true;
    add_blocker(c.out, a, obstacle(c, choice, a));
  }
  if (!any) add_blocker(c.out, a, {blocker_kind::undeclared_channel, start_channel(c, r)});
}

// R72: nothing but a `never` is asked.
void channel_parts::choose_internal(decision_context& c, const step_rule& step, action& a) {
  if (const auto never = step.never_internal[0] & c.never_in_force)
    add_blocker(c.out, a, {blocker_kind::never, channel::internal, first_of(never)});
  else
    a.channel = channel::internal;
}

// As the decision saw it: by the step's own purpose.
void add_passed_channels(const decision_context& c, const run& r, const action& a, std::vector<blocker>& out) {
  const auto& step = c.view.policy.cadences[r.cadence].steps[r.step];
  for (const auto& choice : step.choices) {
    if (choice.channel == a.channel) return;
    if (applies(c, step, r, choice)) out.push_back(obstacle(c, choice, a));
  }
}

}  // namespace tickler::inline TICKLER_ABI
