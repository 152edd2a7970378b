#include "testing/known_names.hpp"

#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/parse/kinds.hpp"
#include "policy/parse/standard_words.hpp"

namespace tickler::inline TICKLER_ABI {

known_names::known_names(const policy& p)
    : channels_(words(standard_words(kinds::channel.name), p.draft().own_channels)),
      purposes_(words(standard_words(kinds::purpose.name), p.draft().own_purposes)),
      outcomes_(words(standard_words(kinds::outcome.name), p.draft().own_outcomes)) {
  declared_.add(channel_names[static_cast<std::size_t>(channel::internal)]);
  for (const auto& c : p.draft().channels) declared_.add(c.name.value);
  for (const auto& f : p.draft().facts) facts_.add(f.name.value);
  for (const auto& c : p.draft().cadences)
    for (const auto& s : c.steps) step_names_.push_back(c.name.value + '/' + s.name.value);
  for (const auto& name : step_names_) steps_.add(name);
}

void known_names::names::add(std::string_view name) {
  all.push_back(name);
  sorted.insert(name);
}

known_names::names known_names::words(std::span<const std::string_view> standard, const std::vector<located_string>& own) {
  names found;
  for (const auto word : standard) found.add(word);
  for (const auto& word : own) found.add(word.value);
  return found;
}

bool known_names::channel(reader& r, const node& n) { return check(r, n, channels_, number::unknown_channel, "channel"); }
bool known_names::purpose(reader& r, const node& n) { return check(r, n, purposes_, number::unknown_purpose, "purpose"); }
bool known_names::outcome(reader& r, const node& n) { return check(r, n, outcomes_, number::unknown_outcome, "outcome"); }
bool known_names::fact(reader& r, const node& n) { return check(r, n, facts_, number::unknown_key, "fact"); }

bool known_names::declared_channel(reader& r, const node& n) {
  if (!channel(r, n)) return false;
  if (declared_.has(n.text)) return true;
  r.error(number::undeclared_channel, r.at(n), "channel " + quoted(n.text) + " is not listed under 'channels'");
  return false;
}

bool known_names::step(reader& r, const node& n, std::string_view name) {
  if (steps_.has(name)) return true;
  const auto* what = name.find('/') == name.npos ? " is no step: write cadence/step" : " is no step of this policy";
  r.error(number::undefined_step, r.at(n), quoted(name) + what + meant(name, steps_));
  return false;
}

bool known_names::check(reader& r, const node& n, const names& known, int number, std::string_view what) {
  if (known.has(n.text)) return true;
  r.error(number, r.at(n), "unknown " + std::string(what) + ' ' + quoted(n.text) + meant(n.text, known));
  return false;
}

std::string known_names::meant(std::string_view name, const names& known) {
  if (hints_left_ == 0) return "";
  --hints_left_;
  return hint(nearest(name, known.all));
}

}  // namespace tickler::inline TICKLER_ABI
