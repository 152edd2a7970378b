#include <algorithm>

#include "base/messages.hpp"
#include "policy/diagnostic_numbers.hpp"
#include "policy/validate/checker.hpp"

namespace tickler {
namespace {

constexpr std::int64_t highest_priority = 1'000, heaviest = 1'000'000, shortest_day = 86'400;
constexpr std::size_t most_variants = 1'000;

template <class Part>
mark last_mark(const std::vector<Part>& parts) {
  return parts.empty() ? mark{} : parts.back().name.at;
}

}  // namespace

void checker::channels() {
  const auto here = place{}.in("channels");
  at_most(draft_.channels.size(), limits_.channels, here.in("", last_mark(draft_.channels)), "channels");
  unique(names_in(draft_.channels), here);
  for (std::size_t i = 0; i < draft_.channels.size(); ++i) {
    const auto& c = draft_.channels[i];
    const auto p = here.entry(c.name, i);
    if (c.name.value.empty())
      name(c.name, p, "a channel");
    else
      channel_word(c.name, p);
    no_repeats(c.needs, p.in("needs"));
    for (const auto& kind : c.needs) name(kind, p.in("needs", kind.at), "a contact kind");
    calendar_names(c.calendars, p.in("calendar"));
  }
}

void checker::events() {
  const auto here = place{}.in("events");
  at_most(draft_.events.size(), limits_.events, here.in("", last_mark(draft_.events)), "events");
  unique(names_in(draft_.events), here);
  for (std::size_t i = 0; i < draft_.events.size(); ++i) {
    const auto& e = draft_.events[i];
    const auto p = here.entry(e.name, i);
    name(e.name, p, "an event");
    if (e.any_of.empty() && !failed(e.name)) error(number::no_value, p, "event " + quoted(e.name.value) + " has no pattern");
    patterns(e.any_of, p);
  }
}

void checker::stages() {
  const auto here = place{}.in("stages");
  at_most(draft_.stages.size(), limits_.stages, here.in("", last_mark(draft_.stages)), "stages");
  unique(names_in(draft_.stages), here);
  for (std::size_t i = 0; i < draft_.stages.size(); ++i) {
    const auto& s = draft_.stages[i];
    const auto p = here.entry(s.name, i);
    name(s.name, p, "a stage");
    events_needed(s.from, p, "a stage", "from");
  }
}

void checker::cadences() {
  const auto here = place{}.in("cadences");
  at_most(draft_.cadences.size(), limits_.cadences, here.in("", last_mark(draft_.cadences)), "cadences");
  unique(names_in(draft_.cadences), here);
  for (std::size_t i = 0; i < draft_.cadences.size(); ++i) {
    const auto& c = draft_.cadences[i];
    const auto p = here.entry(c.name, i);
    name(c.name, p, "a cadence");
    cadence(c, p);
  }
}

void checker::cadence(const cadence_draft& c, const place& p) {
  events_needed(c.starts, p, "a cadence", "starts");
  events_wanted(c.ends, p.in("ends"));
  condition(c.condition, condition_place::run, p, "if");
  in_range(c.priority.value, 0, highest_priority, p.in("priority", c.priority.at), "priority");
  if (c.again.when == again_draft::kind::after) constant(c.again.wait, p.in("again", c.again.at), "again");
  if (c.again.when != again_draft::kind::yes && c.per.value != run_per::prospect)
    error(number::again_with_per, p.in("again", c.again.at),
          "'again' does not go with 'per': each key or start has a run of its own");

  const auto steps = p.in("steps");
  if (c.steps.empty()) missing(p, "a cadence", "steps");
  at_most(c.steps.size(), limits_.steps, steps.in("", last_mark(c.steps)), "steps in one cadence");
  unique(names_in(c.steps), steps);
  for (std::size_t i = 0; i < c.steps.size(); ++i) step(c.steps[i], steps.entry(c.steps[i].name, i));
}

void checker::step(const step_draft& s, const place& p) {
  name(s.name, p, "a step");
  step_channels(s, p.in("channel"));
  if (!s.purpose.value.empty()) purpose_word(s.purpose, p.in("purpose", s.purpose.at));
  if (s.to.value == party::colleague) error(number::wrong_value, p.in("to", s.to.at), "'to' is the prospect or the referrer");
  windows(s, p);
  if (s.at && (**s.at < std::chrono::minutes{0} || **s.at >= std::chrono::hours{24}))
    error(number::bad_time_of_day, p.in("at", s.at->at), "'at' is a time of day, 00:00 to 23:59");
  calendar_names(s.calendars, p.in("calendar"));
  repeats(s, p.in("repeat", s.repeat.at));
  events_wanted(s.done, p.in("done"));
  constant(s.expires, p, "expires");
  conditions(s, p);
  if (s.when_late) {
    const auto& late = *s.when_late;
    const auto here = p.in("when_late", late.at);
    const auto given = [](const text& t) { return !t.value.empty() || failed(t); };
    if (!given(late.purpose) && !given(late.template_name) && !given(late.note))
      error(number::missing_key, here, "'when_late' needs a purpose, a template or a note");
    if (!late.purpose.value.empty()) purpose_word(late.purpose, here.in("purpose", late.purpose.at));
  }
  variants(s, p.in("variants"));
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

void checker::repeats(const step_draft& s, const place& p) {
  const auto times = s.repeat.value;
  if (times == 1) return;
  if (times != repeat_forever && (times < 1 || times > limits_.repeat))
    return error(number::out_of_range, p,
                 "'repeat' is 1 to " + std::to_string(limits_.repeat) + " or forever, not " + std::to_string(times));
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

void checker::variants(const step_draft& s, const place& p) {
  at_most(s.variants.size(), most_variants, p.in("", last_mark(s.variants)), "variants");
  unique(names_in(s.variants), p);
  for (std::size_t i = 0; i < s.variants.size(); ++i) {
    const auto& v = s.variants[i];
    const auto here = p.entry(v.name, i);
    name(v.name, here, "a variant");
    in_range(v.weight.value, 1, heaviest, here.in("weight", v.weight.at), "weight");
  }
}

}  // namespace tickler
