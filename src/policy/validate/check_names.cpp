#include <algorithm>
#include <map>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "base/name.hpp"
#include "policy/synonyms.hpp"
#include "policy/validate/checker.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t first_word = 2;  // after `none` and `other`
constexpr std::size_t vocabulary_room = 60'000;

template <std::size_t N>
std::vector<std::string_view> standard(const std::array<std::string_view, N>& all) {
  return {all.begin() + first_word, all.end()};
}

bool any_failed(const std::vector<located_string>& list) {
  return std::any_of(list.begin(), list.end(), [](const located_string& t) { return failed(t); });
}

// ", such as 'follow-up'" for "Follow Up"; empty where no name comes of it.
std::string name_meant(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) return "";
  std::string meant;
  for (const char c : text) {
    const char small = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_name(std::string("a") + small))
      meant += small;
    else if (static_cast<unsigned char>(c) >= 0x80)
      return "";
    else if (!meant.empty() && meant.back() != '-')
      meant += '-';
  }
  while (meant.ends_with('-')) meant.pop_back();
  return is_name(meant) ? ", such as " + quoted(meant) : "";
}

std::string defined_at(const source_position& first) {
  return first ? " at " + std::to_string(first.line) + ':' + std::to_string(first.column) : "";
}

}  // namespace

void checker::defined::add(const located_string& t) {
  if (failed(t)) all = false;
  names.insert(t.value);
}

void checker::index_names() {
  for (const auto& e : draft_.events) events_.add(e.name);
  for (const auto& c : draft_.calendars) calendars_.add(c.name);
  for (const auto& c : draft_.channels) channels_.add(c.name);
  for (const auto& c : draft_.cadences) {
    if (failed(c.name)) steps_.all = false;
    for (const auto& s : c.steps) {
      if (failed(s.name)) steps_.all = false;
      steps_.names.insert(c.name.value + '/' + s.name.value);
    }
  }
}

void checker::key(const takes::vocabulary&, const key_at& k, const std::vector<located_string>& channels,
                  const std::vector<located_string>& purposes, const std::vector<located_string>& outcomes) {
  own_words(channels, "channel", standard(channel_names), words_.size<channel>(), k.in());
  own_words(purposes, "purpose", standard(purpose_names), words_.size<purpose>(), k.in());
  own_words(outcomes, "outcome", standard(outcome_names), words_.size<outcome>(), k.in());
  const auto& last = outcomes.empty() ? purposes : outcomes;
  at_most(purposes.size() + outcomes.size(), limits_.own_words,
          k.in().in(outcomes.empty() ? "purposes" : "outcomes", last.empty() ? source_position{} : last.back().at),
          "own purposes and outcomes");
  const auto standard_channels = channel_names.size() - first_word;
  at_most(channels.size(), limits_.channels - std::min(limits_.channels, standard_channels),
          k.in().in("channels", channels.empty() ? source_position{} : channels.front().at), "own channels");
}

void checker::own_words(const std::vector<located_string>& own, std::string_view kind, const names& standard_words,
                        std::size_t taken, const place& p) {
  const auto here = p.in(std::string(kind) + 's');
  for (const auto& word : own) {
    const auto at = here.in(word.value, word.at);
    if (!name(word, at, "an own word")) continue;
    if (std::find(standard_words.begin(), standard_words.end(), word.value) != standard_words.end())
      error(number::reserved_word, at, quoted(word.value) + " is a standard " + std::string(kind) + " already");
    else if (word.value == "other" || (kind == "channel" && word.value == "start"))
      error(number::reserved_word, at, quoted(word.value) + " has a meaning of its own and cannot be declared");
  }
  no_repeats(own, here);
  if (taken + own.size() > vocabulary_room)
    error(number::too_many, here, "more than " + std::to_string(vocabulary_room) + ' ' + std::string(kind) + "s in the vocabulary");
}

bool checker::name(const located_string& t, const place& p, std::string_view whose) {
  if (failed(t)) return false;
  if (t.value.empty()) {
    error(number::missing_key, p, std::string(whose) + " needs a name");
    return false;
  }
  if (is_name(t.value, limits_.name_bytes)) return true;
  error(number::bad_name, p,
        quoted(t.value) + " is no name: a name begins with a letter a-z, goes on with a-z, 0-9, '_' or '-', and has at most " +
            std::to_string(limits_.name_bytes) + " bytes" + name_meant(t.value, limits_.name_bytes));
  return false;
}

void checker::unique(const std::vector<const located_string*>& list, const place& p) {
  std::map<std::string_view, source_position> first;
  for (const auto* t : list) {
    if (t->value.empty()) continue;
    const auto [known, is_new] = first.emplace(t->value, t->at);
    if (!is_new)
      error(number::duplicate_name, p.in(t->value, t->at), quoted(t->value) + " is already defined" + defined_at(known->second));
  }
}

void checker::no_repeats(const std::vector<located_string>& list, const place& p) {
  std::set<std::string_view> seen;
  for (const auto& t : list)
    if (!t.value.empty() && !seen.insert(t.value).second)
      error(number::duplicate_name, p.in(t.value, t.at), quoted(t.value) + " is listed twice");
}

void checker::known_word(const located_string& word, const place& p, int number, std::string_view kind, names standard_words,
                         const std::vector<located_string>& own) {
  if (failed(word)) return;
  used_words_.emplace(kind, word.value);
  const auto is_standard = std::find(standard_words.begin(), standard_words.end(), word.value) != standard_words.end();
  if (is_standard || contains(own, word.value) || any_failed(own)) return;
  for (const auto& t : own) standard_words.push_back(t.value);
  const auto meant = hint_among(word.value, standard_words);
  const bool may_be_own = is_name(word.value) && word.value != "other";
  error(number, p,
        "unknown " + std::string(kind) + ' ' + quoted(word.value) +
            (meant.empty() && may_be_own ? ": one of your own is listed under 'vocabulary'" : meant));
}

bool checker::is_known_channel(std::string_view word) const {
  return std::find(channel_names.begin() + first_word, channel_names.end(), word) != channel_names.end() ||
         contains(draft_.own_channels, word);
}

bool checker::is_known_outcome(std::string_view word) const {
  return std::find(outcome_names.begin() + first_word, outcome_names.end(), word) != outcome_names.end() ||
         contains(draft_.own_outcomes, word);
}

void checker::channel_word(const located_string& word, const place& p) {
  known_word(word, p, number::unknown_channel, "channel", standard(channel_names), draft_.own_channels);
}

void checker::channel_words(const std::vector<located_string>& list, const place& p) {
  no_repeats(list, p);
  for (const auto& word : list) channel_word(word, p.in(word.value, word.at));
}

void checker::purpose_word(const located_string& word, const place& p) {
  known_word(word, p, number::unknown_purpose, "purpose", standard(purpose_names), draft_.own_purposes);
}

void checker::purpose_words(const std::vector<located_string>& list, const place& p) {
  no_repeats(list, p);
  for (const auto& word : list) purpose_word(word, p.in(word.value, word.at));
}

void checker::outcome_words(const std::vector<located_string>& list, const place& p) {
  no_repeats(list, p);
  for (const auto& word : list)
    known_word(word, p.in(word.value, word.at), number::unknown_outcome, "outcome", standard(outcome_names), draft_.own_outcomes);
}

void checker::key(const takes::contact_kinds&, const key_at& k, const std::vector<located_string>& list) {
  no_repeats(list, k.in());
  for (const auto& kind : list) name(kind, k.in(kind.at), "a contact kind");
}

void checker::patterns(const std::vector<pattern_draft>& list, const place& p) {
  at_most(list.size(), limits_.patterns, p, "patterns in one event");
  for (std::size_t i = 0; i < list.size(); ++i)
    part(list[i], list.size() == 1 ? p.in("", list[i].at) : p.in(std::to_string(i + 1), list[i].at));
}

void checker::events_wanted(const event_ref& wanted, const place& p) {
  const place here{wanted.at ? wanted.at : p.at, p.path};
  std::vector<located_string> named;
  std::vector<pattern_draft> inline_patterns;
  for (const auto& each : wanted.any_of) {
    if (const auto* event = std::get_if<located_string>(&each))
      named.push_back(*event);
    else
      inline_patterns.push_back(std::get<pattern_draft>(each));
  }
  at_most(named.size(), limits_.events, here, "events");
  no_repeats(named, here);
  for (const auto& event : named) event_name(event, here.in(event.value, event.at));
  patterns(inline_patterns, here);
}

void checker::key(const takes::events& wanted, const key_at& k, const event_ref& events) {
  if (wanted.needed && events.any_of.empty() && !failed(events)) missing(k.part, k.whose, k.key);
  events_wanted(events, k.in());
}

std::string checker::event_hint(std::string_view word) {
  auto meant = hint_among(word, events_.list());
  if (!meant.empty()) return meant;
  meant = hint_by_use(word, standard(outcome_names));
  return meant.empty() ? "" : "; of outcomes" + meant;
}

void checker::event_name(const located_string& event, const place& p) {
  if (failed(event)) return;
  const auto known = events_.names.find(event.value);
  if (known != events_.names.end()) used_events_.insert(*known);
  if (!events_.lacks(event.value)) return;
  if (is_known_outcome(event.value))
    error(number::undefined_event, p,
          quoted(event.value) + " is an outcome, not an event: write {outcome: " + event.value + "}, or name an event");
  else
    error(number::undefined_event, p, "no event " + quoted(event.value) + " is defined" + event_hint(event.value));
}

void checker::calendar_names(const std::vector<located_string>& list, const place& p) {
  no_repeats(list, p);
  for (const auto& each : list) {
    if (failed(each)) continue;
    const auto known = calendars_.names.find(each.value);
    if (known != calendars_.names.end()) used_calendars_.insert(*known);
    if (calendars_.lacks(each.value))
      error(number::undefined_calendar, p.in("", each.at),
            "no calendar " + quoted(each.value) + " is defined" + hint_among(each.value, calendars_.list()));
  }
}

void checker::key(const takes::steps&, const key_at& k, const std::vector<located_string>& list) {
  no_repeats(list, k.in());
  for (const auto& each : list) {
    if (failed(each) || !steps_.lacks(each.value)) continue;
    const auto what = each.value.find('/') == std::string::npos ? " is no step: write cadence/step" : " is no step of this policy";
    error(number::undefined_step, k.in(each.at), quoted(each.value) + what + hint_among(each.value, steps_.list()));
  }
}

void checker::unused() {
  unused_parts(draft_.events, used_events_, "events", "event ");
  unused_parts(draft_.calendars, used_calendars_, "calendars", "calendar ");
  unused_parts(draft_.facts, used_facts_, "facts", "fact ");
  if (!draft_.stages.empty() && !asks_stage_)
    warning(number::unused_name, place{}.in("stages", draft_.stages.front().name.at), "no condition asks for the stage");
  unused_words(draft_.own_channels, "channel");
  unused_words(draft_.own_purposes, "purpose");
  unused_words(draft_.own_outcomes, "outcome");
}

template <class Part>
void checker::unused_parts(const std::vector<Part>& parts, const std::set<std::string_view>& used, std::string_view section,
                           std::string_view what) {
  for (const auto& part : parts)
    if (!part.name->empty() && used.count(*part.name) == 0)
      warning(number::unused_name, place{}.in(section).in(*part.name, part.name.at),
              std::string(what) + quoted(*part.name) + " is never used");
}

void checker::unused_words(const std::vector<located_string>& own, std::string_view kind) {
  for (const auto& word : own)
    if (!word.value.empty() && used_words_.count({kind, word.value}) == 0)
      warning(number::unused_name, place{}.in("vocabulary").in(std::string(kind) + 's').in(word.value, word.at),
              std::string(kind) + ' ' + quoted(word.value) + " is never used");
}

}  // namespace tickler::inline TICKLER_ABI
