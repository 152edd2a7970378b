#include "time/calendar_days.hpp"

#include <algorithm>

#include "time/calendar_year.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using date::local_days;
using row = std::optional<days_in_row>;

row one(local_days day) { return days_in_row{day, day}; }

row of_year(const date::year_month_day& day, date::year year) { return day.year() == year ? one(local_days{day}) : std::nullopt; }

row of_year(const date::month_day& day, date::year year) {
  const date::year_month_day full = year / day;
  return full.ok() ? one(local_days{full}) : std::nullopt;
}

row of_year(const date::month_weekday& day, date::year year) {
  const date::year_month_weekday full{year, day.month(), day.weekday_indexed()};
  return full.ok() ? one(local_days{full}) : std::nullopt;  // not every month has a fifth
}

row of_year(const date::month_weekday_last& day, date::year year) {
  return one(local_days{date::year_month_weekday_last{year, day.month(), day.weekday_last()}});
}

template <class Day>
row of_year(const days_from<Day>& rule, date::year year) {
  const auto from = of_year(rule.day, year);
  return from ? one(from->first + date::days{rule.days}) : std::nullopt;
}

row of_year(const date_range& range, date::year year) {
  return range.first.year() == year ? row{{local_days{range.first}, local_days{range.last}}} : std::nullopt;
}

// 29 February, where there is none: the day after it begins, the day before it ends.
row of_year(const yearly_range& range, date::year year) {
  const date::year_month_day first = year / range.first,
                             last = (range.last < range.first ? year + date::years{1} : year) / range.last;
  const auto begin = first.ok() ? local_days{first} : local_days{year / 3 / 1};
  const auto end = last.ok() ? local_days{last} : local_days{last.year() / 2 / date::last};
  return begin <= end ? row{{begin, end}} : std::nullopt;
}

row of_year(const easter_day& rule, date::year year) {
  return one(local_days{rule.orthodox ? orthodox_easter(year) : easter(year)} + date::days{rule.days});
}

row of_year(const moving_day& rule, date::year year) {
  const auto there = of_year(rule.day, year);
  if (!there || !is_weekend(there->first)) return there;
  if (rule.moves == moving_day::to::substitute) return std::nullopt;
  return one(date::weekday{there->first} == date::Saturday ? there->first - date::days{1} : there->first + date::days{1});
}

}  // namespace

std::optional<days_in_row> in_year(const closed_day& day, date::year year) {
  return std::visit([year](const auto& rule) { return of_year(rule, year); }, day);
}

// As Meeus names the numbers.
date::year_month_day easter(date::year year) {
  const int y = static_cast<int>(year);
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return year / (n / 31) / (n % 31 + 1);
}

date::year_month_day orthodox_easter(date::year year) {
  const int y = static_cast<int>(year);
  const int d = (19 * (y % 19) + 15) % 30, e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7, n = d + e + 114;
  const local_days julian{year / (n / 31) / (n % 31 + 1)};
  return date::year_month_day{julian + date::days{y / 100 - y / 400 - 2}};
}

// From before the first year that anybody asks about on, date by date: at a weekend some begin to wait for a weekday; each that is
// not closed takes one of them in.
std::vector<date::local_days> substitutes_of(std::span<const closed_day> closed) {
  const auto with_substitute = [](const closed_day& day) {
    const auto* rule = std::get_if<moving_day>(&day);
    return rule && rule->moves == moving_day::to::substitute ? rule : nullptr;
  };
  if (std::none_of(closed.begin(), closed.end(), with_substitute)) return {};
  constexpr date::year begin{first_year - 1}, end{first_year + year_count + 1};
  const days_in_row all{local_days{begin / 1 / 1}, local_days{end / 1 / 1} - date::days{1}};
  const auto number = [&](local_days day) { return static_cast<std::size_t>((day - all.first).count()); };
  std::vector<bool> is_closed(number(all.last) + 1);
  std::vector<std::size_t> begin_to_wait(is_closed.size());
  for (const auto& day : closed) {
    for_each_row(day, all, [&](days_in_row r) {
      std::fill(is_closed.begin() + (r.first - all.first).count(), is_closed.begin() + (r.last - all.first).count() + 1, true);
    });
    if (const auto* rule = with_substitute(day))
      for (auto y = begin; y < end; ++y)
        if (const auto there = of_year(rule->day, y); there && is_weekend(there->first)) ++begin_to_wait[number(there->first)];
  }
  std::vector<local_days> found;
  std::size_t waiting = 0;
  for (auto day = all.first; day <= all.last; day += date::days{1}) {
    waiting += begin_to_wait[number(day)];
    if (waiting == 0 || is_weekend(day) || is_closed[number(day)]) continue;
    found.push_back(day);
    --waiting;
  }
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
