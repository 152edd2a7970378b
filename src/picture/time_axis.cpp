#include "picture/time_axis.hpp"

#include <algorithm>
#include <sstream>
#include <tickler/io/results.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr int least_gap = 4, least_small_gap = 2;  // idle days that are folded
constexpr int gap_width = 48;
constexpr int hours_a_day = 24;
constexpr int least_per_hour = 2, most_per_hour = 5;  // pixels
constexpr int usual_width = 900;                      // that short pictures grow to

}  // namespace

time_axis::time_axis(zone local, const std::vector<instant>& busy, scale s) : local_(std::move(local)) {
  std::vector<date::local_days> days;
  for (const auto t : busy)
    if (in_range(t)) days.push_back(date::floor<date::days>(local_.to_local(t)));
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const auto day : days) {
    if (!columns_.empty()) {
      const auto next = columns_.back().first + date::days{1};
      const auto idle = static_cast<int>((day - next).count());
      if (idle >= (s == scale::small ? least_small_gap : least_gap))
        add(next, idle);
      else
        for (auto d = next; d < day; d += date::days{1}) add(d, 1);
    }
    add(day, 1);
  }
  give_widths(s);
}

void time_axis::add(date::local_days first, int days) {
  columns_.push_back({first, days, local_.start_of(first), local_.start_of(first + date::days{days})});
}

void time_axis::give_widths(scale s) {
  const auto days = static_cast<int>(std::count_if(columns_.begin(), columns_.end(), [](const column& c) { return !c.is_gap(); }));
  int per_hour = s == scale::small ? least_per_hour : most_per_hour;
  while (per_hour > least_per_hour && days * hours_a_day * per_hour > usual_width) --per_hour;
  int x = 0;
  for (auto& c : columns_) {
    c.x = x;
    c.width = c.is_gap() ? gap_width : hours_a_day * per_hour;
    x += c.width;
  }
}

int time_axis::x(instant t) const noexcept {
  const auto behind = std::upper_bound(columns_.begin(), columns_.end(), t, [](instant i, const column& c) { return i < c.begin; });
  if (behind == columns_.begin()) return 0;
  const auto& c = *std::prev(behind);
  if (t >= c.end) return c.x + c.width;
  return c.x + static_cast<int>((t - c.begin) * c.width / (c.end - c.begin));
}

day_label label_of(const time_axis::column& c, const zone& local) {
  std::istringstream words(to_text(c.begin, local));  // "Mon 2 Mar 2026 00:00"
  day_label label;
  std::string number;
  words >> label.day >> number >> label.month >> label.year;
  label.day += ' ' + number;
  return label;
}

}  // namespace tickler::inline TICKLER_ABI
