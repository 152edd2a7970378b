// What closes and opens the channels to a prospect and to the referrer, and what ends all contact: semantics R25 to R31, R113.
//
// Four causes, each kept and lifted by itself: her own opt-out, a bounce, a stop of the policy that names channels, one that names
// none. So a touchpoint's effect is always about one cause, and "since when" is when that cause last began.
#pragma once

#include <tickler/contact_standing.hpp>
#include <tickler/explain.hpp>
#include <utility>

#include "engine/state/eval_context.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

// R29. Channels that bounces of single addresses close: no value that is known for them has not bounced.
bit_mask closed_by_addresses(const compiled_policy& p, const resolved_prospect& who, const channel_closings& s);

inline bit_mask closed_by_bounce(const compiled_policy& p, const resolved_prospect& who, const channel_closings& s) {
  if (s.addresses.empty()) [[likely]]
    return s.bounced;
  return s.bounced | closed_by_addresses(p, who, s);
}

// What gets to an address shows that it works, and takes back a bounce that names none; without an address it takes back all.
inline void take_back_bounces(channel_closings& s, bit_mask channels, std::string_view address) {
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

// R114. What comes of a history for others who go by it. Of one that cannot be used, since something is wrong with the record or
// with the history, nothing is known for certain: all is closed.
contact_standing standing_of(const compiled_policy& p, const resolved_prospect& who, const state::impl& s,
                             prospect_problem problem);

// R113: by what the prospect's history says no address of the referrer is known.
inline constexpr resolved_prospect unknown_person{};

inline bit_mask closed_to_referrer_by_bounce(const compiled_policy& p, const channel_closings& s) {
  return closed_by_bounce(p, unknown_person, s);
}

// As the history has it, whoever else knows of the referrer (R114).
inline closed_channels closed_now(const compiled_policy& p, const resolved_prospect& who, const state::impl& s) {
  return {s.contact.closed_by_wish() | closed_by_bounce(p, who, s.contact),
          s.to_referrer.opted_out | closed_to_referrer_by_bounce(p, s.to_referrer)};
}

namespace contact_parts {

// All tell only what is different afterwards: closing what is closed has no effect.
inline contact_effect close(bit_mask& cause, bit_mask channels) {
  const auto before = std::exchange(cause, cause | channels);
  return {.closed = cause & ~before};
}
inline contact_effect open(bit_mask& cause, bit_mask channels) {
  const auto before = std::exchange(cause, cause & ~channels);
  return {.opened = before & ~cause};
}

// R29: by a sign of life on the channel. It cannot be a bounce as well, so the order of the two does not matter.
template <class Report>
void reopen(const compiled_policy& p, const resolved_prospect& who, const touch& t, channel_closings& s, Report&& report) {
  const auto channels = t.row->flags.reopened;
  if (channels == 0 || !s.has_bounces()) return;
  const auto before = closed_by_bounce(p, who, s);
  take_back_bounces(s, channels, t.address);
  const auto opened = before & ~closed_by_bounce(p, who, s);
  if (opened != 0) report(trace_kind::reopened, 0, contact_effect{.opened = opened});
}

template <class Report>
void bounce(const compiled_policy& p, const resolved_prospect& who, const touch& t, channel_closings& s, Report&& report) {
  const auto before = closed_by_bounce(p, who, s);
  const bool is_listed = !t.address.empty() && s.addresses.add(static_cast<std::size_t>(t.row->channel_bit), t.address);
  if (!is_listed) s.bounced |= t.row->contact_channels;
  report(trace_kind::bounced, 0, contact_effect{.closed = closed_by_bounce(p, who, s) & ~before});
}

// R28: only what is `with` the prospect, or with a referrer who is asked about, has channels at all.
template <class Report>
void apply_to_referrer(const compiled_policy& p, const touch& t, channel_closings& s, Report&& report) {
  const auto tell = [&](trace_kind kind, std::size_t index, contact_effect effect) {
    effect.to = party::referrer;
    report(kind, index, effect);
  };
  const auto& row = *t.row;
  reopen(p, unknown_person, t, s, tell);
  if (row.contact_channels == 0) return;
  if (row.words.outcome == outcome::bounced) return bounce(p, unknown_person, t, s, tell);
  if (row.words.outcome == outcome::opted_out)
    tell(trace_kind::opted_out, 0, close(s.opted_out, row.contact_channels));
  else
    tell(trace_kind::opted_in, 0, open(s.opted_out, row.contact_channels));
}

// True if it ends all contact.
template <class Report>
bool apply_to_prospect(const compiled_policy& p, const resolved_prospect& who, const touch& t, contact_state& s, Report&& report) {
  const auto& row = *t.row;
  reopen(p, who, t, s, report);
  // R26: an opt-out of all sets all bits, so that opting in to one channel leaves every other closed (R27).
  const auto channels = row.contact_channels;
  if (channels == 0) return false;
  if (row.words.outcome == outcome::bounced) return bounce(p, who, t, s, report), false;
  if (row.words.outcome == outcome::opted_out) {
    const bool ends_all = channels == ~bit_mask{0};
    auto effect = close(s.opted_out, channels);
    effect.stops = ends_all && !std::exchange(s.opted_out_of_all, s.opted_out_of_all || ends_all);
    report(trace_kind::opted_out, 0, effect);
    return ends_all;
  }
  auto effect = open(s.opted_out, channels);
  // R27: on one channel or all, an opt-out of all is no stop any more; the policy's stops of all contact are not touched (R30).
  effect.resumes = std::exchange(s.opted_out_of_all, false);
  report(trace_kind::opted_in, 0, effect);
  for (std::size_t i = 0; i < s.closed_by_stop.size(); ++i)
    if ((s.closed_by_stop[i] & channels) != 0) report(trace_kind::lifted, i, open(s.closed_by_stop[i], channels));
  return false;
}

// R30 and R31: lifted first and stopped second, so what is both stops. True if it ends all contact.
template <class Report>
bool apply_stops(const compiled_policy& p, const touch& t, contact_state& s, Report&& report) {
  bool ends_all = false;
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

}  // namespace contact_parts

// Takes in a touchpoint and calls report(kind, index, effect) for each cause that it is about. True if it ends all contact. R35:
// comes before all else that a touchpoint does, so that a stop is in force for its own starts (R48).
template <class Report>
bool apply_contact(const compiled_policy& p, const resolved_prospect& who, const touch& t, contact_state& s,
                   channel_closings& to_referrer, Report&& report) {
  using namespace contact_parts;
  bool ends_all = false;
  if (t.row->words.with == party::prospect) [[likely]]
    ends_all = apply_to_prospect(p, who, t, s, report);
  else
    apply_to_referrer(p, t, to_referrer, report);
  if (!t.meant->stops) [[likely]]
    return ends_all;
  return apply_stops(p, t, s, report) || ends_all;
}

}  // namespace tickler::inline TICKLER_ABI
