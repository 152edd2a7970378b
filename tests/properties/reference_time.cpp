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

using date::days;
using date::local_days;

bool is_weekend(local_days day) { return date::weekday{day} == date::Saturday || date::weekday{day} == date::Sunday; }

// Gauss, with his numbers for the years 1900 to 2099.
local_days easter_sunday(int year, bool orthodox) {
  const int a = year % 19, b = year % 4, c = year % 7;
  const int d = (19 * a + (orthodox ? 15 : 24)) % 30;
  const int e = (2 * b + 4 * c + 6 * d + (orthodox ? 6 : 5)) % 7;
  const auto of_march = [&](int n) { return local_days{date::year{year} / 3 / 1} + days{n - 1}; };
  if (orthodox) return of_march(22 + d + e + 13);  // the Julian date, as a date of ours
  if (d == 29 && e == 6) return of_march(31 + 19);
  if (d == 28 && e == 6 && a > 10) return of_march(31 + 18);
  return of_march(22 + d + e);
}

bool names(const date::year_month_day& exact, local_days day) { return exact == date::year_month_day{day}; }

bool names(const date::month_day& yearly, local_days day) {
  const date::year_month_day ymd{day};
  return yearly.month() == ymd.month() && yearly.day() == ymd.day();
}

bool names(const date::month_weekday& nth, local_days day) {
  const auto given = date::year_month_day{day}.year() / nth.month() / nth.weekday_indexed();
  return given.ok() && local_days{given} == day;
}

bool names(const date::month_weekday_last& last, local_days day) {
  return local_days{date::year_month_day{day}.year() / last.month() / last.weekday_last()} == day;
}

template <class Rule>
bool names(const tickler::days_from<Rule>& rule, local_days day) {
  return names(rule.day, day - days{rule.days});
}

bool names(const tickler::date_range& range, local_days day) {
  const date::year_month_day ymd{day};
  return range.first <= ymd && ymd <= range.last;
}

bool names(const tickler::yearly_range& range, local_days day) {
  const date::year_month_day ymd{day};
  const auto it = ymd.month() / ymd.day();
  if (range.first <= range.last) return range.first <= it && it <= range.last;
  return range.first <= it || it <= range.last;
}

bool names(const tickler::easter_day& rule, local_days day) {
  const auto sunday = day - days{rule.days};
  const auto year = static_cast<int>(date::year_month_day{sunday}.year());
  return easter_sunday(year, rule.orthodox) == sunday;
}

// Of one that has a substitute at a weekend nothing is said here.
bool names(const tickler::moving_day& rule, local_days day) {
  if (is_weekend(day)) return false;
  if (names(rule.day, day)) return true;
  if (rule.moves == tickler::moving_day::to::substitute) return false;
  const date::weekday weekday{day};
  return (weekday == date::Friday && names(rule.day, day + days{1})) || (weekday == date::Monday && names(rule.day, day - days{1}));
}

bool names(const tickler::closed_day& any, local_days day) {
  return std::visit([day](const auto& rule) { return names(rule, day); }, any);
}

bool has(tickler::weekday_set days_of_week, local_days day) {
  return (days_of_week >> (date::weekday{day}.iso_encoding() - 1) & 1) != 0;
}

// From midnight of the date on which they begin.
template <class Hours>
bool hold_at(const Hours& o, std::chrono::seconds time) {
  return o.from <= time && time < (o.to < o.from ? o.to + 24h : o.to);
}

bool is_for(const std::string& listed, const std::string& region) {
  return listed.empty() || region == listed || region.rfind(listed + "-", 0) == 0;
}

time_result at(instant t) {
  if (!tickler::in_range(t)) return {{}, time_problem::beyond_2037};
  return {t};
}

tickler::duration one_calendar_day() { return {{{1, time_unit::calendar_day}}}; }

}  // namespace

opening_times::opening_times(const tickler::calendar_draft* calendar, const std::string& region, wall_clock its_clock)
    : clock(its_clock) {
  std::optional<std::string> best;
  for (const auto& o : calendar->hours)
    if (is_for(o->region, region) && (!best || best->size() < o->region.size())) best = o->region;
  for (const auto& o : calendar->hours)
    if (best && o->region == *best) hours_.push_back(*o);
  for (const auto& closed : calendar->closed) {
    if (!is_for(closed->region, region)) continue;
    closed_.push_back(closed->day);
    const auto* moving = std::get_if<tickler::moving_day>(&closed->day);
    if (moving && moving->moves == tickler::moving_day::to::substitute) with_substitute_.push_back(moving->day);
  }
  for (const auto& each : calendar->special)
    if (is_for(each->region, region)) special_.push_back(*each);
}

// Of the most specific region.
std::vector<const tickler::special_day*> opening_times::own_hours_of(local_days day) const {
  std::vector<const tickler::special_day*> own;
  for (const auto& each : special_) {
    if (!names(each.day, day)) continue;
    if (!own.empty() && own.front()->region.size() < each.region.size()) own.clear();
    if (own.empty() || own.front()->region.size() == each.region.size()) own.push_back(&each);
  }
  return own;
}

bool opening_times::is_written_closed(local_days day) const {
  return std::any_of(closed_.begin(), closed_.end(), [&](const auto& closed) { return names(closed, day); });
}

// Those that wait for a weekday, going back from this one, are as many as the weekdays from there to here can take. Random
// calendars close few days: whoever has waited has its weekday soon.
bool opening_times::is_substitute(local_days day) const {
  if (with_substitute_.empty() || is_weekend(day)) return false;
  std::size_t waiting = 0, weekdays = 1;
  for (auto before = day - days{1}; weekdays <= 2 * with_substitute_.size(); before -= days{1}) {
    if (is_weekend(before))
      for (const auto& rule : with_substitute_) waiting += names(rule, before) ? 1 : 0;
    else if (!is_written_closed(before))
      ++weekdays;
    if (is_weekend(before) && waiting >= weekdays) return true;
  }
  return false;
}

bool opening_times::is_closed_date(local_days day) const { return is_written_closed(day) || is_substitute(day); }

bool opening_times::opens(local_days day, std::chrono::seconds time) const {
  const auto at_time = [time](const auto& o) { return hold_at(o, time); };
  if (hours_.empty() || is_closed_date(day)) return false;
  const auto own = own_hours_of(day);
  if (own.empty()) return std::any_of(hours_.begin(), hours_.end(), [&](const auto& o) { return has(o.days, day) && at_time(o); });
  return std::all_of(own.begin(), own.end(), [&](const auto* o) { return std::any_of(o->hours.begin(), o->hours.end(), at_time); });
}

// Some interval of it begins while all are open.
bool opening_times::is_open_day(local_days day) const {
  const auto begins_open = [&](const auto& o) { return opens(day, o.from); };
  if (std::any_of(hours_.begin(), hours_.end(), begins_open)) return true;
  return std::any_of(special_.begin(), special_.end(),
                     [&](const auto& each) { return std::any_of(each.hours.begin(), each.hours.end(), begins_open); });
}

bool opening_times::is_open(instant t) const {
  if (hours_.empty()) return false;
  const auto day = clock.date_of(t);
  const auto time = clock.shows(t) - date::local_seconds{day};
  const auto wrap = [&](const auto& o) { return o.to < o.from && time < o.to; };
  const bool may_go_on = std::any_of(hours_.begin(), hours_.end(), wrap) || !special_.empty();
  return !is_closed_date(day) && (opens(day, time) || (may_go_on && opens(day - days{1}, time + 24h)));
}

instant opening_times::next_edge(instant t) const {
  if (hours_.empty()) return time_end;
  instant edge = clock.next_shift(t);
  const auto try_all = [&](date::local_seconds wall) {
    for (const auto candidate : clock.all(wall))
      if (candidate && *candidate > t) edge = std::min(edge, *candidate);
  };
  const auto today = clock.date_of(t);
  for (auto day = today; day <= today + days{1}; day += days{1}) {
    const auto try_ends = [&](const auto& o) {
      try_all(day + o.from);
      try_all(day + o.to);
    };
    try_all(date::local_seconds{day});
    std::for_each(hours_.begin(), hours_.end(), try_ends);
    for (const auto& each : special_)
      if (names(each.day, day) || names(each.day, day - days{1})) std::for_each(each.hours.begin(), each.hours.end(), try_ends);
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

time_result opening_search::from(instant t) {
  for (at_ = std::max(at_, t); at_ <= t + two_years; at_ = next_edge(all_, at_)) {
    if (at_ >= time_end) return {{}, time_problem::beyond_2037};
    if (is_open(all_, at_)) return {at_};
  }
  return {{}, time_problem::no_business_time};
}

time_result next_open(const calendars& all, instant t) { return opening_search{all}.from(t); }

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
  // A date that begins twice, where the clock is set back over midnight: the beginning that is still to come.
  const auto begins = [&](date::local_days date) {
    for (const auto midnight : local.all(date::local_seconds{date}))
      if (part.count > 0 && midnight && *midnight > t) return *midnight;
    return local.start_of(date);
  };
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
      return at(begins(day + date::days{part.count}));
    case time_unit::calendar_week: {
      auto monday = day;
      while (date::weekday{monday} != date::Monday) monday -= date::days{1};
      return at(begins(monday + date::weeks{part.count}));
    }
    case time_unit::calendar_month: {
      const auto ymd = date::year_month_day{day};
      return at(begins(date::local_days{(ymd.year() / ymd.month() + date::months{part.count}) / 1}));
    }
    case time_unit::calendar_year:
      return at(begins(date::local_days{(date::year_month_day{day}.year() + date::years{part.count}) / 1 / 1}));
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
