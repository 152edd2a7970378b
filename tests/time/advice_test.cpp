// What is meant by hours, days, dates and lengths that people write another way. Where several may be meant, nothing is said.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "time/calendar_advice.hpp"
#include "time/duration_advice.hpp"

using namespace tickler;
namespace data = boost::unit_test::data;

namespace {

struct said {
  const char* text;
  const char* advice;  // what `write '...'` shows; empty: nothing is said
};
std::ostream& operator<<(std::ostream& out, const said& row) { return out << '"' << row.text << '"'; }

std::string shown(const said& row) { return *row.advice == 0 ? "" : "write '" + std::string(row.advice) + "'"; }

const said hours[] = {
    {"9-18", "09:00-18:00"},
    {"9h-18h", "09:00-18:00"},
    {"9h30-18h", "09:30-18:00"},
    {"9 - 18", "09:00-18:00"},
    {"0900-1730", "09:00-17:30"},
    {"9am to 5pm", "09:00-17:00"},
    {"12am-12pm", "00:00-12:00"},
    {"9-24", "09:00-24:00"},
    {"9-5", ""},      // 05:00 or 17:00
    {"9:-18", ""},    // the minutes are missing
    {"0am-5pm", ""},  // no hour has that number
    {"13pm-14pm", ""},
    {"9-25", ""},
    {"9:60-18", ""},
    {"9:0-18", ""},
    {"24-9", ""},
    {"123-18", "01:23-18:00"},
    {"09:00-18:00", ""},  // is written so
};

const said times[] = {{"5pm", "17:00"}, {"9", "09:00"}, {"9.15", "09:15"}, {"24", ""}, {"24:00", ""}, {"0pm", ""}, {"9:", ""}};

const said weekdays[] = {
    {"Monday to Friday", "mon-fri"},
    {"Mondays", "mon"},
    {"Mon, Wed and Fri", "mon,wed,fri"},
    {"the Monday", ""},   // no word that days have between them
    {"mon-", ""},         // cut off
    {"mon to mon", ""},   // all days or one
    {"mon tue wed", ""},  // a list or a span
    {"until Friday", "fri"},
};

const said closed_days[] = {
    {"25 December", "12-25"},
    {"the 25th of December", "12-25"},
    {"25 in December", ""},
    {"December January 25", ""},  // two months
    {"2026-12-24", ""},           // is written so
    {"24.12.2026", "2026-12-24"},
    {"1/2", ""},  // in January or in February
    {"3 Aug 2026 - 21 Aug 2026", "2026-08-03..2026-08-21"},
    {"3 Aug 2026 - 21 Aug", ""},  // of one year, or of each
    {"3 Aug - 21 Foo", ""},
    {"30 February", ""},
};

const said lengths[] = {
    {"an hour", "1 hour"},
    {"a day", "1 day"},
    {"half a day", "12 hours"},
    {"1.5 hours", "90 minutes"},
    {"1,5 hours", "90 minutes"},
    {"2 fortnights", "4 weeks"},
    {"3 working days", "3 business days"},
    {"working fortnight", ""},
    {"3", ""},              // of what
    {"3 working", ""},      // of what
    {"days 3", ""},         // the number is left over
    {"12345678 days", ""},  // more digits than any length has
    {"half a business day", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(hours_as_people_write_them, data::make(hours), row) { BOOST_TEST(hours_advice(row.text) == shown(row)); }

BOOST_DATA_TEST_CASE(times_of_day_as_people_write_them, data::make(times), row) {
  BOOST_TEST(time_of_day_advice(row.text) == shown(row));
}

BOOST_DATA_TEST_CASE(weekdays_as_people_write_them, data::make(weekdays), row) {
  BOOST_TEST(weekdays_advice(row.text) == shown(row));
}

BOOST_DATA_TEST_CASE(closed_days_as_people_write_them, data::make(closed_days), row) {
  BOOST_TEST(closed_day_advice(row.text) == shown(row));
}

BOOST_DATA_TEST_CASE(lengths_as_people_write_them, data::make(lengths), row) {
  BOOST_TEST(duration_advice(row.text) == shown(row));
}
