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
  if (channel == "internal") return true;
  if (is_opted_out(v, h, channel, *s.to) || is_bounced(v, h, channel, *s.to)) return false;
  if (*s.to == party::referrer) return true;
  const auto& needs = v.channel(channel)->needs;
  return needs.empty() || std::any_of(needs.begin(), needs.end(), [&](const auto& kind) {
           const auto contact = v.who.contact.find(*kind);
           return contact != v.who.contact.end() && !contact->second.empty();
         });
}

bool heeds_holds(const tickler::step_draft& s) { return !is_internal(s) && *s.to == party::prospect; }

// The newest word counts: what was said before is over.
void take(spans& all, instant t, std::optional<instant> end) {
  if (!all.empty()) all.back().end = std::min(all.back().end, t);
  if (end) all.push_back({t, *end});
}

// Those that have not ended when the run begins, one that follows on another being one with it; the newest 32.
spans in_one(const spans& all, instant start) {
  spans joined;
  for (const auto& s : all) {
    if (s.end <= s.begin) continue;
    if (!joined.empty() && joined.back().end == s.begin)
      joined.back().end = s.end;
    else
      joined.push_back(s);
  }
  if (joined.size() > 32) joined.erase(joined.begin(), joined.end() - 32);
  joined.erase(std::remove_if(joined.begin(), joined.end(), [&](const span& s) { return s.end <= start; }), joined.end());
  return joined;
}

void append(spans& all, const spans& more) { all.insert(all.end(), more.begin(), more.end()); }

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
  if (channel && !is_internal(s))
    for (const auto& name : v.channel(*channel)->calendars) all.push_back(v.opening(*name));
  for (const auto& name : s.calendars) all.push_back(v.opening(*name, v.clock_of(s)));
  return all;
}

bool is_known_action(const situation& s, const step_name& n) {
  return std::any_of(s.runs.begin(), s.runs.end(), [&](const run& r) {
    return names_run(n, r) && n.step >= r.step && n.repetition == (n.step == r.step ? r.repetition : 0);
  });
}

namespace {

spans stretches_in(const view& v, const run& r, const tickler::hold_draft& hold, const history& h) {
  const auto known = [](time_result t) { return t ? t.at : tickler::time_end; };
  spans all;
  for (const auto& e : h) {
    std::optional<instant> end;
    if (matches(v, hold.on, e)) {
      if (hold.lasts)
        end = known(v.time.add(**hold.lasts, e.at));
      else if (e.until)
        end = tickler::in_range(*e.until) ? *e.until : tickler::time_end;
      else if (hold.otherwise)
        end = known(v.time.add(**hold.otherwise, e.at));
    }
    if (end || matches(v, hold.lifted_by, e)) take(all, e.at, end);
  }
  return in_one(all, r.start);
}

}  // namespace

spans stretches_of(const view& v, const run& r, const tickler::hold_draft& hold, const history& h) {
  spans all;
  for (const auto& key : keys_for(*hold.by_key, r.key, h)) append(all, stretches_in(v, r, hold, history_for(h, key)));
  return all;
}

spans held_stretches(const view& v, const run& r, const history& h, const std::optional<std::string>& channel) {
  const auto& s = step_of(v, r);
  spans all;
  if (!heeds_holds(s)) return all;
  const auto is = [](const std::vector<tickler::located_string>& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const auto& entry) { return *entry == name; });
  };
  for (const auto& hold : v.policy.holds) {
    if (hold.condition.given() || *hold.deadlines_run || is(hold.except, *cadence_of(v, r).name + "/" + *s.name)) continue;
    if (hold.channels.empty() || (channel && is(hold.channels, *channel))) append(all, stretches_of(v, r, hold, h));
  }
  return all;
}

spans snoozed_stretches(const view& v, const run& r, const history& h) {
  std::array<spans, 3> kinds;  // of everything, of this step in every run, of just this action
  history seen;
  for (const auto& e : h) {
    seen.push_back(e);
    if (e.outcome != "snoozed" || !e.until) continue;
    const instant end = tickler::in_range(*e.until) ? *e.until : tickler::time_end;
    const auto names = known_names(v, e);
    if (names.empty() && heeds_holds(step_of(v, r))) take(kinds[0], e.at, end);
    for (const auto& n : names) {
      if (!names_run(n, r) || n.step != r.step) continue;
      if (!n.is_id) take(kinds[1], e.at, end);
      if (n.is_id && n.repetition == r.repetition && is_known_action(fold(v, seen), n)) take(kinds[2], e.at, end);
    }
  }
  spans all;
  for (const auto& kind : kinds) append(all, in_one(kind, r.start));
  return all;
}

std::optional<instant> first_free(const calendars& hours, const spans& held, instant from) {
  for (instant t = from;;) {
    const instant before = t;
    for (const auto& s : held)
      if (s.begin <= t && t < s.end) t = s.end;
    if (t >= tickler::time_end) return {};
    if (const auto open = next_open(hours, t)) t = open.at;  // what never opens is not waited for
    if (t == before) return t;
  }
}

spans standstills(const view& v, const tickler::step_draft& s, const std::optional<std::string>& channel, const spans& held,
                  instant from) {
  calendars of_channel;
  if (channel && !is_internal(s))
    for (const auto& name : v.channel(*channel)->calendars) of_channel.push_back(v.opening(*name));
  spans all;
  for (const auto& h : held) {
    if (h.end <= from) continue;
    const auto open = h.end < tickler::time_end ? next_open(of_channel, h.end) : time_result{tickler::time_end};
    all.push_back({std::max(h.begin, from), open ? open.at : h.end});
  }
  std::sort(all.begin(), all.end(), [](const span& a, const span& b) { return a.begin < b.begin; });
  spans joined;
  for (const auto& next : all) {
    if (!joined.empty() && next.begin <= joined.back().end)
      joined.back().end = std::max(joined.back().end, next.end);
    else
      joined.push_back(next);
  }
  return joined;
}

std::optional<instant> moved(const reckoner& time, const deadline& d, const spans& stops) {
  instant t = d.at;
  for (const auto& s : stops) {
    if (t < s.begin || (d.given_up && d.given_up(t) <= s.begin)) break;
    if (s.end >= tickler::time_end) return {};
    if (!d.in_business_time) {
      t += s.end - s.begin;
      continue;
    }
    const auto later = time.add_business_time(time.business_time_in(s), t);
    if (!later) return {};
    t = later.at;
  }
  return tickler::in_range(t) ? std::optional(t) : std::nullopt;
}

namespace {

// `expires` after the first instant at which it could be done; in closed time the closing before.
std::optional<instant> expiry(const view& v, const run& r, const history& h, const std::optional<std::string>& channel,
                              instant not_before) {
  const auto& s = step_of(v, r);
  const auto hours = hours_of(v, s, channel);
  auto held = held_stretches(v, r, h, channel);
  append(held, snoozed_stretches(v, r, h));
  const auto first = first_free(hours, held, not_before);
  if (!first) return {};
  const auto& time = v.clock_of(s);
  const auto unmoved = time.add(**s.expires, *first);
  if (!unmoved) return {};
  const auto given_up = [&](instant t) {
    const auto last = last_open(hours, *first, t);
    return std::max(last ? last->end : t, r.base);
  };
  const deadline nominal{unmoved.at, (*s.expires)->uses_business_time(), given_up};
  const auto end = moved(time, nominal, standstills(v, s, channel, held, *first));
  return end ? std::optional(given_up(*end)) : std::nullopt;
}

// An occurrence is missed when the next one comes, in closed time at the closing before that; holds do not move it.
std::optional<instant> missed_at(const view& v, const run& next, const calendars& hours, instant not_before) {
  const auto comes = window_of(v, next).not_before;
  if (!comes) return {};
  const auto first = first_free(hours, {}, not_before);
  const auto last = first && *first < comes.at ? last_open(hours, *first, comes.at) : std::nullopt;
  return last ? last->end : comes.at;
}

}  // namespace

std::optional<instant> passes_at(const view& v, const run& r, const history& h) {
  const auto& s = step_of(v, r);
  const auto not_before = window_of(v, r).not_before;
  if (!not_before) return {};
  const auto channel = channel_by_history(v, r, h);
  const auto hours = hours_of(v, s, channel);
  auto end = s.expires ? expiry(v, r, h, channel, not_before.at) : std::nullopt;
  if (const auto next = next_occurrence(v, r)) {
    const auto missed = missed_at(v, *next, hours, not_before.at);
    if (missed) end = end ? std::min(*end, std::max(*missed, r.base)) : std::max(*missed, r.base);
  }
  if (const auto date = date_of(v, r)) {
    const auto given_up = closing_before(hours, r.base, *date);
    end = end ? std::min(*end, given_up) : given_up;
  }
  return end;
}

}  // namespace plain
