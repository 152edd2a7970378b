#include "testing/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tickler/io/results.hpp>

#include "present/phrases.hpp"
#include "testing/wall_time.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string or_none(std::string_view value) { return std::string(value.empty() ? none : value); }

}  // namespace

std::string decided::time(const std::optional<instant>& t) const { return t ? wall_time(*t, local) : std::string(none); }

std::string decided::step_of(const action& a) const { return step_name(by, a.cadence, a.step); }

std::string decided::value(const action& a, action_field field) const {
  switch (field) {
    case action_field::step:
      return step_of(a);
    case action_field::id:
      return id_of(by, what, a);
    case action_field::repetition:
      return std::to_string(a.repetition);
    case action_field::key:
      return or_none(what.key(a));
    case action_field::channel:
      return or_none(by.words().name(a.channel));
    case action_field::to:
      return std::string(to_string(a.to));
    case action_field::purpose:
      return or_none(by.words().name(a.purpose));
    case action_field::template_name:
      return or_none(template_of(by, a));
    case action_field::note:
      return or_none(note_of(by, a));
    case action_field::variant:
      return or_none(variant_of(by, a));
    case action_field::not_before:
      return time(a.not_before);
    case action_field::due:
      return time(a.due);
    case action_field::at_latest:
      return time(a.at_latest);
    case action_field::when:
      return time(a.state == action_state::ready ? now : a.when);
    case action_field::behind:
      return a.behind == action::not_behind ? std::string(none) : step_of(what.actions.at(a.behind));
    case action_field::state:
      return std::string(to_string(a.state));
    case action_field::flags:
      return joined_flags(flags_of(a));
    case action_field::missing:
      return or_none(missing_text(by, what, a));
  }
  return {};
}

zone clock_of(const policy& p, const prospect& who) { return tickler::zone_of(p, who).value(); }

std::string joined_flags(const std::vector<std::string_view>& flags) {
  std::vector<std::string_view> ordered;
  for (const auto name : action_flag_names)
    if (std::find(flags.begin(), flags.end(), name) != flags.end()) ordered.push_back(name);
  return or_none(fmt::format("{}", fmt::join(ordered, ", ")));
}

}  // namespace tickler::inline TICKLER_ABI
