// The days along the top of a picture, by one clock. A day on which something is has a column; so have the few days between two of
// them. A longer stretch of idle days is folded into one narrow column, so that a year of letters is as easy to read as a week.
#pragma once

#include <span>
#include <string>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class time_axis {
 public:
  struct column {
    date::local_days first{};
    int days = 1;  // more: nothing is in any of them
    instant begin{}, end{};
    int x = 0, width = 0;
    bool is_gap() const noexcept { return days != 1; }
  };

  enum class scale : bool { small, as_room_is };  // pixels an hour; and of how many idle days on they are folded
  // Instants in any order; those outside 1970 to 2037 are passed over.
  time_axis(zone local, const std::vector<instant>& busy, scale s = scale::as_room_is);

  std::span<const column> columns() const noexcept { return columns_; }
  int width() const noexcept { return columns_.empty() ? 0 : columns_.back().x + columns_.back().width; }

  // Never goes back as time goes on: a day of 23 or 25 hours is as wide as any. At an end for what lies beyond it.
  int x(instant t) const noexcept;

 private:
  void add(date::local_days first, int days);
  void give_widths(scale s);

  zone local_;
  std::vector<column> columns_{};
};

// What is written above a column: "Mon 2", "Mar 2026".
struct day_label {
  std::string day{}, month{}, year{};
};
day_label label_of(const time_axis::column& c, const zone& local);

}  // namespace tickler::inline TICKLER_ABI
