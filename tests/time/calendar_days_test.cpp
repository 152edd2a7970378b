#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <sstream>
#include <tickler/calendar.hpp>

#include "calendars.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using namespace tickler::test;
namespace data = boost::unit_test::data;
using namespace std::chrono_literals;

std::string text(const date::year_month_day& day) {
  std::ostringstream out;
  out << day;
  return out.str();
}

// As the churches publish them.
const char* const easters[] = {"1970-03-29", "1981-04-19", "1990-04-15", "2000-04-23", "2005-03-27", "2008-03-23",
                               "2011-04-24", "2014-04-20", "2016-03-27", "2018-04-01", "2019-04-21", "2020-04-12",
                               "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05",
                               "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2037-04-05", "2038-04-25"};

const char* const orthodox_easters[] = {"1970-04-26", "2000-04-30", "2008-04-27", "2010-04-04", "2011-04-24", "2013-05-05",
                                        "2014-04-20", "2016-05-01", "2019-04-28", "2020-04-19", "2021-05-02", "2022-04-24",
                                        "2023-04-16", "2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16",
                                        "2029-04-08", "2030-04-28", "2037-04-05"};

date::year year_of(const std::string& day) { return date::year{std::stoi(day.substr(0, 4))}; }

BOOST_DATA_TEST_CASE(easter_is_when_the_church_says, data::make(easters), day) { BOOST_TEST(text(easter(year_of(day))) == day); }

BOOST_DATA_TEST_CASE(orthodox_easter_is_a_date_of_our_calendar, data::make(orthodox_easters), day) {
  BOOST_TEST(text(orthodox_easter(year_of(day))) == day);
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in{list};
  for (std::string part; std::getline(in, part, '|');) parts.push_back(part);
  return parts;
}

date::local_days day_of(const std::string& day) {
  return std::visit(
      [](const auto& d) -> date::local_days {
        if constexpr (std::is_same_v<std::decay_t<decltype(d)>, date::year_month_day>) return date::local_days{d};
        throw std::logic_error("no date");
      },
      parse_closed_day(day).value());
}

// In a calendar that is open on all days but these.
struct closed_case {
  const char *closed, *shut, *open;
};
std::ostream& operator<<(std::ostream& out, const closed_case& c) { return out << c.closed; }

const closed_case closed_cases[] = {
    {"easter-2|easter|easter+1", "2026-04-03|2026-04-05|2026-04-06|2027-03-26|2027-03-29", "2026-04-04|2026-04-02|2026-04-07"},
    {"easter+39", "2026-05-14|2024-05-09|2008-05-01", "2026-05-15|2025-05-14"},  // Ascension
    {"easter+60", "2026-06-04|2025-06-19", "2026-06-05"},                        // Corpus Christi
    {"easter-99", "2014-12-27|2015-12-19|2025-01-11|2025-12-27|2026-12-19", "2026-12-27|2024-12-27"},
    {"orthodox-easter-2|orthodox-easter+1", "2026-04-10|2026-04-13|2024-05-06", "2026-04-03|2026-04-06"},
    {"thu[4] nov +1", "2026-11-27|2030-11-29|2024-11-29", "2026-11-26|2026-11-28"},
    {"mon[1] nov +1", "2026-11-03|2022-11-08|2027-11-02",
     "2026-11-01|2026-11-02|2022-11-01"},  // the Tuesday after the first Monday
    {"mon[last] may -3", "2026-05-22|2027-05-28", "2026-05-25"},
    {"fri[5] dec +30", "2028-01-30|2029-01-28", "2027-12-31|2026-12-25|2027-01-30"},
    {"2026-08-03..2026-08-21", "2026-08-03|2026-08-12|2026-08-21", "2026-08-02|2026-08-22|2027-08-12|2025-08-12"},
    {"2026-12-24..2029-01-02", "2026-12-24|2027-07-01|2028-02-29|2029-01-02", "2026-12-23|2029-01-03"},
    {"12-24..01-02", "2026-12-24|2026-12-31|2027-01-01|2027-01-02|1970-01-02|2037-12-31", "2026-12-23|2027-01-03"},
    {"06-01..06-01", "2026-06-01|2027-06-01", "2026-05-31|2026-06-02"},
    {"02-20..02-29", "2027-02-28|2028-02-28|2028-02-29", "2027-03-01|2028-03-01|2027-02-19"},
    {"02-29..02-29", "2028-02-29", "2027-02-28|2027-03-01|2028-02-28|2028-03-01"},
    {"02-29..03-02", "2027-03-01|2027-03-02|2028-02-29", "2027-02-28|2028-02-28|2028-03-03"},
    // A Saturday in 2026, a Sunday in 2027, a Tuesday in 2028.
    {"07-04 observed", "2026-07-03|2027-07-05|2028-07-04", "2026-07-04|2026-07-06|2027-07-04|2027-07-02|2028-07-03"},
    {"01-01 observed", "2021-12-31|2023-01-02|2026-01-01", "2022-01-01|2022-01-03|2023-01-01|2022-12-31"},
    {"07-04|07-04 observed", "2026-07-03|2026-07-04", "2026-07-05"},
    // As gov.uk has the bank holidays of these years.
    {"12-25 substitute|12-26 substitute", "2021-12-27|2021-12-28|2022-12-26|2022-12-27|2026-12-25|2026-12-28|2027-12-27|2027-12-28",
     "2021-12-25|2021-12-26|2021-12-29|2022-12-25|2022-12-28|2026-12-26|2026-12-29|2027-12-29"},
    {"12-26 substitute|12-25 substitute", "2021-12-27|2021-12-28|2022-12-26|2022-12-27", "2021-12-29|2022-12-28"},
    // 25 December 2027 is a Saturday, the rest of the year is closed, and so are the first and the second of January, at a weekend.
    {"12-25 substitute|12-27..12-31|01-01 substitute", "2027-12-31|2028-01-03|2028-01-04|2026-12-25",
     "2027-12-25|2028-01-05|2028-01-01"},
};

BOOST_DATA_TEST_CASE(a_date_is_closed_where_a_rule_falls_on_it, data::make(closed_cases), c) {
  calendar rules{.hours = {{daily, 9h, 17h}}};
  for (const auto& day : parts_of(c.closed)) rules.closed.push_back({"", parse_closed_day(day).value()});
  const open_hours hours{rules, "", zone{}};
  for (const auto& day : parts_of(c.shut)) BOOST_TEST(!hours.is_open_day(day_of(day)), day);
  for (const auto& day : parts_of(c.open)) BOOST_TEST(hours.is_open_day(day_of(day)), day);
  for (const auto& day : parts_of(c.shut)) BOOST_TEST(!hours.is_open(utc((day + "T12:00").c_str())), day);
}

BOOST_AUTO_TEST_CASE(hours_of_the_most_specific_region_replace_all_others) {
  const calendar rules{.hours = {{mon_fri, 9h, 18h},
                                 {mon_fri, 8h, 21h, "US"},
                                 {daily, 8h, 20h, "US-FL"},
                                 {saturday, 10h, 12h, "US-FL"},
                                 {mon_fri, 10h, 16h, "GB"}}};
  const auto from_monday = [&](const char* region) {
    return to_text(open_hours{rules, region, zone{}}.from(utc("2026-03-02T00:00")));
  };
  BOOST_TEST(from_monday("") == "2026-03-02T09:00:00Z to 2026-03-02T18:00:00Z");
  BOOST_TEST(from_monday("DE") == "2026-03-02T09:00:00Z to 2026-03-02T18:00:00Z");
  BOOST_TEST(from_monday("US") == "2026-03-02T08:00:00Z to 2026-03-02T21:00:00Z");
  BOOST_TEST(from_monday("US-NY") == "2026-03-02T08:00:00Z to 2026-03-02T21:00:00Z");
  BOOST_TEST(from_monday("US-FL") == "2026-03-02T08:00:00Z to 2026-03-02T20:00:00Z");
  BOOST_TEST(from_monday("us-fl") == "2026-03-02T08:00:00Z to 2026-03-02T20:00:00Z");
  BOOST_TEST(from_monday("US-FLX") == "2026-03-02T08:00:00Z to 2026-03-02T21:00:00Z");
  BOOST_TEST(from_monday("GB-LND") == "2026-03-02T10:00:00Z to 2026-03-02T16:00:00Z");
}

BOOST_AUTO_TEST_CASE(where_no_region_has_hours_it_is_closed) {
  const calendar rules{.hours = {{daily, 8h, 20h, "US"}}, .special = {{"", parse_closed_day("2026-03-02").value(), {{9h, 12h}}}}};
  const open_hours us{rules, "US-NY", zone{}}, germany{rules, "DE", zone{}}, nowhere{rules, "", zone{}};
  BOOST_TEST(us.knows_region());
  BOOST_TEST(!germany.knows_region());
  BOOST_TEST(!nowhere.knows_region());
  BOOST_TEST(to_text(us.from(utc("2026-03-02T00:00"))) == "2026-03-02T09:00:00Z to 2026-03-02T12:00:00Z");
  BOOST_TEST(to_text(germany.from(utc("2026-03-02T00:00"))) == "none");
  BOOST_TEST(!germany.is_open_day(date::local_days{date::year{2026} / 3 / 2}));
  const open_hours both[] = {us, germany};
  BOOST_TEST(!open_hours::all_of(both).knows_region());
  BOOST_TEST(open_hours{}.knows_region());
}

struct special_case {
  const char *name, *region, *from, *open;
};
std::ostream& operator<<(std::ostream& out, const special_case& c) { return out << c.name; }

// Mon-fri 09:00-18:00. 24 December 2026 is a Thursday; 26 December a Saturday.
const special_case special_cases[] = {
    {"half a day", "", "2026-12-24T00:00", "2026-12-24T09:00:00Z to 2026-12-24T12:00:00Z"},
    {"and no more of it", "", "2026-12-24T12:00", "2026-12-28T09:00:00Z to 2026-12-28T18:00:00Z"},
    {"every year", "", "2027-12-24T00:00", "2027-12-24T09:00:00Z to 2027-12-24T12:00:00Z"},
    {"broken hours", "", "2026-12-31T13:00", "2026-12-31T14:00:00Z to 2026-12-31T15:00:00Z"},
    {"of a region instead", "US", "2026-12-24T00:00", "2026-12-24T10:00:00Z to 2026-12-24T16:00:00Z"},
    {"what the region does not say is as for all", "US", "2026-12-31T13:00", "2026-12-31T14:00:00Z to 2026-12-31T15:00:00Z"},
    {"of a part of the region instead", "US-NY", "2026-12-24T00:00", "2026-12-24T11:00:00Z to 2026-12-24T13:00:00Z"},
    {"a closed date stays closed", "GB", "2026-12-24T00:00", "2026-12-28T09:00:00Z to 2026-12-28T18:00:00Z"},
    {"a weekend that is open for once", "", "2026-06-06T00:00", "2026-06-06T10:00:00Z to 2026-06-06T14:00:00Z"},
    {"over midnight", "", "2026-07-31T00:00", "2026-07-31T20:00:00Z to 2026-08-01T02:00:00Z"},
    {"two for one date are open together", "", "2026-05-04T00:00", "2026-05-04T12:00:00Z to 2026-05-04T14:00:00Z"},
    {"or not at all", "", "2026-05-05T00:00", "2026-05-06T09:00:00Z to 2026-05-06T14:00:00Z"},
    {"the day after a holiday", "", "2026-11-27T00:00", "2026-11-27T09:00:00Z to 2026-11-27T13:00:00Z"},
    {"Maundy Thursday", "", "2026-04-02T00:00", "2026-04-02T09:00:00Z to 2026-04-02T14:00:00Z"},
};

calendar with_special_days() {
  const auto day = [](const char* written) { return parse_closed_day(written).value(); };
  return {.hours = {{mon_fri, 9h, 18h}},
          .closed = {{"", day("12-25")}, {"GB", day("2026-12-24")}},
          .special = {{"", day("12-24"), {{9h, 12h}}},
                      {"", day("12-31"), {{14h, 15h}, {9h, 12h}}},
                      {"US", day("12-24"), {{10h, 16h}}},
                      {"US-NY", day("2026-12-24"), {{11h, 13h}}},
                      {"", day("2026-06-06"), {{10h, 14h}}},
                      {"", day("2026-07-31"), {{20h, 2h}}},
                      {"", day("2026-05-04..2026-05-08"), {{9h, 14h}}},
                      {"", day("2026-05-04"), {{12h, 18h}}},
                      {"", day("2026-05-05"), {{14h, 18h}}},
                      {"", day("thu[4] nov +1"), {{9h, 13h}}},
                      {"", day("easter-3"), {{9h, 14h}}}}};
}

BOOST_DATA_TEST_CASE(a_date_may_have_hours_of_its_own, data::make(special_cases), c) {
  const open_hours hours{with_special_days(), c.region, zone{}};
  BOOST_TEST(to_text(hours.from(utc(c.from))) == c.open);
}

BOOST_AUTO_TEST_CASE(a_date_with_hours_of_its_own_is_an_open_day) {
  const open_hours hours{with_special_days(), "", zone{}};
  BOOST_TEST(hours.is_open_day(date::local_days{date::year{2026} / 6 / 6}));    // a Saturday
  BOOST_TEST(!hours.is_open_day(date::local_days{date::year{2026} / 6 / 13}));  // any other
  BOOST_TEST(!hours.is_open_day(date::local_days{date::year{2026} / 5 / 5}));   // its hours have nothing in common
}

BOOST_AUTO_TEST_CASE(what_begins_on_the_eve_goes_on_into_a_special_day) {
  const calendar nights{.hours = {{daily, 22h, 6h}}, .special = {{"", parse_closed_day("2026-12-24").value(), {{9h, 12h}}}}};
  const open_hours hours{nights, "", zone{}};
  BOOST_TEST(to_text(hours.from(utc("2026-12-23T23:00"))) == "2026-12-23T22:00:00Z to 2026-12-24T06:00:00Z");
  BOOST_TEST(to_text(hours.from(utc("2026-12-24T06:00"))) == "2026-12-24T09:00:00Z to 2026-12-24T12:00:00Z");
  BOOST_TEST(to_text(hours.from(utc("2026-12-24T12:00"))) == "2026-12-25T22:00:00Z to 2026-12-26T06:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_week_without_a_gap_ends_where_a_day_has_hours_of_its_own) {
  const calendar always{.hours = {{daily, 0h, 24h}}, .special = {{"", parse_closed_day("2026-12-24").value(), {{9h, 12h}}}}};
  const open_hours hours{always, "", zone{}};
  BOOST_TEST(!hours.is_open(utc("2026-12-24T12:00")));
  BOOST_TEST(to_text(hours.from(utc("2026-12-24T12:00"))) == "2026-12-25T00:00:00Z to 2038-01-01T00:00:00Z");
}

}  // namespace
