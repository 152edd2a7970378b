// What a history says about reaching somebody: which channels are closed, and for which there is no contact data.
//
// Steps `to: referrer` heed it where the referrer is a prospect too. In a book that happens by itself; who keeps records elsewhere
// hands it over:
//
//   const auto cy = tickler::standing_of(policy, referrer, fold(policy, referrer, her_log, now));
//   auto decision = tickler::evaluate(policy, ada, log, now, {.referrer = cy});
//
// Take it anew when the referrer's record or history has changed, and ask again for whoever names her.
#pragma once

#include <cstdint>
#include <tickler/export.hpp>
#include <tickler/fwd.hpp>

namespace tickler::inline TICKLER_ABI {

// Plain data. Channels are bits by draft().channels.
struct contact_standing {
  std::uint64_t policy_fingerprint = 0;  // of the policy whose channels these are; 0: nothing is known
  std::uint64_t opted_out = 0;           // by opt-outs and stops; all where contact has ended, or her record cannot be used
  std::uint64_t bounced = 0;
  std::uint64_t without_contact = 0;  // nothing is known that the channel needs

  bool is_known() const noexcept { return policy_fingerprint != 0; }
  friend bool operator==(const contact_standing&, const contact_standing&) = default;
};

// Of a state that was folded for her. No clock is asked: what is closed stays so until a touchpoint opens it. Throws misuse as
// decide does. Constant time.
TICKLER_API contact_standing standing_of(const policy& p, const prospect& who, const state& s);

// What a decision goes by besides policy, record, history and instant. Throws misuse for a standing of another policy.
struct decision_options {
  contact_standing referrer{};  // the prospect's; nothing known: only what the prospect's own history says of the referrer
};

}  // namespace tickler::inline TICKLER_ABI
