#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/calendar.hpp>

namespace {

using namespace tickler;
namespace data = boost::unit_test::data;
using namespace std::chrono_literals;

struct refused_case {
  const char* text;
  std::size_t offset;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const refused_case& c) { return out << '"' << c.text << '"'; }

struct weekdays_case {
  const char* text;
  int days;
};
std::ostream& operator<<(std::ostream& out, const weekdays_case& c) { return out << '"' << c.text << '"'; }

const weekdays_case weekdays[] = {
    {"mon", monday},
    {"sun", sunday},
    {"mon-fri", mon_fri},
    {"tue-wed", tuesday | wednesday},
    {"sat-mon", saturday | sunday | monday},
    {"sun-sat", daily},
    {"daily", daily},
    {"weekdays", mon_fri},
    {"weekend", saturday | sunday},
    {"tue,thu", tuesday | thursday},
    {"mon-wed,fri", monday | tuesday | wednesday | friday},
    {"weekend, wed", wednesday | saturday | sunday},
    {"sat-mon , wed - thu", saturday | sunday | monday | wednesday | thursday},
    {"mon - fri", mon_fri},
};

BOOST_DATA_TEST_CASE(weekdays_are_one_a_span_a_list_or_all, data::make(weekdays), c) {
  BOOST_TEST(int{parse_weekdays(c.text).value()} == c.days);
}

const refused_case no_weekdays[] = {
    {"", 0, "unknown weekday '', known are 'mon' to 'sun'"},
    {"Mon", 0, "'Mon' is not how weekdays are written: write 'mon'"},
    {"monday", 0, "'monday' is not how weekdays are written: write 'mon'"},
    {"Tuesdays", 0, "'Tuesdays' is not how weekdays are written: write 'tue'"},
    {"Monday to Friday", 0, "'Monday to Friday' is not how weekdays are written: write 'mon-fri'"},
    {"Mon, Wed", 0, "'Mon, Wed' is not how weekdays are written: write 'mon,wed'"},
    {"tue and thu", 0, "'tue and thu' is not how weekdays are written: write 'tue,thu'"},
    {"Mon-Wed, Fri", 0,
     "'Mon-Wed, Fri' is not how weekdays are written: write days and spans with commas between them, as 'mon-wed,fri'"},
    {"mon,", 4, "'mon,' is not how weekdays are written: write 'mon'"},
    {"mon,,tue", 4, "'mon,,tue' is not how weekdays are written: write 'mon,tue'"},
    {"tue,thr", 4, "unknown weekday 'thr', did you mean 'thu'?"},
    {"mon-fri,wed", 8, "a day of 'wed' is there twice"},
    {"daily, sun", 7, "a day of 'sun' is there twice"},
    {"weekends", 0, "'weekends' is not how weekdays are written: write 'weekend'"},
    {"every day", 0, "'every day' is not how weekdays are written: write 'daily'"},
    {"workday", 0, "unknown weekday 'workday', known are 'mon' to 'sun'"},
    {"mon-", 4, "unknown weekday '', known are 'mon' to 'sun'"},
    {"mon-fir", 4, "unknown weekday 'fir', did you mean 'fri'?"},
    {"mon - fir", 6, "unknown weekday 'fir', did you mean 'fri'?"},
    {" mon", 0, "' mon' is not how weekdays are written: write 'mon'"},
    {"working days", 0, "'working days' is not how weekdays are written: write 'weekdays'"},
    {"mon-mon", 0, "'mon-mon' may be one day or seven: write 'mon' or 'daily'"},
};

BOOST_DATA_TEST_CASE(what_is_no_weekday_is_refused_at_its_place, data::make(no_weekdays), c) {
  const auto days = parse_weekdays(c.text);
  BOOST_REQUIRE(!days);
  BOOST_TEST(days.error().message == c.message);
  BOOST_TEST(days.error().offset == c.offset);
}

struct hours_case {
  const char* text;
  std::chrono::minutes from, to;
};
std::ostream& operator<<(std::ostream& out, const hours_case& c) { return out << '"' << c.text << '"'; }

const hours_case hours[] = {
    {"09:00-18:00", 9h, 18h},          {"22:00-06:00", 22h, 6h},  {"00:00-24:00", 0h, 24h},
    {"23:59-24:00", 23h + 59min, 24h}, {"22:00-00:00", 22h, 0h},  {"08:30-12:15", 8h + 30min, 12h + 15min},
    {"09:00 - 18:00", 9h, 18h},        {"09:00- 18:00", 9h, 18h}, {"09:00 -18:00", 9h, 18h},
};

BOOST_DATA_TEST_CASE(hours_are_two_times_of_day, data::make(hours), c) {
  const opening o = parse_hours(c.text).value();
  BOOST_TEST(o.from.count() == c.from.count());
  BOOST_TEST(o.to.count() == c.to.count());
  BOOST_TEST(int{o.days} == 0);
}

const refused_case no_hours[] = {
    {"", 0, "'' are no hours, as '09:00-18:00'"},
    {"09:00", 0, "'09:00' are no hours, as '09:00-18:00'"},
    {"9:00-18:00", 0, "'9:00-18:00' are no hours: write '09:00-18:00'"},
    {"22:00-6:00", 6, "'22:00-6:00' are no hours: write '22:00-06:00'"},
    {"9-18", 0, "'9-18' are no hours: write '09:00-18:00'"},
    {"9-5", 0, "'9' is no time of day, as '09:00'"},    // by day or by night
    {"9-5pm", 0, "'9' is no time of day, as '09:00'"},  // 9 pm to 5 pm?
    {"9am-5pm", 0, "'9am-5pm' are no hours: write '09:00-17:00'"},
    {"9 am - 12 pm", 0, "'9 am - 12 pm' are no hours: write '09:00-12:00'"},
    {"12am-6am", 0, "'12am-6am' are no hours: write '00:00-06:00'"},
    {"9AM-5PM", 0, "'9AM-5PM' are no hours: write '09:00-17:00'"},
    {"all day", 0, "'all day' are no hours: write '00:00-24:00'"},
    {"24/7", 0, "'24/7' are no hours: write '00:00-24:00'"},
    {"closed", 0, "'closed' are no hours: a weekday without hours is closed: leave it out; write a date under 'closed'"},
    {"13pm-6pm", 0, "'13pm' is no time of day, as '09:00'"},
    {"09:00 to 17:00", 0, "'09:00 to 17:00' are no hours: write '09:00-17:00'"},
    {"0900-1700", 0, "'0900-1700' are no hours: write '09:00-17:00'"},
    {"900-1730", 0, "'900-1730' are no hours: write '09:00-17:30'"},
    {"9h-18h30", 0, "'9h-18h30' are no hours: write '09:00-18:30'"},
    {"09:00 - 25:00", 8, "there is no '25:00' in a day"},
    {"09:00-18:00 ", 6, "'09:00-18:00 ' are no hours: write '09:00-18:00'"},
    {"09.00-18.00", 0, "'09.00-18.00' are no hours: write '09:00-18:00'"},
    {"09:00-18:00:00", 6, "'18:00:00' is no time of day, as '09:00'"},
    {"09:00-12:00-18:00", 6, "'12:00-18:00' is no time of day, as '09:00'"},
    {"09:00-25:00", 6, "there is no '25:00' in a day"},
    {"09:0a-18:00", 0, "'09:0a' is no time of day, as '09:00'"},
    {"0a:00-18:00", 0, "'0a:00' is no time of day, as '09:00'"},
    {"09-00-18:00", 0, "'09' is no time of day, as '09:00'"},
    {"09:60-18:00", 0, "there is no '09:60' in a day"},
    {"09:00-24:01", 6, "there is no '24:01' in a day"},
    {"24:00-06:00", 0, "hours begin at 23:59 at the latest: '24:00' is the end of a day"},
    {"09:00-09:00", 0, "hours that end when they begin; the whole day is '00:00-24:00'"},
    {"00:00-00:00", 0, "hours that end when they begin; the whole day is '00:00-24:00'"},
};

BOOST_DATA_TEST_CASE(what_are_no_hours_is_refused_at_its_place, data::make(no_hours), c) {
  const auto o = parse_hours(c.text);
  BOOST_REQUIRE(!o);
  BOOST_TEST(o.error().message == c.message);
  BOOST_TEST(o.error().offset == c.offset);
}

BOOST_AUTO_TEST_CASE(a_time_of_day_ends_before_midnight) {
  BOOST_TEST(parse_time_of_day("09:15").value().count() == 9 * 60 + 15);
  BOOST_TEST(parse_time_of_day("00:00").value().count() == 0);
  BOOST_TEST(parse_time_of_day("23:59").value().count() == 23 * 60 + 59);
  BOOST_TEST(parse_time_of_day("24:00").error().message == "'24:00' is the end of a day; the start of the next is '00:00'");
  BOOST_TEST(parse_time_of_day("9:15").error().message == "'9:15' is no time of day: write '09:15'");
  BOOST_TEST(parse_time_of_day("5pm").error().message == "'5pm' is no time of day: write '17:00'");
  BOOST_TEST(parse_time_of_day("25").error().message == "'25' is no time of day, as '09:00'");
  BOOST_TEST(parse_time_of_day("noon").error().message == "'noon' is no time of day: write '12:00'");
  BOOST_TEST(parse_time_of_day("morning").error().message == "'morning' is no time of day, as '09:00'");
}

const char* const closed_days[] = {"2026-12-24",
                                   "1970-01-01",
                                   "2028-02-29",
                                   "12-25",
                                   "02-29",
                                   "01-01",
                                   "thu[4] nov",
                                   "mon[1] jan",
                                   "fri[5] oct",
                                   "mon[last] may",
                                   "sun[last] dec",
                                   "thu[4] nov +1",
                                   "mon[last] may -3",
                                   "fri[1] dec +99",
                                   "2026-08-03..2026-08-21",
                                   "2026-12-24..2027-01-02",
                                   "12-24..01-02",
                                   "08-01..08-31",
                                   "02-29..03-01",
                                   "easter",
                                   "easter-2",
                                   "easter+39",
                                   "orthodox-easter",
                                   "orthodox-easter-48",
                                   "07-04 observed",
                                   "12-25 substitute"};

BOOST_DATA_TEST_CASE(a_closed_day_is_read_as_it_is_written, data::make(closed_days), text) {
  BOOST_TEST(to_string(parse_closed_day(text).value()) == text);
}

struct other_form {
  const char *text, *same;
};
std::ostream& operator<<(std::ostream& out, const other_form& c) { return out << '"' << c.text << '"'; }

const other_form other_forms[] = {
    {"easter + 39", "easter+39"},
    {"easter -2", "easter-2"},
    {"thu[4] nov+1", "thu[4] nov +1"},
    {"thu[4] nov + 1", "thu[4] nov +1"},
    {"2026-08-03 .. 2026-08-21", "2026-08-03..2026-08-21"},
    {"12-24 ..01-02", "12-24..01-02"},
    {"07-04  observed", "07-04 observed"},
    {"easter+05", "easter+5"},
};

BOOST_DATA_TEST_CASE(blanks_around_signs_say_nothing, data::make(other_forms), c) {
  BOOST_TEST(to_string(parse_closed_day(c.text).value()) == c.same);
}

const refused_case no_closed_days[] = {
    {"", 0, "'' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"christmas", 0, "'christmas' is no closed day: write '12-25'"},
    {"New Year's Day", 0, "'New Year's Day' is no closed day: write '01-01'"},
    {"Easter", 0, "'Easter' is no closed day: write 'easter'"},
    {"easter monday", 0, "'easter monday' is no closed day: write 'easter+1'"},
    {"Good Friday", 0, "'Good Friday' is no closed day: write 'easter-2'"},
    {"Thanksgiving", 0, "'Thanksgiving' is no closed day: write 'thu[4] nov'"},
    {"easterly", 0, "'easterly' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"easter ", 0, "'easter ' is no closed day: write 'easter'"},
    {"easter+0", 6, "'+0' are no days before or after, as '-2' or '+39', 99 at most"},
    {"easter+100", 6, "'+100' are no days before or after, as '-2' or '+39', 99 at most"},
    {"easter-", 6, "'easter-' is no closed day: write 'easter'"},
    {"thu[4] nov +x", 11, "'+x' are no days before or after, as '-2' or '+39', 99 at most"},
    {"2026-08-21..2026-08-03", 12, "the range '2026-08-21..2026-08-03' ends before it begins"},
    {"2026-12-24..01-02", 0, "a range has a year at both ends, or at none: '2026-12-24..01-02'"},
    {"12-24..13-02", 7, "'12-24..13-02' is no closed day: write '12-24..02-13'"},
    {"2026-08-03 - 2026-08-21", 11, "'2026-08-03 - 2026-08-21' is no closed day: write '2026-08-03..2026-08-21'"},
    {"3 Aug 2026 to 21 Aug 2026", 0, "'3 Aug 2026 to 21 Aug 2026' is no closed day: write '2026-08-03..2026-08-21'"},
    {"07-04 observd", 6, "'observd' is neither 'observed' nor 'substitute'"},
    {"2026-07-04 observed", 0, "a date of one year does not move: write the day on which it is closed"},
    {"sunday", 0, "'sunday' is no closed day: a day of the week is closed where 'open' leaves it out"},
    {"bank holiday", 0, "'bank holiday' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"25 December", 0, "'25 December' is no closed day: write '12-25'"},
    {"Dec 25, 2026", 0, "'Dec 25, 2026' is no closed day: write '2026-12-25'"},
    {"4th of July", 0, "'4th of July' is no closed day: write '07-04'"},
    {"12/25", 0, "'12/25' is no closed day: write '12-25'"},
    {"24.12.2026", 0, "'24.12.2026' is no closed day: write '2026-12-24'"},
    {"2026/01/02", 0, "'2026/01/02' is no closed day: write '2026-01-02'"},
    {"1/2", 0, "'1/2' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},  // in January or February
    {"13/14", 0, "'13/14' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"30 feb", 0, "'30 feb' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"29 feb 2027", 0, "'29 feb 2027' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"1-1", 0, "'1-1' is no closed day: write '01-01'"},
    {"25.12", 0, "'25.12' is no closed day: write '12-25'"},
    {"2026-12-2x", 0, "'2026-12-2x' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"2026-1x-24", 0, "'2026-1x-24' is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"},
    {"2026-12/24", 0, "'2026-12/24' is no closed day: write '2026-12-24'"},
    {"2026-12-24 ", 0, "'2026-12-24 ' is no closed day: write '2026-12-24'"},
    {"02-30", 3, "month '02' has no day '30'"},
    {"04-31", 3, "month '04' has no day '31'"},
    {"12-00", 3, "month '12' has no day '00'"},
    {"13-01", 0, "'13-01' is no closed day: write '01-13'"},
    {"00-01", 0, "there is no month '00'"},
    {"2026-02-29", 8, "there is no 29 February in 2026"},
    {"2026-13-01", 5, "there is no month '13'"},
    {"2026-06-31", 8, "month '06' has no day '31'"},
    {"1969-12-24", 0, "a year is 1970 to 9999"},
    {"thu[6] nov", 4, "'6' is none of '1' to '5' and 'last'"},
    {"thu[0] nov", 4, "'0' is none of '1' to '5' and 'last'"},
    {"thu[first] nov", 4, "'first' is none of '1' to '5' and 'last'"},
    {"thu[] nov", 4, "'' is none of '1' to '5' and 'last'"},
    {"thr[4] nov", 0, "unknown weekday 'thr', did you mean 'thu'?"},
    {"thu[4] november", 7, "unknown month 'november', did you mean 'nov'?"},
    {"thu[4] Nov", 7, "unknown month 'Nov', did you mean 'nov'?"},
    {"thu[4]nov", 0, "'thu[4]nov' is no closed day, as 'thu[4] nov'"},
    {"thu[4", 0, "'thu[4' is no closed day, as 'thu[4] nov'"},
    {"thu[4]", 0, "'thu[4]' is no closed day, as 'thu[4] nov'"},
};

BOOST_DATA_TEST_CASE(what_is_no_closed_day_is_refused_at_its_place, data::make(no_closed_days), c) {
  const auto day = parse_closed_day(c.text);
  BOOST_REQUIRE(!day);
  BOOST_TEST(day.error().message == c.message);
  BOOST_TEST(day.error().offset == c.offset);
}

BOOST_AUTO_TEST_CASE(a_calendar_made_in_code_is_checked_like_a_written_one) {
  const closed_day never_comes = date::year{2026} / 2 / 29;
  BOOST_TEST(!check_calendar({}));
  BOOST_TEST(!check_calendar({.hours = {{mon_fri, 9h, 18h}, {daily, 22h, 6h}}}));
  BOOST_TEST(check_calendar({.hours = {{0, 9h, 18h}}})->message == "hours without a day of the week");
  BOOST_TEST(check_calendar({.hours = {{128, 9h, 18h}}})->message == "hours without a day of the week");
  BOOST_TEST(check_calendar({.hours = {{daily, 24h, 6h}}})->message == "hours begin at 00:00 to 23:59");
  BOOST_TEST(check_calendar({.hours = {{daily, -1min, 6h}}})->message == "hours begin at 00:00 to 23:59");
  BOOST_TEST(check_calendar({.hours = {{daily, 9h, 25h}}})->message == "hours end at 00:00 to 24:00");
  BOOST_TEST(check_calendar({.hours = {{daily, 9h, 9h}}})->message ==
             "hours that end when they begin; the whole day is '00:00-24:00'");
  BOOST_TEST(check_calendar({.closed = {{"", never_comes}}})->message == "a closed day that never comes");
  const closed_day backwards = date_range{date::year{2026} / 8 / 21, date::year{2026} / 8 / 3}, too_far = easter_day{false, 100};
  BOOST_TEST(check_calendar({.closed = {{"", backwards}}})->message == "a closed day that never comes");
  BOOST_TEST(check_calendar({.closed = {{"", too_far}}})->message == "a closed day that never comes");
  const closed_day eve = date::month{12} / 24, moved = moving_day{date::month{12} / 25, moving_day::to::substitute};
  BOOST_TEST(!check_calendar({.special = {{"", eve, {{9h, 12h}}}}}));
  BOOST_TEST(check_calendar({.special = {{"", eve, {}}}})->message == "a special day without hours");
  BOOST_TEST(check_calendar({.special = {{"", eve, {{9h, 25h}}}}})->message == "hours end at 00:00 to 24:00");
  BOOST_TEST(check_calendar({.special = {{"", moved, {{9h, 12h}}}}})->message == "a special day that never comes");
  BOOST_CHECK_THROW((open_hours{{.hours = {{daily, 9h, 9h}}}, "", zone{}}), tickler::misuse);
}

}  // namespace
