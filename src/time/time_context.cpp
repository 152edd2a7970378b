#include <algorithm>
#include <tickler/calendar.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "time/open_hours_cache.hpp"
#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using date::local_days;
using date::local_seconds;

constexpr time_result beyond{{}, time_problem::beyond_2037};

time_result in_time(instant t) { return in_range(t) ? time_result{t} : beyond; }

// Business time was not found until two years after t, or only until the end of time.
time_result not_enough(instant t) { return t + two_years < time_end ? time_result{{}, time_problem::no_business_time} : beyond; }
time_result not_enough_before(instant t) {
  return t - two_years >= time_begin ? time_result{{}, time_problem::no_business_time} : beyond;
}

// Where the clock is set back over midnight a date begins twice: the beginning after t.
instant start_after(const zone::table& local, local_days day, instant t) {
  const instant start = local.start_of(day);
  return start > t ? start : instant{day.time_since_epoch()} - local.offset_at(t);
}

local_days add_months(local_days day, std::int64_t months) {
  const date::year_month_day ymd{day};
  const auto shifted = ymd + date::months{static_cast<int>(months)};
  return shifted.ok() ? local_days{shifted} : local_days{shifted.year() / shifted.month() / date::last};
}

// Keeps the time of day.
instant shift_date(const zone::table& local, instant t, std::int64_t days, std::int64_t months) {
  const local_seconds wall_clock = local.to_local(t);
  const auto day = date::floor<date::days>(wall_clock);
  const local_days target = months == 0 ? day + date::days{static_cast<int>(days)} : add_months(day, months);
  return local.to_instant(target + (wall_clock - day));
}

// The first date of the calendar's day, week, month or year n after the one that `day` is in.
local_days first_date(time_unit unit, local_days day, std::int64_t n) {
  const date::year_month_day ymd{day};
  switch (unit) {
    case time_unit::calendar_week:
      return day - (date::weekday{day} - date::Monday) + date::weeks{static_cast<int>(n)};
    case time_unit::calendar_month:
      return local_days{(ymd.year() / ymd.month() + date::months{static_cast<int>(n)}) / 1};
    case time_unit::calendar_year:
      return local_days{(ymd.year() + date::years{static_cast<int>(n)}) / date::January / 1};
    default:
      return day + date::days{static_cast<int>(n)};
  }
}

instant shift_calendar(const zone::table& local, time_unit unit, instant t, std::int64_t n) {
  const local_days first = first_date(unit, date::floor<date::days>(local.to_local(t)), n);
  return n > 0 ? start_after(local, first, t) : local.start_of(first);
}

// Without business units; n may be negative.
time_result shift(const zone::table& local, time_unit unit, std::int64_t n, instant t) {
  switch (unit) {
    case time_unit::minute:
      return in_time(t + std::chrono::minutes{n});
    case time_unit::hour:
      return in_time(t + std::chrono::hours{n});
    case time_unit::day:
      return in_time(shift_date(local, t, n, 0));
    case time_unit::week:
      return in_time(shift_date(local, t, 7 * n, 0));
    case time_unit::month:
      return in_time(shift_date(local, t, 0, n));
    case time_unit::year:
      return in_time(shift_date(local, t, 0, 12 * n));
    default:
      return in_time(shift_calendar(local, unit, t, n));
  }
}

time_result next_open(const open_hours& business, instant t, instant limit) {
  const auto open = business.from(t);
  if (!open || open->begin > limit) return {{}, time_problem::no_business_time};
  return {std::max(t, open->begin)};
}

time_result add_business_days(const open_hours& business, const zone::table& local, std::int64_t n, instant t) {
  const instant limit = t + two_years;
  const time_result start = next_open(business, t, limit);
  if (!start) return not_enough(t);
  const local_seconds wall_clock = local.to_local(start.at);
  const auto first = date::floor<date::days>(wall_clock);
  const auto last = date::floor<date::days>(local.to_local(limit));
  local_days day = first;
  for (std::int64_t left = n; left > 0; left -= business.is_open_day(day))
    if ((day += date::days{1}) > last) return not_enough(t);
  const instant same_time = local.to_instant(day + (wall_clock - first));
  const time_result end = next_open(business, same_time, limit);
  return end && end.at <= limit ? in_time(end.at) : not_enough(t);
}

// Calls each(interval) for those that end after t, until it returns false or none is found within two years.
template <class Each>
void for_each_open(const open_hours& business, instant t, const Each& each) {
  if (const auto* inside = impl_of(business))
    inside->for_each_from(business, t, each);
  else if (const auto always = business.from(t))
    each(*always);
}

time_result add_business_time(const open_hours& business, std::chrono::seconds left, instant t) {
  if (const auto* inside = impl_of(business))
    if (std::optional<instant> end; inside->after_open_time(left, t, end)) return end ? in_time(*end) : not_enough(t);
  const instant limit = t + two_years;
  auto end = not_enough(t);
  for_each_open(business, t, [&](const interval& open) {
    if (open.begin > limit) return false;
    const instant begin = std::max(t, open.begin);
    if (open.end - begin < left) return left -= open.end - begin, true;
    if (begin + left <= limit) end = in_time(begin + left);
    return false;
  });
  return end;
}

// At or just before t: t itself if it is open, else the closing before it.
std::optional<instant> last_open(const open_hours& business, instant t) {
  if (business.is_open(t)) return t;
  const auto before = business.before(t);
  return before ? std::optional(before->end) : std::nullopt;
}

// Mirrors add_business_days. What closes at midnight closes on the date before.
time_result subtract_business_days(const open_hours& business, const zone::table& local, std::int64_t n, instant t) {
  const instant limit = std::max(t - two_years, time_begin);
  const auto start = last_open(business, t);
  if (!start || *start < limit) return not_enough_before(t);
  const bool is_closing = !business.is_open(*start);
  const local_seconds wall_clock = local.to_local(*start);
  const auto last = date::floor<date::days>(wall_clock - std::chrono::seconds{is_closing ? 1 : 0});
  const auto first = date::floor<date::days>(local.to_local(limit));
  local_days day = last;
  for (std::int64_t left = n; left > 0; left -= business.is_open_day(day))
    if ((day -= date::days{1}) < first) return not_enough_before(t);
  const auto end = last_open(business, local.to_instant(day + (wall_clock - last)));
  return end && *end >= limit ? in_time(*end) : not_enough_before(t);
}

time_result subtract_business_time(const open_hours& business, std::chrono::seconds left, instant t) {
  const instant limit = std::max(t - two_years, time_begin);
  for (auto end = t;;) {
    const auto open = business.before(end);
    if (!open || open->end < limit) return not_enough_before(t);
    end = std::min(open->end, end);
    if (left <= end - open->begin) return end - left >= limit ? in_time(end - left) : not_enough_before(t);
    left -= end - open->begin;
    end = open->begin;
  }
}

// More of a unit than there is time from 1970 to 2037: no computation with less can overflow.
bool is_absurd(const duration_part& part) {
  constexpr std::int64_t minutes = (time_end - time_begin) / std::chrono::minutes{1}, years = 68;
  switch (part.unit) {
    case time_unit::month:
    case time_unit::calendar_month:
      return part.count > years * 12;
    case time_unit::year:
    case time_unit::calendar_year:
      return part.count > years;
    default:
      return part.count > minutes;
  }
}

}  // namespace

time_result time_context::add(const duration& d, instant t) const {
  time_result end = in_time(t);
  for (const auto& part : d.parts) {
    if (part.count < 0) throw misuse(misuse_number::bad_size, "a duration is never negative");
    if (!end) return end;
    if (is_absurd(part)) return beyond;
    const std::int64_t n = part.count;
    const auto& business_zone = impl_of(business.always_open() ? local : business.local());
    switch (part.unit) {
      case time_unit::business_day:
        end = add_business_days(business, business_zone, n, end.at);
        break;
      case time_unit::business_hour:
        end = add_business_time(business, std::chrono::hours{n}, end.at);
        break;
      case time_unit::business_minute:
        end = add_business_time(business, std::chrono::minutes{n}, end.at);
        break;
      default:
        end = shift(impl_of(local), part.unit, n, end.at);
    }
  }
  return end;
}

time_result time_context::subtract(const duration& d, instant t) const {
  time_result end = in_time(t);
  for (const auto& part : d.parts) {
    if (part.count < 0) throw misuse(misuse_number::bad_size, "a duration is never negative");
    if (!end) return end;
    if (is_absurd(part)) return beyond;
    const std::int64_t n = part.count;
    const auto& business_zone = impl_of(business.always_open() ? local : business.local());
    switch (part.unit) {
      case time_unit::business_day:
        end = subtract_business_days(business, business_zone, n, end.at);
        break;
      case time_unit::business_hour:
        end = subtract_business_time(business, std::chrono::hours{n}, end.at);
        break;
      case time_unit::business_minute:
        end = subtract_business_time(business, std::chrono::minutes{n}, end.at);
        break;
      default:
        end = shift(impl_of(local), part.unit, -n, end.at);
    }
  }
  return end;
}

time_result time_context::next_time_of_day(std::chrono::minutes time, instant t) const {
  if (!in_range(t)) return beyond;
  const auto& here = impl_of(local);
  local_days day = date::floor<date::days>(here.to_local(t)) - date::days{1};  // a gap may move yesterday's to today
  instant at = here.to_instant(day + time);
  while (at < t) at = here.to_instant((day += date::days{1}) + time);
  return in_time(at);
}

time_result time_context::time_on_date(std::chrono::minutes time, instant t) const {
  if (!in_range(t)) return beyond;
  const auto& here = impl_of(local);
  return in_time(here.to_instant(date::floor<date::days>(here.to_local(t)) + time));
}

std::chrono::seconds time_context::open_time(const interval& all) const {
  std::chrono::seconds sum{0};
  if (all.begin >= all.end) return sum;
  if (const auto* inside = impl_of(business))
    if (const auto quick = inside->open_time(all)) return *quick;
  for_each_open(business, all.begin, [&](const interval& open) {
    if (open.begin >= all.end) return false;
    sum += std::min(open.end, all.end) - std::max(open.begin, all.begin);
    return open.end < all.end;
  });
  return sum;
}

time_result time_context::add_open_time(std::chrono::seconds length, instant t) const {
  return in_range(t) ? add_business_time(business, length, t) : beyond;
}

time_result time_context::next_day(instant t) const {
  if (!in_range(t)) return beyond;
  const auto& here = impl_of(local);
  if (const auto offset = here.offset_around(t))  // until then too
    return in_time(date::floor<date::days>(t + *offset) + date::days{1} - *offset);
  return in_time(shift_calendar(here, time_unit::calendar_day, t, 1));
}

}  // namespace tickler::inline TICKLER_ABI
