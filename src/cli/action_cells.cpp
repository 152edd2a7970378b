#include "cli/action_cells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tickler/io/results.hpp>
#include <variant>

#include "cli/display.hpp"
#include "present/action_words.hpp"
#include "present/wall_clock.hpp"

namespace tickler::cli {

namespace {

// "asked or bought"; empty where the patterns have no name.
std::string event_names(const event_ref& events) {
  std::vector<std::string_view> names;
  for (const auto& event : events.any_of)
    if (const auto* name = std::get_if<text>(&event)) names.push_back(name->value);
  return names.size() == events.any_of.size() ? fmt::format("{}", fmt::join(names, " or ")) : std::string();
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

}  // namespace

action_cells::action_cells(const policy& p, const prospect& who, const decision& d, instant now, const zone& local)
    : policy_(p), who_(who), decision_(d), now_(now), local_(local) {}

std::vector<std::string> action_cells::of(const action& a) const {
  const auto& step = policy_.draft().cadences.at(a.cadence).steps.at(a.step);
  return {printable(who_.id), printable(what(a)), printable(when(a)), flags(a), printable(why(a)), printable(note_of(step, a))};
}

std::string action_cells::what(const action& a) const {
  std::vector<std::string> words;
  if (a.channel != channel::none) words.emplace_back(policy_.words().name(a.channel));
  if (a.purpose != purpose::none) words.emplace_back(policy_.words().name(a.purpose));
  if (a.to == party::referrer) words.push_back("to referrer" + (who_.referrer.empty() ? "" : " " + who_.referrer));
  return joined(words, " ");
}

std::string action_cells::when(const action& a) const {
  if (a.state == action_state::blocked) {
    std::vector<std::string> missing;
    for (const auto& b : decision_.blockers_of(a)) missing.push_back(to_text(policy_, b));
    return joined(missing, "; ");
  }
  if (a.behind != action::not_behind) return "after " + step_of(decision_.actions.at(a.behind));
  const auto t = a.state == action_state::ready ? a.due : a.when;
  return t ? time(*t) + zone_note() : "";
}

std::string action_cells::flags(const action& a) const { return fmt::format("{}", fmt::join(flags_of(a), " ")); }

std::string action_cells::why(const action& a) const {
  std::vector<std::string> parts{started(a)};
  for (const auto& r : decision_.reasons_of(a))
    if (r.kind != reason_kind::started) parts.push_back(to_text(policy_, r, local_));
  return joined(parts, "; ");
}

// "keep-trying/weekly (2 of 3), order-7"
std::string action_cells::step_of(const action& a) const {
  const auto& cadence = policy_.draft().cadences.at(a.cadence);
  const auto& step = cadence.steps.at(a.step);
  auto name = cadence.name.value + '/' + step.name.value;
  if (step.repeat.value == repeat_forever)
    name += fmt::format(" (no. {})", a.repetition + 1);
  else if (step.repeat.value > 1)
    name += fmt::format(" ({} of {})", a.repetition + 1, step.repeat.value);
  if (const auto key = decision_.key(a); !key.empty()) name += fmt::format(", {}", key);
  return name;
}

std::string action_cells::started(const action& a) const {
  const auto events = event_names(policy_.draft().cadences.at(a.cadence).starts);
  return fmt::format("{}: {} {}", step_of(a), events.empty() ? "started" : events, time(a.start));
}

std::string action_cells::time(instant t) const {
  const wall_clock clock(t, local_);
  return clock.text(clock.day.year() != wall_clock(now_, local_).day.year());
}

std::string action_cells::zone_note() const {
  return who_.zone.empty() || who_.zone == policy_.draft().zone.value ? "" : " " + who_.zone;
}

}  // namespace tickler::cli
