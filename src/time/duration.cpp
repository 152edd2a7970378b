#include <ostream>
#include <tickler/duration.hpp>
#include <tickler/problem_numbers.hpp>

#include "time/units.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;

// 100 years have 36,524 or 36,525 days; 1,200 months count as just that.
constexpr std::int64_t longest_plain = 36525 * day;
constexpr std::int64_t month_on_average = longest_plain / 1200;
constexpr std::int64_t most_business_days = 250, most_business_minutes = 2000 * 60;

std::string to_text(const duration_part& part) {
  const unit_name& name = unit_names[static_cast<std::size_t>(part.unit)];
  return std::to_string(part.count) + ' ' + std::string{part.count == 1 ? name.singular : name.plural};
}

constexpr std::int64_t seconds_of(time_unit unit) {
  switch (unit) {
    case time_unit::minute:
    case time_unit::business_minute:
      return minute;
    case time_unit::hour:
    case time_unit::business_hour:
      return hour;
    case time_unit::day:
    case time_unit::calendar_day:
    case time_unit::business_day:
      return day;
    case time_unit::week:
    case time_unit::calendar_week:
      return 7 * day;
    case time_unit::month:
    case time_unit::calendar_month:
      return month_on_average;
    case time_unit::year:
    case time_unit::calendar_year:
      return 12 * month_on_average;
  }
  return 0;
}

constexpr bool is_of_calendar(time_unit unit) { return time_unit::calendar_day <= unit && unit <= time_unit::calendar_year; }

constexpr duration_range range_of(time_unit unit) {
  switch (unit) {
    case time_unit::month:
    case time_unit::calendar_month:
      return {28 * day, 31 * day};
    case time_unit::year:
    case time_unit::calendar_year:
      return {365 * day, 366 * day};
    default:
      return {seconds_of(unit), seconds_of(unit)};
  }
}

struct totals {
  std::int64_t plain = 0, business_days = 0, business_minutes = 0;

  void add(const duration_part& part) {
    if (part.unit == time_unit::business_day)
      business_days += part.count;
    else if (is_business(part.unit))
      business_minutes += part.count * (seconds_of(part.unit) / minute);
    else
      plain += part.count * seconds_of(part.unit);
  }

  std::string_view excess() const {
    if (plain > longest_plain) return "more than 100 years (36525 days), the longest that is allowed";
    if (business_days > most_business_days) return "more than 250 business days, the most that is allowed";
    if (business_minutes > most_business_minutes) return "more than 2000 business hours, the most that is allowed";
    return {};
  }
};

}  // namespace

std::optional<part_problem> find_problem(const duration& d) {
  totals sum;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    const duration_part& part = d.parts[i];
    if (i == most_parts) return part_problem{i, "a duration has at most 8 parts"};
    if (part.count < 0) return part_problem{i, "a duration is never negative"};
    if (part.count == 0) return part_problem{i, "zero is written '0 minutes', alone"};
    if (static_cast<std::size_t>(part.unit) >= unit_names.size()) return part_problem{i, "unknown unit"};
    sum.add(part);
    if (!sum.excess().empty()) {
      const std::string what = d.parts.size() == 1 ? "'" + to_text(part) + "' is " : "with '" + to_text(part) + "' the sum is ";
      return part_problem{i, what + std::string{sum.excess()}};
    }
  }
  return std::nullopt;
}

std::optional<parse_error> check_duration(const duration& d) {
  const auto problem = find_problem(d);
  if (!problem) return std::nullopt;
  return parse_error{problem->part, problem->message, number::bad_duration};
}

duration_range range_of(const duration& d) noexcept {
  duration_range range;
  for (const auto& [count, unit] : d.parts) {
    const auto one = range_of(unit);
    const std::int64_t n = count, whole = is_of_calendar(unit) ? n - 1 : n;  // the one counted from has begun already
    range.shortest += whole * one.shortest;
    range.longest = is_business(unit) || range.longest == for_ever ? for_ever : range.longest + n * one.longest;
  }
  return range;
}

std::string to_string(const duration& d) {
  if (d.is_zero()) return "0 minutes";
  std::string text;
  for (const auto& part : d.parts) (text += text.empty() ? "" : " ") += to_text(part);
  return text;
}

std::ostream& operator<<(std::ostream& out, const duration& d) { return out << to_string(d); }

}  // namespace tickler::inline TICKLER_ABI
