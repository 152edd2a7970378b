// Time as the plain reference reads it: clocks on walls, calendars, durations. It steps from edge to edge and keeps nothing.
#pragma once

#include <date/tz.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <tickler/calendar.hpp>
#include <tickler/duration.hpp>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace plain {

using tickler::instant;
using tickler::time_problem;
using tickler::time_result;

inline constexpr std::chrono::hours two_years{731 * 24};

class wall_clock {
 public:
  explicit wall_clock(const std::string& zone) : zone_(date::locate_zone(zone)) {}

  date::local_seconds shows(instant t) const { return zone_->to_local(t); }
  date::local_days date_of(instant t) const { return date::floor<date::days>(shows(t)); }
  std::array<std::optional<instant>, 2> all(date::local_seconds t) const;  // when it shows this: never, once or twice
  instant first(date::local_seconds t) const;                              // the earlier; one in a gap is moved by its length
  instant start_of(date::local_days day) const;                            // its first instant; of none the next date's
  instant next_shift(instant t) const { return zone_->get_info(t).end; }

 private:
  const date::time_zone* zone_;
};

struct opening_times {  // one calendar, for one prospect
  opening_times(const tickler::calendar_draft* calendar, const std::string& region, wall_clock its_clock);

  wall_clock clock;

  bool has_hours() const { return !hours_.empty(); }  // for the region
  bool is_closed_date(date::local_days day) const;
  bool is_open_day(date::local_days day) const;
  bool is_open(instant t) const;
  instant next_edge(instant t) const;  // nothing opens or closes strictly between t and it

 private:
  std::vector<const tickler::special_day*> own_hours_of(date::local_days day) const;
  bool is_written_closed(date::local_days day) const;
  bool is_substitute(date::local_days day) const;                     // for one that would be at a weekend
  bool opens(date::local_days day, std::chrono::seconds time) const;  // by what begins on that date, so long after its midnight

  // What is for the region.
  std::vector<tickler::opening> hours_{};
  std::vector<tickler::closed_day> closed_{};
  std::vector<date::month_day> with_substitute_{};
  std::vector<tickler::special_day> special_{};
};

using calendars = std::vector<opening_times>;  // all must be open; none: always open

bool is_open(const calendars& all, instant t);
instant next_edge(const calendars& all, instant t);

// The first open instant at or after t. No answer: no_business_time after two years, beyond_2037 at the end of time.
time_result next_open(const calendars& all, instant t);

// The same for one instant after the other, each no earlier than the one before: what was seen to be shut is not walked again.
class opening_search {
 public:
  explicit opening_search(const calendars& all) : all_{all} {}
  time_result from(instant t);

 private:
  const calendars& all_;
  instant at_{tickler::time_begin};
};

struct span {
  instant begin{}, end{};
};
// The last open interval that meets [from, to), cut off at both.
std::optional<span> last_open(const calendars& all, instant from, instant to);

struct reckoner {
  wall_clock local;
  std::optional<opening_times> business;

  time_result add(const tickler::duration& d, instant t) const;
  time_result subtract(const tickler::duration& d, instant t) const;
  time_result next_time_of_day(std::chrono::minutes time, instant t) const;
  time_result time_on_date(std::chrono::minutes time, instant t) const;  // on the date of t
  time_result next_date(instant t) const;                                // the first instant of the date after t's
  time_result add_business_time(std::chrono::seconds wanted, instant t) const;
  std::chrono::seconds business_time_in(span s) const;

 private:
  time_result add(const tickler::duration_part& part, instant t) const;
  time_result add_business_days(int n, instant t) const;
  std::optional<span> open_before(instant t, instant limit) const;
  time_result business_days_before(int n, instant t) const;
  time_result business_time_before(std::chrono::seconds wanted, instant t) const;
};

}  // namespace plain
