#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/calendar_regions.hpp"
#include "policy/validate/checker.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr std::int64_t shortest_day = 86'400;

namespace {

bool is_reachable_alone(const expression& condition) {
  std::string_view text = condition.text;
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find_last_not_of(" \n") + 1 - begin) == "reachable";
}

}  // namespace

void checker::rules(const policy_draft& d, const place& p) {
  if (*d.revision < 0)
    error(number::out_of_range, p.in("revision", d.revision.at), "'revision' is 0 or more, not " + std::to_string(*d.revision));
  std::set<std::string_view> regions;
  for (const auto& c : d.calendars)
    for_each_regional(c, [&](std::string_view, const auto& value) { regions.insert(value->region); });
  at_most(regions.size(), limits_.regions, p.in("calendars"), "regions in the calendars");
  std::set<std::string_view> kinds;
  for (const auto& c : d.channels)
    for (const auto& kind : c.needs) kinds.insert(*kind);
  at_most(kinds.size(), limits_.contact_kinds, p.in("channels"), "kinds of contact data");
}

void checker::citation(const located_string& cite, const optional_date& as_of, const place& p) {
  if (!as_of) return;
  const auto here = p.in("as_of", as_of->at);
  if (!as_of->value.ok()) error(number::wrong_value, here, "'as_of' is a date such as 2026-11-28");
  if (cite->empty() && !failed(cite)) error(number::not_together, here, "'as_of' goes with 'cite': on that day this said so");
}

void checker::rules(const event_draft& e, const place& p) {
  if (e.any_of.empty() && !e.count && !failed(e.name)) error(number::no_value, p, "event " + quoted(*e.name) + " has no pattern");
  if (!e.any_of.empty() && e.count) error(number::not_together, p, "event " + quoted(*e.name) + " has patterns, or a count");
}

void checker::rules(const event_count_draft& e, const place& p) {
  if (!e.within && !e.at) missing(p, "an event from a count", "within");  // else reading has said so
  for (const auto& each : e.of.any_of)
    if (const auto* name = std::get_if<located_string>(&each); name != nullptr && is_count(**name))
      error(number::nested_count, p.in("count", name->at), quoted(**name) + " is from a count itself: a count never names one");
}

bool checker::is_count(std::string_view event) const {
  return std::any_of(draft_.events.begin(), draft_.events.end(), [&](const auto& e) { return *e.name == event && e.count; });
}

void checker::rules(const cadence_draft& c, const place& p) {
  if (c.steps.empty()) missing(p, "a cadence", "steps");
  endless_schedule(c, p.in("steps"));
  const auto again = p.in("again", c.again.at);
  if (c.again.when == again_draft::kind::after) constant(c.again.wait, again, "again");
  if (c.again.when != again_draft::kind::yes && *c.per != run_per::prospect)
    error(number::again_with_per, again, "'again' does not go with 'per': each key or start has a run of its own");
}

void checker::rules(const step_draft& s, const place& p) {
  step_channels(s, p.in("channel"));
  if (s.to.value == party::colleague) error(number::wrong_value, p.in("to", s.to.at), "'to' is the prospect or the referrer");
  windows(s, p);
  schedule(s, p);
  if (s.at_next.value && !s.at) error(number::bad_time_of_day, p.in("at", s.at_next.at), "'at: next' needs a time of day");
  if (s.at && (**s.at < std::chrono::minutes{0} || **s.at >= std::chrono::hours{24}))
    error(number::bad_time_of_day, p.in("at", s.at->at), "'at' is a time of day, 00:00 to 23:59");
  repeats(s, p.in("repeat", s.repeat.at));
  if (s.condition.given() && s.expires && !is_reachable_alone(s.condition))
    error(number::if_with_expires, p.in("expires", s.expires->at),
          "'expires' and 'if' do not go together on one step, but for 'if: reachable': make two steps of it");
}

void checker::rules(const when_late_draft& late, const place& p) {
  const auto given = [](const located_string& t) { return !t.value.empty() || failed(t); };
  if (!given(late.purpose) && !given(late.template_name) && !given(late.note))
    error(number::missing_key, p, "'when_late' needs a purpose, a template or a note");
}

void checker::step_channels(const step_draft& s, const place& p) {
  if (s.channels.empty()) return missing(p, "a step", "channel");
  no_repeats(s.channels, p);
  for (const auto& each : s.channels) {
    if (failed(each)) continue;
    const auto here = p.in("", each.at);
    const bool special = each.value == "start" || each.value == "internal";
    if (special && s.channels.size() > 1)
      error(number::stands_alone, here, quoted(each.value) + " stands alone, without other channels");
    if (special) continue;
    channel_word(each, here);
    if (is_known_channel(each.value) && channels_.lacks(each.value))
      error(number::undeclared_channel, here, "channel " + quoted(each.value) + " is not listed under 'channels'");
  }
}

void checker::endless_schedule(const cadence_draft& c, const place& p) {
  for (std::size_t i = 0; i + 1 < c.steps.size(); ++i) {
    const auto& s = c.steps[i];
    if (s.every && *s.repeat == repeat_forever)
      error(number::endless_schedule, p.entry(s.name, i).in("every", s.every->at),
            "'every' without a number in 'repeat' goes on for ever: the step must be the last of its cadence");
  }
}

void checker::repeats(const step_draft& s, const place& p) {
  const auto times = s.repeat.value;
  if (times == 1) return;
  if (times != repeat_forever && (times < 1 || times > limits_.repeat))
    return error(number::out_of_range, p,
                 "'repeat' is 1 to " + std::to_string(limits_.repeat) + " or forever, not " + std::to_string(times));
  if (s.every) return;
  if (s.computed_after.given()) {
    if (times == repeat_forever)
      error(number::repeat_needs_after, p, "'repeat: forever' needs a constant 'after' of at least a day");
    return;
  }
  if (!s.after || s.after->value.is_zero())
    return error(number::repeat_needs_after, p, "'repeat' needs 'after', or all repetitions would be due at once");
  if (times == repeat_forever && range_of(**s.after).shortest < shortest_day)
    error(number::repeat_needs_after, p, "'repeat: forever' needs an 'after' of at least a day");
}

void checker::rules(const hold_draft& h, const place& p) {
  if (h.lasts && h.otherwise)
    error(number::else_without_until, p.in("else", h.otherwise->at),
          "'else' goes with 'for: until' only: a duration always has an end");
}

void checker::rules(const never_draft& n, const place& p) {
  if (n.channels.empty() && n.purposes.empty()) error(number::missing_key, p, "a 'never' rule needs a channel or a purpose");
}

void checker::rules(const promise_draft& promised, const place& p) {
  const auto at = [&p](std::string_view key) { return key_at{p, "a promise", key}; };
  for (const auto* events : {&promised.after, &promised.expect, &promised.never, &promised.of, &promised.unless})
    for (const auto& each : events->any_of)
      if (const auto* name = std::get_if<located_string>(&each); name != nullptr && is_count(**name))
        error(number::nested_count, p.in(**name, name->at),
              quoted(**name) + " is from a count: a promise is about events that a touchpoint alone makes happen");
  const auto length = [&](std::string_view key, const std::optional<located<duration>>& d) {
    if (d) any_duration(*d, p.in(key, d->at));
  };
  constexpr takes::events needed{true}, optional{};
  switch (promised.what) {
    case promise_draft::kind::expect:
      key(needed, at("after"), promised.after), key(needed, at("expect"), promised.expect);
      key(optional, at("unless"), promised.unless);
      if (!promised.within) missing(p, "a promise", "within");
      return length("within", promised.within);
    case promise_draft::kind::never:
      key(needed, at("after"), promised.after), key(needed, at("never"), promised.never);
      return length("for", promised.lasts);
    case promise_draft::kind::at_most:
      key(needed, at("of"), promised.of), key(takes::count{}, at("at_most"), promised.at_most);
      return length("per", promised.per);
    case promise_draft::kind::next_action:
      key(optional, at("unless"), promised.unless);
      return length("within", promised.within);
    case promise_draft::kind::respected:
      if (promised.within)
        error(number::not_together, p.in("within", promised.within->at), "'within' goes with 'next_action', not with 'respected'");
      if (promised.unless.given())
        error(number::not_together, p.in("unless", promised.unless.at), "'unless' goes with 'next_action', not with 'respected'");
      return;
  }
}

}  // namespace tickler::inline TICKLER_ABI
