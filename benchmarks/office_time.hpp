// Wall clocks and office hours as one would write them by hand: for hand_written.hpp.
#pragma once

#include <chrono>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>
#include <vector>

namespace hand_written {

using tickler::instant;

// Of a zone. A wall-clock time that does not exist is moved by the length of the gap; one that exists twice is the earlier.
class wall_clock {
 public:
  explicit wall_clock(std::string_view zone);

  std::chrono::local_seconds shown_at(instant t) const;
  std::chrono::local_days date_of(instant t) const { return std::chrono::floor<std::chrono::days>(shown_at(t)); }
  instant when_showing(std::chrono::local_seconds t) const;
  instant start_of(std::chrono::local_days day) const;  // its first instant

  instant plus_days(instant t, int days) const { return when_showing(shown_at(t) + std::chrono::days{days}); }
  instant next_midnight(instant t) const { return start_of(date_of(t) + std::chrono::days{1}); }

 private:
  struct period {  // of one offset
    instant begin;
    std::chrono::seconds offset;
    std::chrono::local_seconds shown_end;
  };
  std::vector<period>::const_iterator first_that_shows(std::chrono::local_seconds t) const;

  std::vector<period> periods_;
};

// Monday to Friday 9 to 18, but for the holidays. No clock of the workload is changed within these hours.
class office {
 public:
  struct interval {
    instant begin, end;
  };

  office(const wall_clock& clock, std::span<const std::chrono::month_day> holidays) : clock_(clock), holidays_(holidays) {}

  interval open_from(instant t) const;          // the interval that t is in, or the next
  instant last_closing(instant opening) const;  // before it

 private:
  bool opens_on(std::chrono::local_days day) const;
  interval on(std::chrono::local_days day) const;

  const wall_clock& clock_;
  std::span<const std::chrono::month_day> holidays_;  // ascending
};

}  // namespace hand_written
