#include "policy/reference/patterns.hpp"

#include <fmt/format.h>

#include <span>

#include "time/calendar_names.hpp"
#include "time/units.hpp"

namespace tickler::inline TICKLER_ABI::patterns {
namespace {

std::string any_of(std::span<const std::string_view> words) { return fmt::format("({})", fmt::join(words, "|")); }

// Any number of blanks between the words of a unit.
std::string unit() {
  std::string all;
  for (const auto& u : unit_names)
    for (const std::string_view form : {u.singular, u.plural, u.brief}) {
      all += all.empty() ? "" : "|";
      for (const char c : form) all += c == ' ' ? std::string(" +") : std::string(1, c);
    }
  return '(' + all + ')';
}

}  // namespace

std::string duration() {
  const auto part = "[0-9]+ *" + unit();
  return fmt::format("{0}( +{0}){{0,{1}}}", part, most_parts - 1);
}

std::string hours() { return fmt::format("{0}-({0}|24:00)", clock); }

std::string weekdays() { return fmt::format("daily|{0}(-{0})?", any_of(day_names)); }

std::string closed_day() {
  constexpr std::string_view date = "([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  return fmt::format("{}|{}\\[([1-5]|last)\\] {}", date, any_of(day_names), any_of(month_names));
}

}  // namespace tickler::inline TICKLER_ABI::patterns
