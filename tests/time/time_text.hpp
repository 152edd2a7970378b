// Short ways to write times in tests, and to show them.
#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tickler/calendar.hpp>

namespace tickler::test {

inline instant utc(std::string_view text) {
  const auto t = parse_instant(std::string{text} + (text.size() == 16 ? ":00Z" : "Z"));
  if (!t) throw std::invalid_argument("no instant: " + std::string{text});
  return *t;
}

inline date::local_seconds wall_clock(std::string_view text) { return date::local_seconds{utc(text).time_since_epoch()}; }

// What the wall clock shows: `2026-03-08T03:00`, with seconds where there are any.
inline std::string shown(const zone& z, instant t) {
  const std::string text = to_string(instant{z.to_local(t).time_since_epoch()});
  return text.substr(0, text.compare(16, 3, ":00") == 0 ? 16 : 19);
}

inline zone zone_of(std::string_view name) { return zone::find(name).value(); }

inline std::string to_text(const std::optional<interval>& s) {
  return s ? to_string(s->begin) + " to " + to_string(s->end) : std::string{"none"};
}

inline std::string_view to_text(time_problem problem) {
  return problem == time_problem::none ? "none" : problem == time_problem::beyond_2037 ? "beyond 2037" : "no business time";
}

}  // namespace tickler::test
