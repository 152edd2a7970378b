// Calendars written on one line: "mon-fri 09:00-12:00 sat 10:00-11:00" and "12-25 thu[4] nov".
#pragma once

#include <sstream>
#include <string>
#include <tickler/calendar.hpp>

namespace tickler::test {

inline calendar calendar_of(const std::string& hours, const std::string& closed) {
  calendar c;
  std::istringstream in{hours};
  for (std::string days, span; in >> days >> span;) {
    opening o = parse_hours(span).value();
    o.days = parse_weekdays(days).value();
    c.hours.push_back(o);
  }
  std::istringstream list{closed};
  for (std::string day, month; list >> day;) {
    if (day.find('[') != day.npos && list >> month) day += ' ' + month;
    c.closed.push_back({"", parse_closed_day(day).value()});
  }
  return c;
}

}  // namespace tickler::test
