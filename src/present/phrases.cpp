#include "present/phrases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "present/wall_clock.hpp"

namespace tickler {

namespace {

std::string_view whose(const touch_words& words) {
  if (words.direction == direction::outbound) return "our";
  if (words.direction == direction::internal) return "our own";
  if (words.with == party::referrer) return "the referrer's";
  if (words.with == party::colleague) return "a colleague's";
  return words.direction == direction::inbound ? "their" : "";
}

std::string_view to_whom(const touch_words& words) {
  if (words.direction != direction::outbound || words.with == party::prospect) return "";
  return words.with == party::referrer ? "to the referrer" : "to a colleague";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

void add(std::vector<std::string>& parts, std::string_view word) {
  if (!word.empty()) parts.push_back(spoken::words(word));
}

template <class Words>
void add_any(std::vector<std::string>& parts, const Words& words) {
  std::vector<std::string> all;
  for (const auto& word : words) add(all, *word);
  if (!all.empty()) parts.push_back(joined(all, " or "));
}

zone zone_of(const policy& p, const prospect& who) {
  const auto found = zone::find(who.zone.empty() ? p.draft().zone.value : who.zone);
  return found ? *found : zone();
}

}  // namespace

spoken::spoken(const policy& p, const prospect& who, const history& log, instant now)
    : policy_(p), log_(log), local_(zone_of(p, who)), now_(now) {}

std::string spoken::words(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string spoken::time(instant t) const {
  const wall_clock clock(t, local_);
  return clock.text(clock.day.year() != wall_clock(now_, local_).day.year());
}

std::string spoken::deadline(instant t) const {
  const wall_clock clock(t, local_);
  if (clock.time.count() != 0) return time(t);
  const auto day = time(t - std::chrono::seconds{1});
  return "by the end of " + day.substr(0, day.rfind(' '));
}

std::string spoken::change(instant t) const {
  const bool is_after = t.time_since_epoch().count() % 60 == 1;
  return is_after ? "just after " + time(t - std::chrono::seconds{1}) : time(t);
}

std::string spoken::touch_without_time(std::uint32_t index) const {
  const auto words = log_[index].words;
  std::vector<std::string> rest;
  add(rest, whose(words));
  add(rest, policy_.words().name(words.channel));
  add(rest, policy_.words().name(words.purpose));
  add(rest, to_whom(words));
  const auto how = joined(rest, " ");
  const auto what = spoken::words(policy_.words().name(words.outcome));
  if (what.empty()) return how.empty() ? "a touchpoint" : how;
  return how.empty() ? what : fmt::format("{} ({})", what, how);
}

std::string spoken::touch(std::uint32_t index) const {
  return fmt::format("{} {}", touch_without_time(index), time(log_[index].at));
}

std::string spoken::step(const decision& d, const action& a) const {
  const auto& cadence = policy_.draft().cadences[a.cadence];
  const auto key = d.key(a);
  return *cadence.name + '/' + *cadence.steps[a.step].name + (key.empty() ? "" : fmt::format(" of {}", key));
}

std::string spoken::pattern(const pattern_draft& wanted) const {
  std::vector<std::string> parts;
  std::vector<std::string> with;
  for (const auto& each : wanted.with) with.emplace_back(party_names[static_cast<std::size_t>(*each)]);
  if (with.size() != 1 || with.front() != "prospect") parts.push_back("with the " + joined(with, " or "));
  std::vector<std::string> directions;
  for (const auto& each : wanted.directions) directions.emplace_back(direction_names[static_cast<std::size_t>(*each)]);
  if (!directions.empty()) parts.push_back(joined(directions, " or "));
  add_any(parts, wanted.channels);
  add_any(parts, wanted.purposes);
  add_any(parts, wanted.outcomes);
  if (wanted.condition.given()) parts.push_back("if " + wanted.condition.text);
  return parts.empty() ? "any touchpoint" : joined(parts, ", ");
}

std::string spoken::patterns(const std::vector<pattern_draft>& any_of) const {
  std::vector<std::string> all;
  for (const auto& each : any_of) all.push_back(pattern(each));
  return joined(all, "; or ");
}

std::string spoken::event(const event_ref& wanted) const {
  std::vector<std::string> all;
  for (const auto& each : wanted.any_of) {
    if (const auto* in_place = std::get_if<pattern_draft>(&each)) {
      all.push_back(pattern(*in_place));
      continue;
    }
    const auto& name = *std::get<text>(each);
    const auto& events = policy_.draft().events;
    const auto found = std::find_if(events.begin(), events.end(), [&](const auto& e) { return *e.name == name; });
    const auto meant = patterns(found->any_of);
    all.push_back(meant == words(name) ? name : fmt::format("{} ({})", name, meant));
  }
  return joined(all, " or ");
}

std::string spoken::names(const event_ref& wanted) const {
  std::vector<std::string> all;
  for (const auto& each : wanted.any_of) {
    const auto* name = std::get_if<text>(&each);
    all.push_back(name ? **name : pattern(std::get<pattern_draft>(each)));
  }
  return joined(all, " or ");
}

}  // namespace tickler
