#include "reference_time.hpp"

#include <algorithm>

namespace plain {

using namespace std::chrono_literals;
using tickler::time_end;
using tickler::time_unit;

std::array<std::optional<instant>, 2> wall_clock::all(date::local_seconds t) const {
  const auto info = zone_->get_info(t);
  const auto minus = [&](std::chrono::seconds offset) { return instant{t.time_since_epoch() - offset}; };
  if (info.result == date::local_info::nonexistent) return {};
  if (info.result == date::local_info::ambiguous) return {minus(info.first.offset), minus(info.second.offset)};
  return {minus(info.first.offset)};
}

instant wall_clock::first(date::local_seconds t) const { return instant{t.time_since_epoch() - zone_->get_info(t).first.offset}; }

instant wall_clock::start_of(date::local_days day) const {
  const auto midnight = all(date::local_seconds{day})[0];
  return midnight ? *midnight : zone_->get_info(date::local_seconds{day}).first.end;
}

namespace {

bool names(const tickler::closed_day& closed, date::local_days day) {
  const date::year_month_day ymd{day};
  if (const auto* exact = std::get_if<date::year_month_day>(&closed)) return *exact == ymd;
  if (const auto* yearly = std::get_if<date::month_day>(&closed))
    return yearly->month() == ymd.month() && yearly->day() == ymd.day();
  if (const auto* nth = std::get_if<date::month_weekday>(&closed)) {
    const auto given = ymd.year() / nth->month() / nth->weekday_indexed();
    return given.ok() && date::local_days{given} == day;
  }
  const auto& last = std::get<date::month_weekday_last>(closed);
  return date::local_days{ymd.year() / last.month() / last.weekday_last()} == day;
}

bool has(tickler::weekday_set days, date::local_days day) { return (days >> (date::weekday{day}.iso_encoding() - 1) & 1) != 0; }

bool wraps(const tickler::opening& o) { return o.to < o.from; }

time_result at(instant t) {
  if (!tickler::in_range(t)) return {{}, time_problem::beyond_2037};
  return {t};
}

tickler::duration one_calendar_day() { return {{{1, time_unit::calendar_day}}}; }

}  // namespace

bool opening_times::is_closed_date(date::local_days day) const {
  for (const auto& closed : calendar->closed)
    if ((closed->region.empty() || region == closed->region || region.rfind(closed->region + "-", 0) == 0) &&
        names(closed->day, day))
      return true;
  return false;
}

bool opening_times::is_open_day(date::local_days day) const {
  if (is_closed_date(day)) return false;
  return std::any_of(calendar->hours.begin(), calendar->hours.end(), [&](const auto& o) { return has(o->days, day); });
}

bool opening_times::is_open(instant t) const {
  const auto day = clock.date_of(t), eve = day - date::days{1};
  const auto time = clock.shows(t) - date::local_seconds{day};
  if (is_closed_date(day)) return false;
  for (const auto& o : calendar->hours) {
    if (has(o->days, day) && o->from <= time && (wraps(*o) || time < o->to)) return true;
    if (wraps(*o) && has(o->days, eve) && !is_closed_date(eve) && time < o->to) return true;
  }
  return false;
}

instant opening_times::next_edge(instant t) const {
  instant edge = clock.next_shift(t);
  const auto try_all = [&](date::local_seconds wall) {
    for (const auto candidate : clock.all(wall))
      if (candidate && *candidate > t) edge = std::min(edge, *candidate);
  };
  const auto today = clock.date_of(t);
  for (auto day = today; day <= today + date::days{1}; day += date::days{1}) {
    try_all(date::local_seconds{day});
    for (const auto& o : calendar->hours) {
      try_all(day + o->from);
      try_all(day + o->to);
    }
  }
  return edge;
}

bool is_open(const calendars& all, instant t) {
  return std::all_of(all.begin(), all.end(), [&](const opening_times& one) { return one.is_open(t); });
}

instant next_edge(const calendars& all, instant t) {
  instant edge = time_end;
  for (const auto& one : all) edge = std::min(edge, one.next_edge(t));
  return edge;
}

time_result next_open(const calendars& all, instant t) {
  for (instant x = t; x <= t + two_years; x = next_edge(all, x)) {
    if (x >= time_end) return {{}, time_problem::beyond_2037};
    if (is_open(all, x)) return {x};
  }
  return {{}, time_problem::no_business_time};
}

std::optional<span> last_open(const calendars& all, instant from, instant to) {
  std::optional<span> last;
  for (instant x = from; x < to;) {
    const instant edge = std::min(next_edge(all, x), to);
    if (is_open(all, x)) {
      if (last && last->end == x)
        last->end = edge;
      else
        last = span{x, edge};
    }
    x = edge;
  }
  return last;
}

time_result reckoner::add(const tickler::duration& d, instant t) const {
  time_result result = at(t);
  for (const auto& part : d.parts)
    if (result) result = add(part, result.at);
  return result;
}

time_result reckoner::subtract(const tickler::duration& d, instant t) const {
  time_result result = at(t);
  for (auto part : d.parts) {
    part.count = -part.count;
    if (result) result = add(part, result.at);
  }
  return result;
}

time_result reckoner::add(const tickler::duration_part& part, instant t) const {
  const auto day = local.date_of(t);
  const auto time = local.shows(t) - date::local_seconds{day};
  switch (part.unit) {
    case time_unit::minute:
      return at(t + part.count * 1min);
    case time_unit::hour:
      return at(t + part.count * 1h);
    case time_unit::day:
      return at(local.first(day + date::days{part.count} + time));
    case time_unit::week:
      return at(local.first(day + date::weeks{part.count} + time));
    case time_unit::calendar_day:
      return at(local.start_of(day + date::days{part.count}));
    case time_unit::calendar_week: {
      auto monday = day;
      while (date::weekday{monday} != date::Monday) monday -= date::days{1};
      return at(local.start_of(monday + date::weeks{part.count}));
    }
    case time_unit::calendar_month: {
      const auto ymd = date::year_month_day{day};
      return at(local.start_of(date::local_days{(ymd.year() / ymd.month() + date::months{part.count}) / 1}));
    }
    case time_unit::calendar_year:
      return at(local.start_of(date::local_days{(date::year_month_day{day}.year() + date::years{part.count}) / 1 / 1}));
    case time_unit::year:
      return add({part.count * 12, time_unit::month}, t);
    case time_unit::month: {
      auto ymd = date::year_month_day{day} + date::months{part.count};
      if (!ymd.ok()) ymd = ymd.year() / ymd.month() / date::last;
      return at(local.first(date::local_days{ymd} + time));
    }
    case time_unit::business_day:
      return part.count < 0 ? business_days_before(-part.count, t) : add_business_days(part.count, t);
    case time_unit::business_hour:
      return part.count < 0 ? business_time_before(-part.count * 1h, t) : add_business_time(part.count * 1h, t);
    case time_unit::business_minute:
      return part.count < 0 ? business_time_before(-part.count * 1min, t) : add_business_time(part.count * 1min, t);
  }
  return {};
}

time_result reckoner::add_business_days(int n, instant t) const {
  const auto start = next_open({*business}, t);
  if (!start) return start;
  const auto time = business->clock.shows(start.at) - date::local_seconds{business->clock.date_of(start.at)};
  auto day = business->clock.date_of(start.at);
  for (int counted = 0; counted < n; ++counted) {
    do {
      day += date::days{1};
      if (business->clock.start_of(day) > t + two_years) return {{}, time_problem::no_business_time};
    } while (!business->is_open_day(day));
  }
  const auto there = at(business->clock.first(day + time));
  if (!there) return there;
  const auto result = next_open({*business}, there.at);
  if (result && result.at > t + two_years) return {{}, time_problem::no_business_time};
  return result;
}

time_result reckoner::add_business_time(std::chrono::seconds wanted, instant t) const {
  for (instant x = t;;) {
    const auto begin = next_open({*business}, x);
    if (!begin) return begin;
    if (begin.at > t + two_years) return {{}, time_problem::no_business_time};
    const instant edge = next_edge({*business}, begin.at);
    if (wanted <= edge - begin.at) return at(begin.at + wanted);
    wanted -= edge - begin.at;
    x = edge;
  }
}

// The last open stretch before t, or as much of it as was looked at.
std::optional<span> reckoner::open_before(instant t, instant limit) const {
  for (const int days : {10, 100, 731})
    if (const auto last = last_open({*business}, std::max(limit, t - date::days{days}), t)) return last;
  return {};
}

time_result reckoner::business_days_before(int n, instant t) const {
  const instant limit = std::max(t - two_years, tickler::time_begin);
  const auto none = t - two_years < tickler::time_begin ? time_problem::beyond_2037 : time_problem::no_business_time;
  const auto last_moment = [&](instant x) -> std::optional<instant> {
    if (is_open({*business}, x)) return x;
    const auto last = open_before(x, limit);
    return last ? std::optional(last->end) : std::nullopt;
  };
  const auto start = last_moment(t);
  if (!start) return {{}, none};
  const bool has_closed = !is_open({*business}, *start);
  auto day = business->clock.date_of(has_closed ? *start - 1s : *start);
  const auto time = business->clock.shows(*start) - date::local_seconds{day};
  for (int counted = 0; counted < n; ++counted) {
    do {
      day -= date::days{1};
      if (day < business->clock.date_of(limit)) return {{}, none};
    } while (!business->is_open_day(day));
  }
  const instant there = business->clock.first(day + time);
  if (there < limit) return {{}, none};
  const auto result = last_moment(there);
  return result ? at(*result) : time_result{{}, none};
}

time_result reckoner::business_time_before(std::chrono::seconds wanted, instant t) const {
  const instant limit = std::max(t - two_years, tickler::time_begin);
  for (instant x = t;;) {
    const auto last = open_before(x, limit);
    if (!last) return {{}, t - two_years < tickler::time_begin ? time_problem::beyond_2037 : time_problem::no_business_time};
    if (wanted <= last->end - last->begin) return at(last->end - wanted);
    wanted -= last->end - last->begin;
    x = last->begin;
  }
}

std::chrono::seconds reckoner::business_time_in(span s) const {
  std::chrono::seconds open{0};
  for (instant x = s.begin; x < s.end;) {
    const instant edge = std::min(next_edge({*business}, x), s.end);
    if (is_open({*business}, x)) open += edge - x;
    x = edge;
  }
  return open;
}

time_result reckoner::next_time_of_day(std::chrono::minutes time, instant t) const {
  for (auto day = local.date_of(t) - date::days{1};; day += date::days{1}) {
    const instant candidate = local.first(day + time);
    if (candidate >= t) return at(candidate);
  }
}

time_result reckoner::time_on_date(std::chrono::minutes time, instant t) const { return at(local.first(local.date_of(t) + time)); }

time_result reckoner::next_date(instant t) const { return add(one_calendar_day(), t); }

}  // namespace plain
