// Office hours as one would write them with Howard Hinnant's `date` alone.
#pragma once

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <vector>

struct date_office {
  struct interval {
    date::sys_seconds begin, end;
  };

  const date::time_zone* zone;
  std::vector<date::month_day> holidays;  // ascending

  bool opens_on(date::local_days day) const {
    const date::weekday of_week{day};
    if (of_week == date::Saturday || of_week == date::Sunday) return false;
    const date::year_month_day date{day};
    return !std::binary_search(holidays.begin(), holidays.end(), date.month() / date.day());
  }

  // The interval that t is in, or the next.
  interval open_from(date::sys_seconds t) const {
    using std::chrono::hours;
    for (auto day = date::floor<date::days>(zone->to_local(t));; day += date::days{1}) {
      if (!opens_on(day)) continue;
      const auto end = zone->to_sys(day + hours{18}, date::choose::earliest);
      if (end > t) return {zone->to_sys(day + hours{9}, date::choose::earliest), end};
    }
  }

  // Not a shift: what the cheapest one would need of `date`.
  date::sys_seconds there_and_back(date::sys_seconds t) const { return zone->to_sys(zone->to_local(t), date::choose::earliest); }
};
