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

std::string hours() { return fmt::format("{0} *- *({0}|24:00)", clock); }

std::string weekdays() {
  const auto span = fmt::format("(daily|weekdays|weekend|{0}( *- *{0})?)", any_of(day_names));
  return fmt::format("{0}( *, *{0})*", span);
}

std::string special_day() {
  constexpr std::string_view day = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", year = "[0-9]{4}-";
  const auto nth = fmt::format("{}\\[([1-5]|last)\\] {}", any_of(day_names), any_of(month_names));
  constexpr std::string_view away = "( *[+-] *[0-9]{1,2})?";
  return fmt::format("{0}|{0} *\\.\\. *{0}|{1}{0}( *\\.\\. *{1}{0})?|{2}{3}|(orthodox-)?easter{3}|{0} +observed", day, year, nth,
                     away);
}

std::string closed_day() { return special_day() + "|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) +substitute"; }

}  // namespace tickler::inline TICKLER_ABI::patterns
