// On which dates the days fall that a calendar names.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <tickler/calendar.hpp>
#include <variant>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct days_in_row {  // both are in it
  date::local_days first{}, last{};
};

inline bool is_weekend(date::local_days day) noexcept {
  const date::weekday weekday{day};
  return weekday == date::Saturday || weekday == date::Sunday;
}

// What each year has of it: they may begin up to a hundred days before the year, and end so long after it. A range of dates is all
// in the year in which it begins; so is one that goes over New Year. Nothing of a day that a substitute stands for.
std::optional<days_in_row> in_year(const closed_day& day, date::year year);

// Calls each(days_in_row) for those that meet [first, last].
template <class Each>
void for_each_row(const closed_day& day, days_in_row within, const Each& each) {
  const auto give = [&](const std::optional<days_in_row>& row) {
    if (row && row->first <= within.last && within.first <= row->last)
      each(days_in_row{std::max(row->first, within.first), std::min(row->last, within.last)});
  };
  if (const auto* exact = std::get_if<date::year_month_day>(&day)) return give(in_year(day, exact->year()));
  if (const auto* range = std::get_if<date_range>(&day)) return give(in_year(day, range->first.year()));
  const auto year_of = [](date::local_days d) { return date::year_month_day{d}.year(); };
  for (auto y = year_of(within.first) - date::years{1}; y <= year_of(within.last) + date::years{1}; ++y) give(in_year(day, y));
}

// R124. Of all years, ascending.
std::vector<date::local_days> substitutes_of(std::span<const closed_day> closed);

}  // namespace tickler::inline TICKLER_ABI
