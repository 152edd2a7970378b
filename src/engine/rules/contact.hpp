// What closes and opens the channels to a prospect, and what ends all contact: semantics R25 to R31.
//
// Four causes, each kept and lifted by itself: her own opt-out, a bounce, a stop of the policy that names channels, one that names
// none. So a touchpoint's effect is always about one cause, and "since when" is when that cause last began.
#pragma once

#include <tickler/explain.hpp>
#include <utility>

#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

// R29. Channels that bounces of single addresses close: no value that is known for them has not bounced.
bit_mask closed_by_addresses(const compiled_policy& p, const resolved_prospect& who, const contact_state& s);

inline bit_mask closed_by_bounce(const compiled_policy& p, const resolved_prospect& who, const contact_state& s) {
  if (s.addresses.empty()) [[likely]]
    return s.bounced;
  return s.bounced | closed_by_addresses(p, who, s);
}

// What gets to an address shows that it works, and takes back a bounce that names none; without an address it takes back all.
inline void take_back_bounces(contact_state& s, bit_mask channels, std::string_view address) {
  s.bounced &= ~channels;
  if (s.addresses.empty()) [[likely]]
    return;
  for_each_bit(channels, [&](std::size_t channel_bit) {
    if (address.empty())
      s.addresses.remove_all(channel_bit);
    else
      s.addresses.remove(channel_bit, address);
  });
}

// Takes in a touchpoint and calls report(kind, index, effect) for each cause that it is about. True if it ends all contact. R35:
// comes before all else that a touchpoint does, so that a stop is in force for its own starts (R48).
template <class Report>
bool apply_contact(const compiled_policy& p, const resolved_prospect& who, const touch& t, contact_state& s, Report&& report) {
  const auto& row = *t.row;
  // Both tell only what is different afterwards: closing what is closed has no effect.
  const auto close = [](bit_mask& cause, bit_mask channels) {
    const auto before = std::exchange(cause, cause | channels);
    return contact_effect{.closed = cause & ~before};
  };
  const auto open = [](bit_mask& cause, bit_mask channels) {
    const auto before = std::exchange(cause, cause & ~channels);
    return contact_effect{.opened = before & ~cause};
  };
  bool ends_all = false;
  // R29: by a sign of life on the channel. It cannot be a bounce as well, so the order of the two does not matter.
  if (row.flags.reopened != 0 && (s.bounced != 0 || !s.addresses.empty())) {
    const auto before = closed_by_bounce(p, who, s);
    take_back_bounces(s, row.flags.reopened, t.address);
    const auto opened = before & ~closed_by_bounce(p, who, s);
    if (opened != 0) report(trace_kind::reopened, 0, contact_effect{.opened = opened});
  }

  if (row.about_contact) {
    // R26: an opt-out of all sets all bits, so that opting in to one channel leaves every other closed (R27). R28 has been asked
    // when the row was made: only what is `with` the prospect is `about_contact`.
    const auto own = row.channel_bit == no_channel ? 0 : bit(static_cast<std::size_t>(row.channel_bit));
    const auto channels = row.about_all_channels ? ~bit_mask{0} : own;
    if (row.words.outcome == outcome::bounced) {
      const auto before = closed_by_bounce(p, who, s);
      const bool is_listed =
          own != 0 && !t.address.empty() && s.addresses.add(static_cast<std::size_t>(row.channel_bit), t.address);
      if (!is_listed) s.bounced |= own;
      report(trace_kind::bounced, 0, contact_effect{.closed = closed_by_bounce(p, who, s) & ~before});
    } else if (row.words.outcome == outcome::opted_out) {
      ends_all = row.about_all_channels;
      auto effect = close(s.opted_out, channels);
      effect.stops = ends_all && !std::exchange(s.opted_out_of_all, s.opted_out_of_all || ends_all);
      report(trace_kind::opted_out, 0, effect);
    } else {
      auto effect = open(s.opted_out, channels);
      // R27: on one channel or all, an opt-out of all is no stop any more; the policy's stops of all contact are not touched
      // (R30).
      effect.resumes = std::exchange(s.opted_out_of_all, false);
      report(trace_kind::opted_in, 0, effect);
      for (std::size_t i = 0; i < s.closed_by_stop.size(); ++i)
        if ((s.closed_by_stop[i] & channels) != 0) report(trace_kind::lifted, i, open(s.closed_by_stop[i], channels));
    }
  }

  if (!t.meant->stops) return ends_all;
  // R30 and R31: lifted first and stopped second, so what is both stops.
  for (std::size_t i = 0; i < p.stops.size(); ++i) {
    const auto& stop = p.stops[i];
    if (stop.lifted_by && t.matches(*stop.lifted_by)) {
      auto effect = open(s.closed_by_stop[i], ~bit_mask{0});
      effect.resumes = open(s.stops, bit(i)).opened != 0;
      report(trace_kind::lifted, i, effect);
    }
    if (!t.matches(stop.on)) continue;
    if (stop.channels != 0) {
      report(trace_kind::stopped, i, close(s.closed_by_stop[i], stop.channels));
    } else {
      ends_all = true;
      report(trace_kind::stopped, i, {.stops = close(s.stops, bit(i)).closed != 0});
    }
  }
  return ends_all;
}

}  // namespace tickler::inline TICKLER_ABI
