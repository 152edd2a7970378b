#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <future>
#include <ostream>
#include <tickler/calendar.hpp>

#include "calendars.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using namespace tickler::test;
namespace data = boost::unit_test::data;
using namespace std::chrono_literals;

struct open_case {
  const char* hours;  // as calendar_of reads them
  const char* closed;
  const char* zone;
  const char* utc;
  bool open;
};
std::ostream& operator<<(std::ostream& out, const open_case& c) {
  return out << c.hours << ' ' << c.closed << ' ' << c.zone << ' ' << c.utc;
}

const open_case at_instants[] = {
    // Half-open: FDCPA's "after 8 and before 9 pm", Florida's "after 8 p.m."
    {"daily 08:00-20:00", "", "America/New_York", "2026-01-15T12:59:59", false},
    {"daily 08:00-20:00", "", "America/New_York", "2026-01-15T13:00:00", true},
    {"daily 08:00-20:00", "", "America/New_York", "2026-01-16T00:59:59", true},
    {"daily 08:00-20:00", "", "America/New_York", "2026-01-16T01:00:00", false},
    {"daily 00:00-24:00", "", "America/New_York", "2026-01-16T05:00:00", true},
    // Wrapped: the night of Friday belongs to Friday, and ends on Saturday at six.
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-16T21:59", false},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-16T22:00", true},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-17T05:59", true},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-17T06:00", false},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-17T22:00", false},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-19T03:00", false},
    {"mon-fri 22:00-06:00", "", "UTC", "2026-01-16T12:00", false},
    {"daily 22:00-00:00", "", "UTC", "2026-01-16T23:59", true},
    {"daily 22:00-00:00", "", "UTC", "2026-01-17T00:00", false},
    // A closed date is closed from midnight to midnight, and its own night does not take place.
    {"daily 22:00-06:00", "12-25", "UTC", "2026-12-24T23:59:59", true},
    {"daily 22:00-06:00", "12-25", "UTC", "2026-12-25T00:00", false},
    {"daily 22:00-06:00", "12-25", "UTC", "2026-12-25T23:00", false},
    {"daily 22:00-06:00", "12-25", "UTC", "2026-12-26T03:00", false},
    {"daily 22:00-06:00", "12-25", "UTC", "2026-12-26T22:00", true},
    {"daily 22:00-06:00", "12-31 01-01", "UTC", "2026-12-31T01:00", false},
    {"daily 22:00-06:00", "01-01", "UTC", "2026-12-31T23:00", true},
    {"daily 22:00-06:00", "01-01", "UTC", "2027-01-01T01:00", false},
    {"daily 22:00-06:00", "01-01", "Pacific/Kiritimati", "2026-12-31T10:00", false},
    {"daily 22:00-06:00", "01-01", "Etc/GMT+12", "2027-01-01T11:59", true},
    // Closed days: a date, every year, the fourth Thursday, the last Monday; others stay open.
    {"daily 09:00-18:00", "2026-12-24", "UTC", "2026-12-24T12:00", false},
    {"daily 09:00-18:00", "2026-12-24", "UTC", "2027-12-24T12:00", true},
    {"daily 09:00-18:00", "thu[4] nov", "UTC", "2026-11-26T12:00", false},
    {"daily 09:00-18:00", "thu[4] nov", "UTC", "2026-11-19T12:00", true},
    {"daily 09:00-18:00", "thu[4] nov", "UTC", "2029-11-22T12:00", false},
    {"daily 09:00-18:00", "mon[last] may", "UTC", "2026-05-25T12:00", false},
    {"daily 09:00-18:00", "mon[last] may", "UTC", "2027-05-31T12:00", false},
    {"daily 09:00-18:00", "thu[5] nov", "UTC", "2028-11-30T12:00", false},
    {"daily 09:00-18:00", "thu[5] nov", "UTC", "2026-11-26T12:00", true},
    {"daily 09:00-18:00", "02-29", "UTC", "2028-02-29T12:00", false},
    {"daily 09:00-18:00", "02-29", "UTC", "2027-02-28T12:00", true},
    {"daily 09:00-18:00", "02-29", "UTC", "2027-03-01T12:00", true},
    // By wall clock on the days of a clock change: 02:30-03:30 is half an hour in spring and an hour and a half in autumn.
    {"daily 02:30-03:30", "", "America/New_York", "2026-03-08T06:59", false},
    {"daily 02:30-03:30", "", "America/New_York", "2026-03-08T07:00", true},
    {"daily 02:30-03:30", "", "America/New_York", "2026-03-08T07:29", true},
    {"daily 02:30-03:30", "", "America/New_York", "2026-03-08T07:30", false},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T00:29", false},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T00:30", true},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T00:59", true},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T01:00", false},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T01:30", true},
    {"daily 02:30-03:30", "", "Europe/Berlin", "2026-10-25T02:30", false},
    {"daily 02:00-03:00", "", "Europe/Berlin", "2026-03-29T01:00", false},
    // The ends of time.
    {"daily 00:00-24:00", "", "UTC", "1970-01-01T00:00", true},
    {"daily 00:00-24:00", "", "UTC", "2037-12-31T23:59:59", true},
    {"daily 00:00-24:00", "", "UTC", "2038-01-01T00:00", false},
    {"", "", "UTC", "2026-01-15T12:00", false},
};

BOOST_DATA_TEST_CASE(an_instant_is_open_when_its_wall_clock_lies_in_an_interval, data::make(at_instants), c) {
  BOOST_TEST(open_hours(calendar_of(c.hours, c.closed), "", zone_of(c.zone)).is_open(utc(c.utc)) == c.open);
}

struct interval_case {
  const char* hours;
  const char* closed;
  const char* zone;
  const char* utc;
  const char* from;
  const char* before;
};
std::ostream& operator<<(std::ostream& out, const interval_case& c) {
  return out << c.hours << ' ' << c.closed << ' ' << c.zone << ' ' << c.utc;
}

const interval_case intervals[] = {
    {"mon-fri 09:00-18:00", "", "UTC", "2026-01-16T12:00", "2026-01-16T09:00:00Z to 2026-01-16T18:00:00Z",
     "2026-01-16T09:00:00Z to 2026-01-16T18:00:00Z"},
    {"mon-fri 09:00-18:00", "", "UTC", "2026-01-16T09:00", "2026-01-16T09:00:00Z to 2026-01-16T18:00:00Z",
     "2026-01-15T09:00:00Z to 2026-01-15T18:00:00Z"},
    {"mon-fri 09:00-18:00", "", "UTC", "2026-01-16T18:00", "2026-01-19T09:00:00Z to 2026-01-19T18:00:00Z",
     "2026-01-16T09:00:00Z to 2026-01-16T18:00:00Z"},
    // Overlapping and touching intervals, of one day and of two.
    {"daily 09:00-12:00 daily 11:00-15:00 daily 15:00-16:00", "", "UTC", "2026-01-16T00:00",
     "2026-01-16T09:00:00Z to 2026-01-16T16:00:00Z", "2026-01-15T09:00:00Z to 2026-01-15T16:00:00Z"},
    {"fri 20:00-24:00 sat 00:00-02:00", "", "UTC", "2026-01-17T00:00", "2026-01-16T20:00:00Z to 2026-01-17T02:00:00Z",
     "2026-01-16T20:00:00Z to 2026-01-17T02:00:00Z"},
    {"fri 20:00-03:00 sat 00:00-02:00", "", "UTC", "2026-01-17T01:00", "2026-01-16T20:00:00Z to 2026-01-17T03:00:00Z",
     "2026-01-16T20:00:00Z to 2026-01-17T03:00:00Z"},
    // Over New Year, in the zone and in UTC.
    {"daily 22:00-06:00", "", "UTC", "2027-01-01T00:00", "2026-12-31T22:00:00Z to 2027-01-01T06:00:00Z",
     "2026-12-31T22:00:00Z to 2027-01-01T06:00:00Z"},
    {"daily 16:00-20:00", "", "America/New_York", "2026-12-31T23:00", "2026-12-31T21:00:00Z to 2027-01-01T01:00:00Z",
     "2026-12-31T21:00:00Z to 2027-01-01T01:00:00Z"},
    {"daily 16:00-20:00", "", "America/New_York", "2027-01-01T00:30", "2026-12-31T21:00:00Z to 2027-01-01T01:00:00Z",
     "2026-12-31T21:00:00Z to 2027-01-01T01:00:00Z"},
    // Always open, and but for one day a year, or one day in all.
    {"daily 00:00-24:00", "", "Europe/Berlin", "2026-01-16T12:00", "1970-01-01T00:00:00Z to 2038-01-01T00:00:00Z",
     "1970-01-01T00:00:00Z to 2038-01-01T00:00:00Z"},
    {"mon-fri 00:00-24:00 fri-sun 12:00-12:30 sat-sun 00:00-24:00", "", "UTC", "2026-01-16T12:00",
     "1970-01-01T00:00:00Z to 2038-01-01T00:00:00Z", "1970-01-01T00:00:00Z to 2038-01-01T00:00:00Z"},
    {"daily 00:00-24:00", "12-25", "UTC", "2026-06-01T12:00", "2025-12-26T00:00:00Z to 2026-12-25T00:00:00Z",
     "2025-12-26T00:00:00Z to 2026-12-25T00:00:00Z"},
    {"daily 00:00-24:00", "12-25", "Europe/Berlin", "2026-12-24T23:00", "2026-12-25T23:00:00Z to 2027-12-24T23:00:00Z",
     "2025-12-25T23:00:00Z to 2026-12-24T23:00:00Z"},
    {"daily 00:00-24:00", "01-01", "UTC", "2026-12-31T23:59", "2026-01-02T00:00:00Z to 2027-01-01T00:00:00Z",
     "2026-01-02T00:00:00Z to 2027-01-01T00:00:00Z"},
    {"daily 00:00-24:00", "2030-12-25", "UTC", "2026-06-01T12:00", "1970-01-01T00:00:00Z to 2030-12-25T00:00:00Z",
     "1970-01-01T00:00:00Z to 2030-12-25T00:00:00Z"},
    {"daily 00:00-24:00", "2030-12-25", "UTC", "2030-12-25T00:00", "2030-12-26T00:00:00Z to 2038-01-01T00:00:00Z",
     "1970-01-01T00:00:00Z to 2030-12-25T00:00:00Z"},
    // The doubled hour of an opening makes two intervals; a gap inside an opening makes none.
    {"daily 02:30-02:45", "", "Europe/Berlin", "2026-10-25T00:35", "2026-10-25T00:30:00Z to 2026-10-25T00:45:00Z",
     "2026-10-25T00:30:00Z to 2026-10-25T00:45:00Z"},
    {"daily 02:30-02:45", "", "Europe/Berlin", "2026-10-25T00:45", "2026-10-25T01:30:00Z to 2026-10-25T01:45:00Z",
     "2026-10-25T00:30:00Z to 2026-10-25T00:45:00Z"},
    {"daily 01:00-05:00", "", "Europe/Berlin", "2026-03-29T01:00", "2026-03-29T00:00:00Z to 2026-03-29T03:00:00Z",
     "2026-03-29T00:00:00Z to 2026-03-29T03:00:00Z"},
    {"daily 02:00-03:00", "", "Europe/Berlin", "2026-03-29T00:00", "2026-03-30T00:00:00Z to 2026-03-30T01:00:00Z",
     "2026-03-28T01:00:00Z to 2026-03-28T02:00:00Z"},
    {"daily 09:00-18:00", "", "Pacific/Apia", "2011-12-30T04:00", "2011-12-30T19:00:00Z to 2011-12-31T04:00:00Z",
     "2011-12-29T19:00:00Z to 2011-12-30T04:00:00Z"},
    // Dittofeed: the weekday is that of the zone. Auckland, Mon-Fri 08:00, from Friday 15:00 local; and Berlin over the autumn
    // change.
    {"mon-fri 08:00-09:00", "", "Pacific/Auckland", "2026-11-20T02:00", "2026-11-22T19:00:00Z to 2026-11-22T20:00:00Z",
     "2026-11-19T19:00:00Z to 2026-11-19T20:00:00Z"},
    {"daily 09:00-10:00", "", "America/New_York", "2026-03-07T17:00", "2026-03-08T13:00:00Z to 2026-03-08T14:00:00Z",
     "2026-03-07T14:00:00Z to 2026-03-07T15:00:00Z"},
    {"mon-fri 09:00-10:00", "", "Europe/Berlin", "2026-10-24T12:00", "2026-10-26T08:00:00Z to 2026-10-26T09:00:00Z",
     "2026-10-23T07:00:00Z to 2026-10-23T08:00:00Z"},
    // Two years and no further.
    {"", "", "UTC", "2026-01-16T12:00", "none", "none"},
    // The ends of time.
    {"daily 09:00-18:00", "", "UTC", "2037-12-31T18:00", "none", "2037-12-31T09:00:00Z to 2037-12-31T18:00:00Z"},
    {"daily 09:00-18:00", "", "UTC", "2038-01-01T00:00", "none", "2037-12-31T09:00:00Z to 2037-12-31T18:00:00Z"},
    {"daily 09:00-18:00", "", "UTC", "1970-01-01T09:00", "1970-01-01T09:00:00Z to 1970-01-01T18:00:00Z", "none"},
    {"daily 09:00-18:00", "", "Asia/Tokyo", "1970-01-01T00:00", "1970-01-01T00:00:00Z to 1970-01-01T09:00:00Z", "none"},
    {"daily 20:00-22:00", "", "America/New_York", "2037-12-31T12:00", "none", "2037-12-31T01:00:00Z to 2037-12-31T03:00:00Z"},
    {"daily 22:00-06:00", "", "UTC", "2037-12-31T23:00", "2037-12-31T22:00:00Z to 2038-01-01T00:00:00Z",
     "2037-12-31T22:00:00Z to 2038-01-01T00:00:00Z"},
};

BOOST_DATA_TEST_CASE(intervals_are_found_forward_and_backward, data::make(intervals), c) {
  const open_hours open{calendar_of(c.hours, c.closed), "", zone_of(c.zone)};
  BOOST_TEST(to_text(open.from(utc(c.utc))) == c.from);
  BOOST_TEST(to_text(open.before(utc(c.utc))) == c.before);
}

// Open on 31 August 2026 alone: closed on every other day that it would be open.
open_hours open_once() {
  calendar c{.hours = {{daily, 9h, 10h}}};
  for (auto day = date::sys_days{date::year{2020} / 1 / 1}; day < date::sys_days{date::year{2033} / 1 / 1}; day += date::days{1})
    if (day != date::sys_days{date::year{2026} / 8 / 31}) c.closed.push_back({"", date::year_month_day{day}});
  return {c, "", zone{}};
}

BOOST_AUTO_TEST_CASE(two_years_are_731_days) {
  const open_hours open = open_once();
  const instant begin = utc("2026-08-31T09:00"), end = utc("2026-08-31T10:00");
  const auto two_years = std::chrono::hours{731 * 24};
  BOOST_TEST(to_text(open.from(begin - two_years)) == "2026-08-31T09:00:00Z to 2026-08-31T10:00:00Z");
  BOOST_TEST(to_text(open.from(begin - two_years - 1s)) == "none");
  BOOST_TEST(to_text(open.before(end + two_years - 1s)) == "2026-08-31T09:00:00Z to 2026-08-31T10:00:00Z");
  BOOST_TEST(to_text(open.before(end + two_years)) == "none");
}

BOOST_AUTO_TEST_CASE(holidays_count_for_their_region_and_its_parts) {
  calendar c = calendar_of("mon-fri 09:00-18:00", "12-25");
  c.closed.push_back({"US", parse_closed_day("thu[4] nov").value()});
  c.closed.push_back({"GB", parse_closed_day("12-28").value()});
  const open_hours us{c, "US", zone{}}, gb{c, "GB", zone{}}, none{c, "", zone{}}, us_ny{c, "US-NY", zone{}},
      small{c, "us-ny", zone{}};
  const instant christmas = utc("2026-12-25T12:00"), thanksgiving = utc("2026-11-26T12:00"), boxing_day = utc("2026-12-28T12:00");
  for (const auto& open : {us, gb, none, us_ny}) BOOST_TEST(!open.is_open(christmas));
  BOOST_TEST(!us.is_open(thanksgiving));
  BOOST_TEST(gb.is_open(thanksgiving));
  BOOST_TEST(none.is_open(thanksgiving));
  BOOST_TEST(!us_ny.is_open(thanksgiving));
  BOOST_TEST(!small.is_open(thanksgiving));
  BOOST_TEST(us.is_open(boxing_day));
  BOOST_TEST(!gb.is_open(boxing_day));
}

BOOST_AUTO_TEST_CASE(an_open_day_has_an_interval_of_its_own_and_is_not_closed) {
  const open_hours open{calendar_of("fri 22:00-06:00 mon 09:00-10:00", "2026-01-19 01-01"), "", zone_of("America/New_York")};
  const auto day = [](int y, unsigned m, unsigned d) {
    return date::local_days{date::year{y} / static_cast<int>(m) / static_cast<int>(d)};
  };
  BOOST_TEST(open.is_open_day(day(2026, 1, 16)));   // Friday
  BOOST_TEST(!open.is_open_day(day(2026, 1, 17)));  // Saturday is open until six, by Friday's interval
  BOOST_TEST(!open.is_open_day(day(2026, 1, 19)));  // a closed Monday
  BOOST_TEST(open.is_open_day(day(2026, 1, 26)));
  BOOST_TEST(!open.is_open_day(day(2027, 1, 1)));  // a closed Friday, in a year's first place
  BOOST_TEST(open.is_open_day(day(2026, 12, 28)));
  BOOST_TEST(open.is_open_day(day(2032, 12, 31)));  // a Friday, the 366th day
  BOOST_TEST(!open.is_open_day(day(2038, 1, 1)));
  BOOST_TEST(!open.is_open_day(day(1969, 12, 26)));
}

BOOST_AUTO_TEST_CASE(several_calendars_are_open_together) {
  const open_hours new_york{calendar_of("mon-fri 09:00-18:00", ""), "", zone_of("America/New_York")};
  const open_hours berlin{calendar_of("daily 08:00-20:00", "2026-01-16"), "", zone_of("Europe/Berlin")};
  const open_hours both[] = {new_york, open_hours{}, berlin};
  const open_hours all = open_hours::all_of(both);
  // 14:00 to 23:00 UTC and 07:00 to 19:00 UTC.
  BOOST_TEST(to_text(all.from(utc("2026-01-14T20:00"))) == "2026-01-15T14:00:00Z to 2026-01-15T19:00:00Z");
  BOOST_TEST(to_text(all.from(utc("2026-01-15T19:00"))) == "2026-01-19T14:00:00Z to 2026-01-19T19:00:00Z");
  BOOST_TEST(to_text(all.before(utc("2026-01-19T14:00"))) == "2026-01-15T14:00:00Z to 2026-01-15T19:00:00Z");
  BOOST_TEST(all.is_open(utc("2026-01-15T18:59:59")));
  BOOST_TEST(!all.is_open(utc("2026-01-15T19:00")));
  BOOST_TEST(all.local().name() == "America/New_York");
  BOOST_TEST(all.is_open_day(date::local_days{date::year{2026} / 1 / 15}));
  BOOST_TEST(!all.is_open_day(date::local_days{date::year{2026} / 1 / 16}));
  BOOST_TEST(!all.is_open_day(date::local_days{date::year{2026} / 1 / 17}));
}

BOOST_AUTO_TEST_CASE(the_same_hours_are_open_by_another_clock) {
  const open_hours office{calendar_of("mon-fri 09:00-18:00", "2026-03-10"), "", zone{}};
  const open_hours new_york = office.in(zone_of("America/New_York"));
  BOOST_TEST(to_text(office.from(utc("2026-03-07T12:00"))) == "2026-03-09T09:00:00Z to 2026-03-09T18:00:00Z");
  BOOST_TEST(to_text(new_york.from(utc("2026-03-06T20:00"))) == "2026-03-06T14:00:00Z to 2026-03-06T23:00:00Z");
  BOOST_TEST(to_text(new_york.from(utc("2026-03-07T12:00"))) ==
             "2026-03-09T13:00:00Z to 2026-03-09T22:00:00Z");  // the clocks have changed
  BOOST_TEST(to_text(new_york.before(utc("2026-03-11T13:00"))) == "2026-03-09T13:00:00Z to 2026-03-09T22:00:00Z");
  BOOST_TEST(!new_york.is_open_day(date::local_days{date::year{2026} / 3 / 10}));
  BOOST_TEST(new_york.local().name() == "America/New_York");
  BOOST_TEST(to_text(new_york.in(zone{}).from(utc("2026-03-07T12:00"))) == to_text(office.from(utc("2026-03-07T12:00"))));
  BOOST_TEST(open_hours{}.in(zone_of("Asia/Tokyo")).always_open());
  const open_hours several[] = {office, new_york};
  BOOST_CHECK_THROW(open_hours::all_of(several).in(zone{}), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(without_a_calendar_all_time_is_open) {
  const open_hours always;
  BOOST_TEST(always.always_open());
  BOOST_TEST(always.is_open(utc("2026-01-17T03:00")));
  BOOST_TEST(always.is_open_day(date::local_days{date::year{2026} / 1 / 17}));
  BOOST_TEST(to_text(always.from(utc("2026-01-17T03:00"))) == "1970-01-01T00:00:00Z to 2038-01-01T00:00:00Z");
  BOOST_TEST(always.bytes() == 0u);
  BOOST_TEST(open_hours::all_of({}).always_open());
  BOOST_TEST(!open_hours(calendar_of("daily 00:00-24:00", ""), "", zone{}).always_open());
}

BOOST_AUTO_TEST_CASE(calendars_that_never_open_together_never_open) {
  const open_hours never[] = {{calendar_of("mon-fri 09:00-12:00", ""), "", zone{}},
                              {calendar_of("mon-fri 12:00-18:00", ""), "", zone{}}};
  const open_hours all = open_hours::all_of(never);
  BOOST_TEST(to_text(all.from(utc("2026-01-15T12:00"))) == "none");
  BOOST_TEST(to_text(all.before(utc("2026-01-15T12:00"))) == "none");
}

BOOST_AUTO_TEST_CASE(years_are_kept_as_far_as_the_budget_goes_and_answers_are_the_same_beyond_it) {
  const calendar office = calendar_of("mon-fri 09:00-18:00", "12-25");
  const auto budget = std::make_shared<std::atomic<std::int64_t>>(5'000);
  {
    const open_hours kept{office, "", zone_of("America/New_York")}, bounded{office, "", zone_of("America/New_York"), budget};
    for (instant t = utc("2020-01-01T00:00"); t < utc("2030-01-01T00:00"); t += 31h) {
      BOOST_REQUIRE(to_text(kept.from(t)) == to_text(bounded.from(t)));
      BOOST_REQUIRE(to_text(kept.before(t)) == to_text(bounded.before(t)));
    }
    BOOST_TEST(kept.bytes() > 10 * 250 * sizeof(std::int64_t));
    BOOST_TEST(bounded.bytes() > 0u);
    BOOST_TEST(bounded.bytes() <= 5'000u);
    BOOST_TEST(budget->load() == 5'000 - static_cast<std::int64_t>(bounded.bytes()));
  }
  BOOST_TEST(budget->load() == 5'000);
}

BOOST_AUTO_TEST_CASE(threads_that_ask_at_once_get_the_same_answers) {
  const open_hours shared{calendar_of("mon-fri 09:00-18:00", "12-25"), "", zone_of("Europe/London")};
  const auto open_seconds = [shared] {
    std::int64_t sum = 0;
    instant t = time_begin;
    for (auto s = shared.from(t); s; s = shared.from(s->end)) sum += (s->end - s->begin).count();
    return sum;
  };
  std::vector<std::future<std::int64_t>> sums;
  for (int i = 0; i < 8; ++i) sums.push_back(std::async(std::launch::async, open_seconds));
  const std::int64_t alone = open_seconds();
  // 17,741 weekdays from Thursday 1970-01-01 to Thursday 2037-12-31, less 49 Christmas Days on one.
  BOOST_TEST(alone == (17'741 - 49) * 9 * 3600);
  for (auto& sum : sums) BOOST_TEST(sum.get() == alone);
}

}  // namespace
