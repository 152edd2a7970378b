// A prospect and touchpoints made up from what a policy says.
#include "analysis/preview/example.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <tickler/preview.hpp>
#include <variant>

#include "base/internal_access.hpp"
#include "engine/state/eval_context.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::array about_the_future{outcome::asked_for_time, outcome::postponed,     outcome::promised, outcome::scheduled,
                                      outcome::rescheduled,    outcome::out_of_office, outcome::snoozed};

template <class Word>
Word first_of(const vocabulary& words, const std::vector<located_string>& names) {
  return names.empty() ? Word::none : words.find<Word>(names.front().value).value_or(Word::none);
}

touch_words words_of(const policy& p, const pattern_draft& pattern) {
  touch_words words;
  words.channel = first_of<channel>(p.words(), pattern.channels);
  words.direction = pattern.directions.empty() ? direction::none : pattern.directions.front().value;
  words.purpose = first_of<purpose>(p.words(), pattern.purposes);
  words.outcome = first_of<outcome>(p.words(), pattern.outcomes);
  words.with = pattern.with.empty() ? party::prospect : pattern.with.front().value;
  return words;
}

bool matches(const compiled_policy& p, event_index event, const touchpoint& t) {
  auto words = p.words;
  const auto& row = (*p.rows)[words.classify(t.words)];
  if ((row.events[event / 64] >> (event % 64) & 1) != 0) return true;
  const std::vector<std::string_view> keys(t.keys.begin(), t.keys.end());
  const touch as_seen{.at = t.at, .row = &row, .until = t.until, .keys = keys};
  condition_memory memory;
  return std::any_of(row.conditional.begin(), row.conditional.end(), [&](const touch_row::conditional_match& each) {
    return each.event == event && holds(p, p.touch_conditions[each.condition], as_seen, memory);
  });
}

// With what its condition may ask for; without all that, if nothing helps.
touchpoint example_of(const policy& p, const pattern_draft& pattern, event_index event, instant at) {
  touchpoint plain{.at = at, .words = words_of(p, pattern)}, later = plain;
  later.until = at + date::days{7};
  auto keyed = plain, both = later;
  keyed.keys = both.keys = {"1"};
  const bool is_future = std::find(about_the_future.begin(), about_the_future.end(), plain.words.outcome) != about_the_future.end();
  for (const auto* each : {is_future ? &later : &plain, is_future ? &plain : &later, &keyed, &both})
    if (matches(impl_of(p), event, *each)) return *each;
  return plain;
}

std::optional<event_index> event_named(const policy_draft& d, std::string_view name) {
  const auto found = std::find_if(d.events.begin(), d.events.end(), [&](const event_draft& e) { return e.name.value == name; });
  if (found == d.events.end()) return std::nullopt;
  return static_cast<event_index>(found - d.events.begin());
}

}  // namespace

touchpoint answerable(const policy& p, touchpoint t) {
  if (t.words.channel != channel::none || p.draft().channels.empty()) return t;
  for (const auto& cadence : impl_of(p).cadences) {
    const auto& steps = cadence.steps;
    if (std::none_of(steps.begin(), steps.end(), [](const step_rule& s) { return s.start_channel; })) continue;
    if (matches(impl_of(p), cadence.starts, t)) t.words.channel = first_of<channel>(p.words(), {p.draft().channels.front().name});
  }
  return t;
}

prospect sample_prospect(const policy& p) {
  prospect who{.id = "anybody"};
  for (const auto& channel : p.draft().channels)
    for (const auto& kind : channel.needs) who.contact.emplace(kind.value, "known");
  return who;
}

std::optional<touchpoint> example_touchpoint(const policy& p, std::string_view event_or_cadence, instant at) {
  const auto& draft = p.draft();
  if (const auto event = event_named(draft, event_or_cadence)) {
    const auto& named = draft.events[*event];
    if (named.count) return std::nullopt;  // one touchpoint does not make it happen
    return answerable(p, example_of(p, named.any_of.front(), *event, at));
  }
  for (std::size_t i = 0; i < draft.cadences.size(); ++i) {
    const auto& cadence = draft.cadences[i];
    if (cadence.name.value != event_or_cadence) continue;
    const auto& start = cadence.starts.any_of.front();
    if (const auto* name = std::get_if<located_string>(&start)) return example_touchpoint(p, name->value, at);
    return answerable(p, example_of(p, std::get<pattern_draft>(start), impl_of(p).cadences[i].starts, at));
  }
  return std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
