#include "engine/rules/contact.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

namespace {

// Whether the prospect has a value for the channel that has not bounced on it.
bool reaches_somebody(const compiled_policy& p, const resolved_prospect& who, const channel_closings& s, std::size_t declared,
                      std::size_t channel_bit) {
  const auto& needs = p.channel_needs[declared];
  return std::any_of(needs.begin(), needs.end(), [&](std::uint8_t kind) {
    const auto value = who.contact_value(p.contact_kinds[kind].name);
    return !value.empty() && !s.addresses.has(channel_bit, value);
  });
}

}  // namespace

bit_mask closed_by_addresses(const compiled_policy& p, const resolved_prospect& who, const channel_closings& s) {
  bit_mask closed = 0;
  for (std::size_t i = 0; i < p.channel_numbers.size(); ++i) {
    const auto channel_bit = static_cast<std::size_t>(p.channel_numbers[i]);
    if (s.addresses.any_on(channel_bit) && !reaches_somebody(p, who, s, i, channel_bit)) closed |= bit(channel_bit);
  }
  return closed;
}

contact_standing standing_of(const compiled_policy& p, const resolved_prospect& who, const state::impl& s,
                             prospect_problem problem) {
  const bool is_certain = problem == prospect_problem::none && s.problem == prospect_problem::none;
  const auto opted_out = is_certain && !s.contact.stopped() ? s.contact.closed_by_wish() : ~bit_mask{0};
  const auto bounced = is_certain ? closed_by_bounce(p, who, s.contact) : 0;
  contact_standing out{.policy_fingerprint = p.fingerprint};
  for (std::size_t i = 0; i < p.channel_numbers.size(); ++i) {
    const auto channel_bit = static_cast<std::size_t>(p.channel_numbers[i]);
    if (has_bit(opted_out, channel_bit)) out.opted_out |= bit(i);
    if (has_bit(bounced, channel_bit)) out.bounced |= bit(i);
    if (is_certain && !has_bit(who.reachable, i)) out.without_contact |= bit(i);
  }
  return out;
}

}  // namespace tickler::inline TICKLER_ABI
