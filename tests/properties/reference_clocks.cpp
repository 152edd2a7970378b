// The channel that a step would go by, its hours, and how long it is on offer.
#include <algorithm>

#include "reference_parts.hpp"

namespace plain {

using tickler::party;

namespace {

bool names_or_any(const std::vector<tickler::located_string>& list, const std::string& word) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](const auto& entry) { return *entry == word; });
}

bool will_do(const view& v, const tickler::step_draft& s, const history& h, const std::string& channel) {
  for (const auto& n : v.policy.never)
    if (!n.condition.given() && names_or_any(n.channels, channel) && names_or_any(n.purposes, *s.purpose)) return false;
  if (channel == "internal" || *s.to == party::referrer) return true;
  const auto& needs = v.channel(channel)->needs;
  const bool is_known = needs.empty() || std::any_of(needs.begin(), needs.end(), [&](const auto& kind) {
                          const auto contact = v.who.contact.find(*kind);
                          return contact != v.who.contact.end() && !contact->second.empty();
                        });
  return is_known && !is_opted_out(v, h, channel) && !is_bounced(h, channel);
}

// The end of the last open stretch of [from, to): the last moment at which it could be done. If there is none, `from`.
instant closing_before(const calendars& hours, instant from, instant to) {
  const auto last = last_open(hours, from, to);
  return last ? last->end : from;
}

}  // namespace

std::optional<std::string> channel_by_history(const view& v, const run& r, const history& h) {
  const auto& s = step_of(v, r);
  const auto channels = channels_of(v, r, s);
  const auto first = std::find_if(channels.begin(), channels.end(), [&](const auto& c) { return will_do(v, s, h, c); });
  if (first != channels.end()) return *first;
  return channels.empty() ? std::nullopt : std::optional(channels.front());
}

calendars hours_of(const view& v, const tickler::step_draft& s, const std::optional<std::string>& channel) {
  calendars all;
  if (is_internal(s)) return all;
  if (channel)
    for (const auto& name : v.channel(*channel)->calendars) all.push_back(v.opening(*name));
  for (const auto& name : s.calendars) all.push_back(v.opening(*name));
  return all;
}

std::optional<instant> passes_at(const view& v, const run& r, const history& h) {
  const auto& s = step_of(v, r);
  const auto not_before = window_of(v, r).not_before;
  if (!not_before) return {};
  std::optional<instant> end;
  if (s.expires)
    if (const auto expiry = v.time.add(**s.expires, not_before.at)) end = std::max(expiry.at, r.base);
  if (const auto date = date_of(r, s)) {
    const auto given_up = closing_before(hours_of(v, s, channel_by_history(v, r, h)), r.base, *date);
    end = end ? std::min(*end, given_up) : given_up;
  }
  return end;
}

}  // namespace plain
