// Working time: which hours count when a step says "2 business days", and when a channel may be used.
//
//   tickler::calendar office{.hours = {{tickler::mon_fri, 9h, 18h}},
//                            .closed = {{.day = tickler::parse_closed_day("12-25").value()}}};
//   tickler::open_hours open{office, "US-NY", new_york};
//   open.is_open(now);
//
// A calendar has weekly open hours, days with hours of their own, and closed days, some of them perhaps of one region only. An
// instant is open when its wall-clock time lies in an opening: by wall clock, also on the days of a clock change. Openings are
// half-open and may wrap midnight (22:00-06:00 belongs to the day it starts on). An opening of a closed day does not take place,
// and a closed date is closed from midnight to midnight. An open day is a date that has an opening of its own and is not closed.
//
// Which openings are a region's: those of the most specific region listed that it is, or is part of (US-FL, else US, else all), and
// no others. Where none are, it is closed at all times.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/duration.hpp>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/zone.hpp>
#include <variant>
#include <vector>

namespace tickler::inline TICKLER_ABI {

using weekday_set = std::uint8_t;  // bit 0 is Monday
inline constexpr weekday_set monday = 1, tuesday = 2, wednesday = 4, thursday = 8, friday = 16, saturday = 32, sunday = 64,
                             mon_fri = 31, daily = 127;

struct opening {
  weekday_set days = 0;
  std::chrono::minutes from{}, to{};  // 00:00 to 24:00 of the local day; `to` before `from` wraps midnight
  std::string region{};               // empty: for whom no region is listed
  friend bool operator==(const opening&, const opening&) = default;
};

// Days that are counted from another one: `thu[4] nov +1`.
template <class Day>
struct days_from {
  Day day{};
  int days = 0;  // -99 to 99, but not 0
  bool ok() const noexcept { return day.ok() && days != 0 && -99 <= days && days <= 99; }
  friend bool operator==(const days_from&, const days_from&) = default;
};

struct date_range {  // both ends are in it
  date::year_month_day first{}, last{};
  bool ok() const noexcept { return first.ok() && last.ok() && first <= last; }
  friend bool operator==(const date_range&, const date_range&) = default;
};

struct yearly_range {  // likewise; `last` before `first` is in the next year
  date::month_day first{}, last{};
  bool ok() const noexcept { return first.ok() && last.ok(); }
  friend bool operator==(const yearly_range&, const yearly_range&) = default;
};

struct easter_day {  // Easter Sunday, or so many days after it
  bool orthodox = false;
  int days = 0;  // -99 to 99
  bool ok() const noexcept { return -99 <= days && days <= 99; }
  friend bool operator==(const easter_day&, const easter_day&) = default;
};

// A date of every year that goes to a weekday when it is a Saturday or Sunday, and then is not closed itself.
struct moving_day {
  enum class to : std::uint8_t {
    nearest,    // `observed`: the Friday before, the Monday after
    substitute  // the first weekday after it that is not closed, nor another one's substitute
  };
  date::month_day day{};
  to moves = to::nearest;
  bool ok() const noexcept { return day.ok() && moves <= to::substitute; }
  friend bool operator==(const moving_day&, const moving_day&) = default;
};

// A date, a date of every year (29 February in leap years), the 4th Thursday of November, the last Monday of May, days counted from
// those, dates from one to another, days counted from Easter, dates that move.
using closed_day = std::variant<date::year_month_day, date::month_day, date::month_weekday, date::month_weekday_last,
                                days_from<date::month_weekday>, days_from<date::month_weekday_last>, date_range, yearly_range,
                                easter_day, moving_day>;

struct closure {
  std::string region{};  // empty: closed for everybody; else for prospects of this region and its parts: "US" is for "US-NY" too
  closed_day day{};
  friend bool operator==(const closure&, const closure&) = default;
};

struct hours_of_day {
  std::chrono::minutes from{}, to{};  // as an opening's
  friend bool operator==(const hours_of_day&, const hours_of_day&) = default;
};

// A date's own hours, instead of its weekday's. Of several for one date those of the most specific region count, and of these it is
// open when all are. A date that is closed too stays closed.
struct special_day {
  std::string region{};  // as a closure's
  closed_day day{};      // no substitute
  std::vector<hours_of_day> hours{};
  friend bool operator==(const special_day&, const special_day&) = default;
};

struct calendar {
  std::vector<opening> hours{};
  std::vector<closure> closed{};
  std::vector<special_day> special{};
  friend bool operator==(const calendar&, const calendar&) = default;
};

// Easter Sunday, of 1583 on by the Gregorian computus as Meeus has it (Astronomical Algorithms, 1991, chapter 8); the Orthodox one
// by the Julian computus, as a date of the Gregorian calendar.
TICKLER_API date::year_month_day easter(date::year year);
TICKLER_API date::year_month_day orthodox_easter(date::year year);

// What is wrong unless every opening has days and two different times of a day, and every closed or special day exists; its offset
// is the index of the one that is wrong.
TICKLER_API std::optional<parse_error> check_calendar(const calendar& c);

// Blanks around the signs between two values are fine.
TICKLER_API parse_result<weekday_set> parse_weekdays(
    std::string_view text);  // "mon", "mon-fri", "tue,thu", "daily", "weekdays", "weekend"
TICKLER_API parse_result<opening> parse_hours(std::string_view text);                     // "09:00-18:00" (all days unset)
TICKLER_API parse_result<std::chrono::minutes> parse_time_of_day(std::string_view text);  // "09:15"; 24:00 is an error here
// "2026-12-24", "12-25", "thu[4] nov", "mon[last] may", "thu[4] nov +1", "2026-08-03..2026-08-21", "12-24..01-02", "easter",
// "easter-2", "orthodox-easter+1", "07-04 observed", "12-25 substitute"
TICKLER_API parse_result<closed_day> parse_closed_day(std::string_view text);
TICKLER_API std::string to_string(const closed_day& day);  // as parse_closed_day reads it

struct interval {  // open from `begin` up to, not including, `end`
  instant begin{}, end{};
  friend bool operator==(const interval&, const interval&) = default;
};

// How many bytes the years of several open_hours may still take together; without one: as many as they want.
using memory_budget = std::shared_ptr<std::atomic<std::int64_t>>;

// What one calendar means for one region in one zone, or what several mean together (all must be open). Intervals that
// touch are one. Computed a year at a time when first asked for and kept; every member may be called from any thread.
// Copies share what is kept. A year takes 12 bytes an interval (3 KiB in office hours); one that the budget has no room for is
// worked out anew at each call. Cost: logarithmic in the intervals of a year, once that year is there (readers take no lock);
// plus one step for each whole year that an interval goes on.
class TICKLER_API open_hours {
 public:
  open_hours();                             // always open
  open_hours(const open_hours&) = default;  // and no moves: what was moved from would be always open
  open_hours& operator=(const open_hours&) = default;
  // Throws misuse for what check_calendar refuses.
  open_hours(const calendar& c, std::string_view region, const zone& z, memory_budget budget = {});
  static open_hours all_of(std::span<const open_hours> several, memory_budget budget = {});

  // The same hours and closed days by another clock. In UTC they are what they are by any clock while that is not changed: what is
  // made from that shares its years. Throws misuse for several calendars, which have no one clock.
  open_hours in(const zone& z) const;  // with the same budget
  open_hours in(const zone& z, memory_budget budget) const;

  bool always_open() const noexcept;   // no calendar at all
  bool knows_region() const noexcept;  // false: some calendar has no hours for it, and it is closed at all times
  bool is_open(instant t) const;       // false outside 1970 to 2037

  // The interval that contains t, or the next one after it; nothing if none begins before `time_end` within two years
  // (731 days) of t.
  std::optional<interval> from(instant t) const;
  // The last interval that begins before t; nothing if it ended two years before t or earlier. Intervals are those of 1970 to 2037:
  // one that goes on at either end is cut there.
  std::optional<interval> before(instant t) const;

  // Dates of the calendar's own zone (of the first calendar, where there are several).
  const zone& local() const noexcept;
  bool is_open_day(date::local_days day) const;  // of 1970 to 2037

  std::size_t bytes() const noexcept;  // memory that the kept years take now, besides those of all_of's parts

  struct cache;

 private:
  friend struct internal_access;
  explicit open_hours(std::shared_ptr<cache> c) noexcept : cache_(std::move(c)) {}
  cache* inside() const noexcept { return cache_.get(); }  // none: always open
  std::shared_ptr<cache> cache_;
};

enum class time_problem : std::uint8_t {
  none,
  beyond_2037,       // the result, or something on the way to it, is at or after `time_end` (or before 1970)
  no_business_time,  // the business calendar does not open enough within two years (731 days) of where the count began
  no_duration,       // the duration is worked out by an expression, and that has no value of 0 to 100 years
  no_date,           // it counts from an `until` that is not given
};

struct time_result {  // the end of a computation in time
  instant at{};       // meaningful only without a problem
  time_problem problem = time_problem::none;
  explicit operator bool() const noexcept { return problem == time_problem::none; }
  friend bool operator==(const time_result&, const time_result&) = default;
};

// Where durations are counted: the wall clock of a zone, and the hours of the business calendar (which may have a zone of its own:
// its days and times of day are read off that one). Without a business calendar every day is open, and its zone is `local`.
//
// The members throw misuse for a negative count. Cost: a few look-ups; business time also a step for each day or
// interval that it counts (at most two years of them).
struct time_context {
  zone local{};
  open_hours business{};

  // Minutes and hours are elapsed time. Days, weeks, months and years keep the wall-clock time; a month end clamps (31 January + 1
  // month = 28 February). n calendar days: the start of the local date n days after t's; n calendar weeks, months or years: of the
  // local week (from Monday), month or year n after t's. n business days: first to the next open instant
  // if t is closed, then n open days forward keeping the time of day, then to the next open instant if that is closed.
  // n business hours or minutes: the first instant by which so much open time has passed since t (so 18:00 and not the next
  // morning, when the office closes at 18:00). Each part of a sum has two years of its own for its business time.
  TICKLER_API time_result add(const duration& d, instant t) const;

  // "24 hours before": the same, backward, part by part from the left. n business days: first back to the last open instant, or its
  // closing, then n open days back, keeping the time of day, then again. n business hours or minutes: the last instant from which
  // on so much open time passes until t.
  TICKLER_API time_result subtract(const duration& d, instant t) const;

  // The first instant at or after t at which the wall clock shows `time`, each date's taken once: the earlier of two; one that does
  // not exist is moved by the length of the gap.
  TICKLER_API time_result next_time_of_day(std::chrono::minutes time, instant t) const;

  // That time on t's own local date, be it before t or after.
  TICKLER_API time_result time_on_date(std::chrono::minutes time, instant t) const;

  // How much of it the business calendar is open; and the first instant by which so much open time has passed since t.
  TICKLER_API std::chrono::seconds open_time(const interval& all) const;
  TICKLER_API time_result add_open_time(std::chrono::seconds length, instant t) const;

  // The first instant of the local date after t's. Where the clock is set back over midnight, and a date begins twice, the
  // beginning that is still to come; so too for calendar days.
  TICKLER_API time_result next_day(instant t) const;
};

}  // namespace tickler::inline TICKLER_ABI
