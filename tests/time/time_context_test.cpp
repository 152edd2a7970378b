#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/calendar.hpp>

#include "calendars.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using namespace tickler::test;
namespace data = boost::unit_test::data;

std::string to_text(const zone& z, const time_result& r) { return r ? shown(z, r.at) : std::string{test::to_text(r.problem)}; }

struct due_case {
  const char* zone;
  const char* start;  // on the wall clock of the zone, the earlier where doubled
  const char* wait;
  const char* due;
};
std::ostream& operator<<(std::ostream& out, const due_case& c) { return out << c.zone << ' ' << c.start << " + " << c.wait; }

const due_case plain_dates[] = {
    {"UTC", "2026-03-02T10:00", "0 minutes", "2026-03-02T10:00"},
    {"UTC", "2026-03-02T10:00", "30 minutes", "2026-03-02T10:30"},
    {"UTC", "2026-03-02T10:00", "48 hours", "2026-03-04T10:00"},
    {"UTC", "2026-03-02T10:00", "7 days", "2026-03-09T10:00"},
    {"UTC", "2026-03-02T10:00", "2 weeks", "2026-03-16T10:00"},
    {"UTC", "2026-03-02T10:00", "1 month", "2026-04-02T10:00"},
    {"UTC", "2026-03-02T10:00:59", "1 day", "2026-03-03T10:00:59"},
    // A month end clamps; a sum is added from the left.
    {"UTC", "2026-01-31T10:00", "1 month", "2026-02-28T10:00"},
    {"UTC", "2028-01-31T10:00", "1 month", "2028-02-29T10:00"},
    {"UTC", "2026-08-31T10:00", "1 month", "2026-09-30T10:00"},
    {"UTC", "2026-12-31T10:00", "2 months", "2027-02-28T10:00"},
    {"UTC", "2024-02-29T10:00", "12 months", "2025-02-28T10:00"},
    {"UTC", "2026-01-31T10:00", "1 month 1 month", "2026-03-28T10:00"},
    {"UTC", "2026-01-31T10:00", "2 months", "2026-03-31T10:00"},
    {"UTC", "2026-01-31T10:00", "1 month 1 day", "2026-03-01T10:00"},
    {"UTC", "2026-01-31T10:00", "1 day 1 month", "2026-03-01T10:00"},
    {"UTC", "2026-01-30T10:00", "1 day 1 month", "2026-02-28T10:00"},
    {"UTC", "2026-03-02T10:00", "1 day 4 hours", "2026-03-03T14:00"},
    // Days keep the wall-clock time over a clock change, hours do not.
    {"America/New_York", "2026-03-07T12:00", "24 hours", "2026-03-08T13:00"},
    {"America/New_York", "2026-03-07T12:00", "1 day", "2026-03-08T12:00"},
    {"America/New_York", "2026-03-07T02:30", "1 day", "2026-03-08T03:30"},
    {"America/New_York", "2026-03-07T02:30", "2 days", "2026-03-09T02:30"},
    {"America/New_York", "2026-03-07T02:30", "1 day 1 day", "2026-03-09T03:30"},
    {"America/New_York", "2026-02-08T02:30", "1 month", "2026-03-08T03:30"},
    {"America/New_York", "2026-03-01T02:30", "1 week", "2026-03-08T03:30"},
    {"America/New_York", "2026-10-31T12:00", "24 hours", "2026-11-01T11:00"},
    {"America/New_York", "2026-10-31T12:00", "1 day", "2026-11-01T12:00"},
    {"America/New_York", "2026-10-31T12:00", "1 day 24 hours", "2026-11-02T12:00"},
    {"America/New_York", "2026-10-31T12:00", "24 hours 1 day", "2026-11-02T11:00"},
    {"Pacific/Apia", "2011-12-29T10:00", "1 day", "2011-12-31T10:00"},
    {"Pacific/Apia", "2011-12-29T10:00", "2 days", "2011-12-31T10:00"},
    // Calendar days: the date counted from is day one. Regulation F: a conversation of 8 September frees the 15th.
    {"America/New_York", "2026-09-08T15:20", "7 calendar days", "2026-09-15T00:00"},
    {"America/New_York", "2026-09-08T00:00", "7 calendar days", "2026-09-15T00:00"},
    {"America/New_York", "2026-09-08T23:59:59", "7 calendar days", "2026-09-15T00:00"},
    {"UTC", "2026-03-02T10:00", "1 calendar day", "2026-03-03T00:00"},
    {"America/New_York", "2026-03-07T12:00", "1 calendar day", "2026-03-08T00:00"},
    {"America/New_York", "2026-03-07T12:00", "2 calendar days", "2026-03-09T00:00"},
    {"Africa/Cairo", "2014-05-15T12:00", "1 calendar day", "2014-05-16T01:00"},
    {"America/New_York", "2026-09-08T15:20", "1 calendar day 9 hours", "2026-09-09T09:00"},
    // Nothing is clamped at the end of time.
    {"UTC", "2037-12-31T23:00", "59 minutes", "2037-12-31T23:59"},
    // Weeks from Monday, months and years by the calendar: the one that t is in is the first.
    {"UTC", "2026-03-04T10:00", "1 calendar week", "2026-03-09T00:00"},  // a Wednesday
    {"UTC", "2026-03-08T23:59:59", "1 calendar week", "2026-03-09T00:00"},
    {"UTC", "2026-03-09T00:00", "1 calendar week", "2026-03-16T00:00"},
    {"UTC", "2026-12-30T10:00", "2 calendar weeks", "2027-01-11T00:00"},
    {"America/New_York", "2026-03-05T10:00", "1 calendar week", "2026-03-09T00:00"},  // over the clock change
    {"UTC", "2026-01-31T10:00", "1 calendar month", "2026-02-01T00:00"},
    {"UTC", "2026-02-01T00:00", "1 calendar month", "2026-03-01T00:00"},
    {"UTC", "2026-11-30T10:00", "3 calendar months", "2027-02-01T00:00"},
    {"UTC", "2026-12-31T23:59", "1 calendar year", "2027-01-01T00:00"},
    {"UTC", "2026-01-01T00:00", "2 calendar years", "2028-01-01T00:00"},
    {"Asia/Kathmandu", "2026-02-28T10:00", "1 calendar month 9 hours", "2026-03-01T09:00"},
    {"Pacific/Apia", "2011-12-15T10:00", "1 calendar month", "2012-01-01T00:00"},  // the 30th was left out
    {"Africa/Cairo", "2014-05-01T12:00", "15 calendar days", "2014-05-16T01:00"},  // no midnight
    {"UTC", "2024-02-29T10:00", "1 year", "2025-02-28T10:00"},
    {"UTC", "2024-02-29T10:00", "4 years", "2028-02-29T10:00"},
    {"UTC", "2026-03-04T10:00", "1 year 1 month", "2027-04-04T10:00"},
    {"UTC", "2030-06-01T00:00", "8 years", "beyond 2037"},
    {"UTC", "1970-06-01T00:00", "100 years", "beyond 2037"},
    {"UTC", "2037-02-01T00:00", "1 calendar year", "beyond 2037"},
    {"UTC", "2037-12-31T23:00", "1 hour", "beyond 2037"},
    {"UTC", "2037-12-01T00:00", "1 month", "beyond 2037"},
    {"UTC", "2037-12-31T00:00", "1 calendar day", "beyond 2037"},
    {"UTC", "2030-01-01T00:00", "120 months", "beyond 2037"},
    {"America/New_York", "2037-12-31T18:00", "59 minutes", "2037-12-31T18:59"},
    {"America/New_York", "2037-12-31T18:00", "1 hour", "beyond 2037"},
    {"UTC", "2038-01-01T00:00", "0 minutes", "beyond 2037"},
};

BOOST_DATA_TEST_CASE(a_duration_is_added_part_by_part, data::make(plain_dates), c) {
  const time_context frame{.local = zone_of(c.zone)};
  const auto end = frame.add(parse_duration(c.wait).value(), frame.local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(frame.local, end) == c.due);
}

const due_case backward[] = {
    {"UTC", "2026-03-02T10:00", "0 minutes", "2026-03-02T10:00"},
    {"UTC", "2026-03-02T10:00", "24 hours", "2026-03-01T10:00"},
    {"UTC", "2026-03-31T10:00", "1 month", "2026-02-28T10:00"},
    {"UTC", "2026-03-02T10:00", "2 weeks", "2026-02-16T10:00"},
    {"UTC", "2026-03-02T10:00", "1 calendar day", "2026-03-01T00:00"},
    {"UTC", "2026-03-31T10:00", "1 month 1 day", "2026-02-27T10:00"},
    {"UTC", "2026-03-31T10:00", "1 day 1 month", "2026-02-28T10:00"},
    {"America/New_York", "2026-03-08T12:00", "24 hours", "2026-03-07T11:00"},
    {"America/New_York", "2026-03-08T12:00", "1 day", "2026-03-07T12:00"},
    {"America/New_York", "2026-03-09T02:30", "1 day", "2026-03-08T03:30"},
    {"America/New_York", "2026-11-02T01:30", "1 day", "2026-11-01T01:30"},
    {"UTC", "2026-03-04T10:00", "1 calendar week", "2026-02-23T00:00"},
    {"UTC", "2026-03-31T10:00", "1 calendar month", "2026-02-01T00:00"},
    {"UTC", "2026-01-01T00:00", "2 calendar months", "2025-11-01T00:00"},
    {"UTC", "2026-03-31T10:00", "1 calendar year", "2025-01-01T00:00"},
    {"UTC", "2024-02-29T10:00", "1 year", "2023-02-28T10:00"},
    {"UTC", "1970-01-01T10:00", "10 hours", "1970-01-01T00:00"},
    {"UTC", "1970-01-01T10:00", "11 hours", "beyond 2037"},
    {"UTC", "1975-01-01T10:00", "120 months", "beyond 2037"},
};

BOOST_DATA_TEST_CASE(a_duration_is_subtracted_part_by_part_from_the_left, data::make(backward), c) {
  const time_context frame{.local = zone_of(c.zone)};
  const auto end = frame.subtract(parse_duration(c.wait).value(), frame.local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(frame.local, end) == c.due);
}

// Office hours, Monday to Friday 09:00-18:00; closed on 25 December and on Thanksgiving.
const due_case office_dates[] = {
    {"America/New_York", "2026-03-06T17:00", "1 business day", "2026-03-09T17:00"},  // over the spring clock change
    {"America/New_York", "2026-10-30T17:00", "1 business day", "2026-11-02T17:00"},  // over the autumn one
    {"America/New_York", "2026-03-04T10:00", "1 business day", "2026-03-05T10:00"},
    {"America/New_York", "2026-03-04T10:00", "3 business days", "2026-03-09T10:00"},
    {"America/New_York", "2026-03-04T10:00", "5 business days", "2026-03-11T10:00"},
    // A closed start moves to the next opening first.
    {"America/New_York", "2026-03-04T08:00", "1 business day", "2026-03-05T09:00"},
    {"America/New_York", "2026-03-04T18:00", "1 business day", "2026-03-06T09:00"},
    {"America/New_York", "2026-03-04T17:59:59", "1 business day", "2026-03-05T17:59:59"},
    {"America/New_York", "2026-03-07T12:00", "1 business day", "2026-03-10T09:00"},  // Zoho: Saturday + 1 is Tuesday
    // Datananas: Friday + 2 with weekends off is Tuesday.
    {"America/New_York", "2026-03-06T11:00", "2 business days", "2026-03-10T11:00"},
    // Closed days are no business days.
    {"America/New_York", "2026-11-25T10:00", "1 business day", "2026-11-27T10:00"},
    {"America/New_York", "2026-12-24T10:00", "1 business day", "2026-12-28T10:00"},
    {"America/New_York", "2026-12-25T10:00", "1 business day", "2026-12-29T09:00"},
    {"America/New_York", "2026-12-31T10:00", "1 business day", "2027-01-01T10:00"},
    // Business hours and minutes add up open time, and end where the office closes.
    {"America/New_York", "2026-03-04T10:00", "4 business hours", "2026-03-04T14:00"},
    {"America/New_York", "2026-03-04T14:00", "4 business hours", "2026-03-04T18:00"},
    {"America/New_York", "2026-03-04T14:00", "4 business hours 1 business minute", "2026-03-05T09:01"},
    {"America/New_York", "2026-03-04T14:00", "5 business hours", "2026-03-05T10:00"},
    {"America/New_York", "2026-03-04T20:00", "1 business minute", "2026-03-05T09:01"},
    {"America/New_York", "2026-03-06T17:30", "1 business hour", "2026-03-09T09:30"},
    {"America/New_York", "2026-03-06T09:00", "18 business hours", "2026-03-09T18:00"},
    {"America/New_York", "2026-11-25T17:00", "2 business hours", "2026-11-27T10:00"},
    {"America/New_York", "2026-03-02T09:00", "45 business hours", "2026-03-06T18:00"},
    {"America/New_York", "2026-03-02T09:00", "540 business minutes", "2026-03-02T18:00"},
    // Sums.
    {"America/New_York", "2026-03-04T10:00", "1 business day 2 hours", "2026-03-05T12:00"},
    {"America/New_York", "2026-03-06T10:00", "1 day 1 business day", "2026-03-10T09:00"},
    {"America/New_York", "2026-03-06T10:00", "1 business day 9 business hours", "2026-03-10T10:00"},
    // Interseller: Thursday + 2 days lands on Saturday (and a calendar sends it on Monday, see below).
    {"America/New_York", "2026-03-05T10:00", "2 days", "2026-03-07T10:00"},
    // To the end of time.
    {"America/New_York", "2037-12-30T10:00", "1 business day", "2037-12-31T10:00"},
    {"America/New_York", "2037-12-30T10:00", "2 business days", "beyond 2037"},
    {"America/New_York", "2037-12-30T10:00", "20 business hours", "beyond 2037"},
};

BOOST_DATA_TEST_CASE(business_time_is_that_of_the_office, data::make(office_dates), c) {
  const zone local = zone_of(c.zone);
  const time_context frame{.local = local, .business = {calendar_of("mon-fri 09:00-18:00", "12-25 thu[4] nov"), "", local}};
  const auto end = frame.add(parse_duration(c.wait).value(), local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(local, end) == c.due);
}

const due_case before_office_dates[] = {
    {"America/New_York", "2026-03-09T17:00", "1 business day", "2026-03-06T17:00"},  // over the clock change
    {"America/New_York", "2026-03-09T10:00", "2 business days", "2026-03-05T10:00"},
    {"America/New_York", "2026-11-27T10:00", "1 business day", "2026-11-25T10:00"},
    {"America/New_York", "2026-12-28T10:00", "2 business days", "2026-12-23T10:00"},
    // A closed start moves to the closing before it.
    {"America/New_York", "2026-03-07T12:00", "1 business day", "2026-03-05T18:00"},
    {"America/New_York", "2026-03-04T08:00", "1 business day", "2026-03-02T18:00"},
    {"America/New_York", "2026-03-04T18:00", "1 business day", "2026-03-03T18:00"},
    {"America/New_York", "2026-12-25T10:00", "1 business day", "2026-12-23T18:00"},
    {"America/New_York", "2026-03-04T14:00", "4 business hours", "2026-03-04T10:00"},
    {"America/New_York", "2026-03-04T10:00", "1 business hour", "2026-03-04T09:00"},
    {"America/New_York", "2026-03-04T10:00", "4 business hours", "2026-03-03T15:00"},
    {"America/New_York", "2026-03-05T09:00", "9 business hours", "2026-03-04T09:00"},
    {"America/New_York", "2026-03-09T09:30", "1 business hour", "2026-03-06T17:30"},
    {"America/New_York", "2026-03-07T12:00", "30 business minutes", "2026-03-06T17:30"},
    {"America/New_York", "2026-03-05T12:00", "1 business day 2 hours", "2026-03-04T10:00"},
    {"America/New_York", "1970-01-05T10:00", "2 business days", "1970-01-01T10:00"},
    {"America/New_York", "1970-01-02T10:00", "3 business days", "beyond 2037"},
    {"America/New_York", "1970-01-02T10:00", "40 business hours", "beyond 2037"},
};

BOOST_DATA_TEST_CASE(business_time_is_counted_back_too, data::make(before_office_dates), c) {
  const zone local = zone_of(c.zone);
  const time_context frame{.local = local, .business = {calendar_of("mon-fri 09:00-18:00", "12-25 thu[4] nov"), "", local}};
  const auto end = frame.subtract(parse_duration(c.wait).value(), local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(local, end) == c.due);
}

BOOST_AUTO_TEST_CASE(a_weekend_plus_nothing_is_monday_and_plus_a_business_day_is_tuesday) {
  const time_context frame{.local = {}, .business = {calendar_of("mon-fri 09:00-18:00", ""), "", zone{}}};
  const instant saturday_noon = utc("2026-03-07T12:00");
  const auto nothing = frame.add({}, saturday_noon);
  BOOST_TEST(to_string(nothing.at) == "2026-03-07T12:00:00Z");
  BOOST_TEST(to_string(frame.business.from(nothing.at)->begin) == "2026-03-09T09:00:00Z");
  BOOST_TEST(to_string(frame.add(1 * units::business_days, saturday_noon).at) == "2026-03-10T09:00:00Z");
}

// Two vendors, two meanings of "two days": days and a calendar, or business days.
BOOST_AUTO_TEST_CASE(thursday_plus_two_days_is_sent_on_monday) {
  const time_context frame{.local = {}, .business = {calendar_of("mon-fri 09:00-18:00", ""), "", zone{}}};
  const auto nominal = frame.add(2 * units::days, utc("2026-03-05T10:00"));
  BOOST_TEST(to_string(nominal.at) == "2026-03-07T10:00:00Z");
  BOOST_TEST(to_string(frame.business.from(nominal.at)->begin) == "2026-03-09T09:00:00Z");
}

struct hours_case {
  const char* hours;
  const char* zone;
  const char* start;
  const char* wait;
  const char* due;
};
std::ostream& operator<<(std::ostream& out, const hours_case& c) { return out << c.hours << ' ' << c.start << " + " << c.wait; }

const hours_case other_hours[] = {
    // By wall clock: half an hour in spring, an hour and a half in autumn.
    {"daily 02:30-03:30", "America/New_York", "2026-03-07T02:30", "2 business hours", "2026-03-09T03:00"},
    {"daily 02:30-03:30", "Europe/Berlin", "2026-10-24T02:30", "2 business hours", "2026-10-25T03:00"},
    {"daily 02:30-03:30", "Europe/Berlin", "2026-10-24T02:30", "150 business minutes", "2026-10-25T03:30"},
    // 02:45 is 03:45 on that day, when it is closed already.
    {"daily 02:30-03:30", "America/New_York", "2026-03-07T02:45", "1 business day", "2026-03-09T02:30"},
    // A lunch break: the time of day falls into it on another day.
    {"mon-thu 09:00-18:00 fri 09:00-12:00 fri 13:00-18:00", "UTC", "2026-03-05T12:30", "1 business day", "2026-03-06T13:00"},
    {"mon-thu 09:00-18:00 fri 13:00-15:00", "UTC", "2026-03-05T16:00", "1 business day", "2026-03-09T09:00"},
    // A night shift: at 03:00 of Saturday it is open, but Saturday is no open day.
    {"mon-fri 22:00-06:00", "UTC", "2026-03-07T03:00", "1 business day", "2026-03-09T22:00"},
    {"mon-fri 22:00-06:00", "UTC", "2026-03-06T23:00", "8 business hours", "2026-03-09T23:00"},
    // Always open hours with a zone.
    {"daily 00:00-24:00", "America/New_York", "2026-03-07T02:30", "1 business day", "2026-03-08T03:30"},
    {"daily 00:00-24:00", "America/New_York", "2026-03-07T12:00", "24 business hours", "2026-03-08T13:00"},
    // Not enough in two years.
    {"", "UTC", "2026-03-07T12:00", "1 business minute", "no business time"},
    {"", "UTC", "2026-03-07T12:00", "1 business day", "no business time"},
    {"mon 09:00-09:01", "UTC", "2026-03-02T08:00", "105 business minutes", "2028-02-28T09:01"},
    {"mon 09:00-09:01", "UTC", "2026-03-02T08:00", "106 business minutes", "no business time"},
    {"mon 09:00-10:00", "UTC", "2026-03-02T08:00", "104 business days", "2028-02-28T09:00"},
    {"mon 09:00-10:00", "UTC", "2026-03-02T08:00", "105 business days", "no business time"},
    {"", "UTC", "2037-03-07T12:00", "1 business day", "beyond 2037"},
};

const hours_case hours_before[] = {
    // A lunch break: it closed before it.
    {"mon-thu 09:00-18:00 fri 09:00-12:00 fri 13:00-18:00", "UTC", "2026-03-09T12:30", "1 business day", "2026-03-06T12:00"},
    {"mon-thu 09:00-18:00 fri 09:00-13:00", "UTC", "2026-03-09T15:00", "1 business day", "2026-03-06T13:00"},
    // What closes at midnight closes on the date before.
    {"daily 17:00-24:00", "UTC", "2026-03-10T10:00", "1 business day", "2026-03-09T00:00"},
    {"daily 00:00-24:00", "America/New_York", "2026-03-08T12:00", "24 business hours", "2026-03-07T11:00"},
    {"", "UTC", "2026-03-07T12:00", "1 business minute", "no business time"},
    {"", "UTC", "2026-03-07T12:00", "1 business day", "no business time"},
    {"mon 09:00-10:00", "UTC", "2026-03-02T10:00", "105 business days", "no business time"},
    {"mon 09:00-10:00", "UTC", "2026-03-02T10:00", "104 business days", "2024-03-04T10:00"},
};

BOOST_DATA_TEST_CASE(business_time_before_follows_any_hours, data::make(hours_before), c) {
  const zone local = zone_of(c.zone);
  const time_context frame{.local = local, .business = {calendar_of(c.hours, ""), "", local}};
  const auto end = frame.subtract(parse_duration(c.wait).value(), local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(local, end) == c.due);
}

BOOST_DATA_TEST_CASE(business_time_follows_any_hours, data::make(other_hours), c) {
  const zone local = zone_of(c.zone);
  const time_context frame{.local = local, .business = {calendar_of(c.hours, ""), "", local}};
  const auto end = frame.add(parse_duration(c.wait).value(), local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(local, end) == c.due);
}

// Monday to Friday 9 to 17, but for three years: from Wednesday 31 December 2025 to Monday 1 January 2029. Nobody looks further
// than 731 days.
const due_case closed_for_years[] = {
    {"UTC", "2026-06-01T10:00", "1 business day", "no business time"},
    {"UTC", "2026-06-01T10:00", "1 business hour", "no business time"},
    {"UTC", "2025-12-31T16:00", "2 business hours", "no business time"},
    {"UTC", "2027-06-01T10:00", "1 business hour", "2029-01-01T10:00"},
    {"UTC", "2027-06-01T10:00", "1 business day", "2029-01-02T09:00"},
    {"UTC", "2027-01-02T10:00", "9 business hours", "2029-01-02T10:00"},
    {"UTC", "2027-01-02T10:00", "10 business hours", "no business time"},
    {"UTC", "2027-01-02T10:00", "1 business day", "2029-01-02T09:00"},
    {"UTC", "2027-01-02T10:00", "2 business days", "no business time"},
};
const due_case closed_for_years_before[] = {
    {"UTC", "2028-06-01T10:00", "1 business day", "no business time"},
    {"UTC", "2028-06-01T10:00", "1 business hour", "no business time"},
    {"UTC", "2027-12-01T10:00", "1 business hour", "2025-12-31T16:00"},
    {"UTC", "2027-12-31T10:00", "9 business hours", "2025-12-30T16:00"},
    {"UTC", "2027-12-31T10:00", "16 business hours", "no business time"},
    {"UTC", "2027-12-31T10:00", "1 business day", "2025-12-30T17:00"},
    {"UTC", "2027-12-31T10:00", "2 business days", "no business time"},
    {"UTC", "2027-12-31T20:00", "1 business day", "no business time"},
};

time_context open_for_years_no_more() {
  const zone local = zone_of("UTC");
  return {.local = local, .business = {calendar_of("mon-fri 09:00-17:00", "2026-01-01..2028-12-31"), "", local}};
}

BOOST_DATA_TEST_CASE(nobody_waits_for_an_office_for_years, data::make(closed_for_years), c) {
  const auto frame = open_for_years_no_more();
  BOOST_TEST(to_text(frame.local, frame.add(parse_duration(c.wait).value(), utc(c.start))) == c.due);
}

BOOST_DATA_TEST_CASE(nobody_looks_back_for_an_office_for_years, data::make(closed_for_years_before), c) {
  const auto frame = open_for_years_no_more();
  BOOST_TEST(to_text(frame.local, frame.subtract(parse_duration(c.wait).value(), utc(c.start))) == c.due);
}

BOOST_AUTO_TEST_CASE(beyond_the_ends_of_time_there_is_no_answer) {
  const auto frame = open_for_years_no_more();
  for (const auto t : {time_end, time_begin - std::chrono::seconds{1}}) {
    BOOST_TEST(to_text(frame.local, frame.next_time_of_day(std::chrono::hours{9}, t)) == "beyond 2037");
    BOOST_TEST(to_text(frame.local, frame.time_on_date(std::chrono::hours{9}, t)) == "beyond 2037");
    BOOST_TEST(to_text(frame.local, frame.next_day(t)) == "beyond 2037");
    BOOST_TEST(to_text(frame.local, frame.add_open_time(std::chrono::hours{1}, t)) == "beyond 2037");
  }
  BOOST_TEST((frame.open_time({utc("2025-12-31T10:00"), utc("2025-12-31T10:00")}) == std::chrono::seconds{0}));
}

BOOST_AUTO_TEST_CASE(business_days_are_read_off_the_clock_of_their_calendar) {
  // The prospect sits in Tokyo, the office in New York: Friday 08:00 in Tokyo is Thursday 18:00 in New York, which is closing time.
  const time_context frame{.local = zone_of("Asia/Tokyo"),
                           .business = {calendar_of("mon-fri 09:00-18:00", ""), "", zone_of("America/New_York")}};
  BOOST_TEST(to_string(frame.add(1 * units::business_days, utc("2026-01-15T23:00")).at) == "2026-01-19T14:00:00Z");
  BOOST_TEST(to_string(frame.add(1 * units::days, utc("2026-01-15T23:00")).at) == "2026-01-16T23:00:00Z");
}

BOOST_AUTO_TEST_CASE(without_a_business_calendar_every_day_is_a_business_day_of_the_local_zone) {
  const time_context frame{.local = zone_of("America/New_York")};
  const instant start = frame.local.to_instant(wall_clock("2026-03-07T12:00"));
  BOOST_TEST(to_text(frame.local, frame.add(1 * units::business_days, start)) == "2026-03-08T12:00");
  BOOST_TEST(to_text(frame.local, frame.add(24 * units::business_hours, start)) == "2026-03-08T13:00");
  BOOST_TEST(to_text(frame.local, frame.add(90 * units::business_minutes, start)) == "2026-03-07T13:30");
}

BOOST_AUTO_TEST_CASE(what_no_policy_can_say_is_refused_or_out_of_time) {
  const time_context frame;
  const instant t = utc("2026-03-07T12:00");
  BOOST_CHECK_THROW(frame.add(-1 * units::days, t), tickler::misuse);
  BOOST_CHECK_THROW(frame.subtract(-1 * units::days, t), tickler::misuse);
  for (int unit = 0; unit < 13; ++unit) {
    const duration absurd{{duration_part{INT32_MAX, static_cast<time_unit>(unit)}}};
    BOOST_TEST(!frame.add(absurd, t));
    BOOST_TEST(!frame.subtract(absurd, t));
  }
}

const due_case times_of_day[] = {
    // `wait` is the time of day.
    {"UTC", "2026-03-02T10:00", "10:00", "2026-03-02T10:00"},
    {"UTC", "2026-03-02T10:00:01", "10:00", "2026-03-03T10:00"},
    {"UTC", "2026-03-02T10:00", "09:15", "2026-03-03T09:15"},
    {"UTC", "2026-03-02T10:00", "00:00", "2026-03-03T00:00"},
    {"UTC", "2026-03-02T00:00", "00:00", "2026-03-02T00:00"},
    {"Europe/Amsterdam", "2026-03-28T12:00", "09:15", "2026-03-29T09:15"},
    {"Europe/Amsterdam", "2026-03-28T12:00", "02:30", "2026-03-29T03:30"},
    {"Europe/Amsterdam", "2026-03-29T03:00", "02:30", "2026-03-29T03:30"},
    {"Europe/Amsterdam", "2026-03-29T03:31", "02:30", "2026-03-30T02:30"},
    {"Pacific/Apia", "2011-12-29T12:00", "09:15", "2011-12-31T09:15"},
    {"Pacific/Apia", "2011-12-31T00:01", "09:15", "2011-12-31T09:15"},
    {"UTC", "2037-12-31T10:00", "09:15", "beyond 2037"},
};

BOOST_DATA_TEST_CASE(the_next_time_of_day_is_the_first_that_the_wall_clock_shows, data::make(times_of_day), c) {
  const time_context frame{.local = zone_of(c.zone)};
  const auto at = frame.next_time_of_day(parse_time_of_day(c.wait).value(), frame.local.to_instant(wall_clock(c.start)));
  BOOST_TEST(to_text(frame.local, at) == c.due);
}

BOOST_AUTO_TEST_CASE(each_date_has_a_time_of_day_once) {
  const time_context frame{.local = zone_of("Europe/Berlin")};
  const std::chrono::minutes half_past_two{150};
  // 02:30 comes at 00:30 and at 01:30 UTC; the first is taken.
  BOOST_TEST(to_string(frame.next_time_of_day(half_past_two, utc("2026-10-25T00:00")).at) == "2026-10-25T00:30:00Z");
  BOOST_TEST(to_string(frame.next_time_of_day(half_past_two, utc("2026-10-25T00:30")).at) == "2026-10-25T00:30:00Z");
  BOOST_TEST(to_string(frame.next_time_of_day(half_past_two, utc("2026-10-25T00:31")).at) == "2026-10-26T01:30:00Z");
  BOOST_TEST(to_string(frame.next_time_of_day(half_past_two, utc("2026-10-25T01:15")).at) == "2026-10-26T01:30:00Z");
}

BOOST_AUTO_TEST_CASE(the_next_day_begins_after_now_also_where_a_date_begins_twice) {
  const time_context new_york{.local = zone_of("America/New_York")}, newfoundland{.local = zone_of("America/St_Johns")};
  BOOST_TEST(to_text(new_york.local, new_york.next_day(utc("2026-03-08T04:59"))) == "2026-03-08T00:00");
  BOOST_TEST(to_text(new_york.local, new_york.next_day(utc("2026-03-08T05:00"))) == "2026-03-09T00:00");
  // At 00:01 of 7 November 2010 the clock went back to 23:01 of the 6th: midnight at 02:30 and at 03:30 UTC.
  BOOST_TEST(to_string(newfoundland.next_day(utc("2010-11-07T02:29")).at) == "2010-11-07T02:30:00Z");
  BOOST_TEST(to_string(newfoundland.next_day(utc("2010-11-07T03:00")).at) == "2010-11-07T03:30:00Z");
  BOOST_TEST(to_string(newfoundland.add(1 * units::calendar_days, utc("2010-11-07T03:00")).at) == "2010-11-07T03:30:00Z");
  BOOST_TEST(to_string(newfoundland.next_day(utc("2010-11-07T03:30")).at) == "2010-11-08T03:30:00Z");
  BOOST_TEST(to_string(newfoundland.next_day(utc("2010-11-07T02:30:30")).at) == "2010-11-08T03:30:00Z");
  BOOST_TEST(test::to_text(new_york.next_day(utc("2037-12-31T12:00")).problem) == "beyond 2037");
}

}  // namespace
