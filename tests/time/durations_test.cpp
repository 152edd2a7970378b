#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/duration.hpp>

#include "support/cases.hpp"

namespace {

using namespace tickler;
namespace data = boost::unit_test::data;
using support::written_case;

const written_case written[] = {
    {"30 minutes", "30 minutes"},
    {"48 hours", "48 hours"},
    {"7 days", "7 days"},
    {"2 weeks", "2 weeks"},
    {"1 month", "1 month"},
    {"7 calendar days", "7 calendar days"},
    {"3 business days", "3 business days"},
    {"4 business hours", "4 business hours"},
    {"5 business minutes", "5 business minutes"},
    {"1 minutes", "1 minute"},
    {"2 hour", "2 hours"},
    {"1 calendar days", "1 calendar day"},
    {"30 min", "30 minutes"},
    {"4h", "4 hours"},
    {"1 d", "1 day"},
    {"2w", "2 weeks"},
    {"6 mo", "6 months"},
    {"1cd", "1 calendar day"},
    {"1 bd", "1 business day"},
    {"1bh", "1 business hour"},
    {"90bmin", "90 business minutes"},
    {"1 day 4 hours", "1 day 4 hours"},
    {"1d 4h", "1 day 4 hours"},
    {"1  day   4  hours", "1 day 4 hours"},
    {"3 business  days 30 min", "3 business days 30 minutes"},
    {"1 day 1 day", "1 day 1 day"},
    {"007 days", "7 days"},
    {"0 minutes", "0 minutes"},
    {"0  minutes", "0 minutes"},
    {"1 year", "1 year"},
    {"2y", "2 years"},
    {"1 calendar week", "1 calendar week"},
    {"2cw", "2 calendar weeks"},
    {"1  calendar   months", "1 calendar month"},
    {"3 cmo", "3 calendar months"},
    {"1 calendar year", "1 calendar year"},
    {"2 cy 1 y", "2 calendar years 1 year"},
    {"1200 months", "1200 months"},
    {"100 years", "100 years"},
    {"36525 days", "36525 days"},
    {"876600 hours", "876600 hours"},
    {"250 business days", "250 business days"},
    {"2000 business hours", "2000 business hours"},
    {"120000 business minutes", "120000 business minutes"},
    {"1 d 1 d 1 d 1 d 1 d 1 d 1 d 1 d", "1 day 1 day 1 day 1 day 1 day 1 day 1 day 1 day"},
};

BOOST_DATA_TEST_CASE(a_duration_is_read_in_any_spelling_and_written_in_one, data::make(written), c) {
  const auto d = parse_duration(c.text);
  BOOST_REQUIRE_MESSAGE(d, d.error().message);
  BOOST_TEST(to_string(*d) == c.meaning);
  BOOST_TEST((parse_duration(to_string(*d)).value() == *d));
  BOOST_TEST(!check_duration(*d));
}

struct refused_case {
  const char* text;
  std::size_t offset;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const refused_case& c) { return out << '"' << c.text << '"'; }

const refused_case refused[] = {
    {"", 0, "the duration is missing, as '3 days'"},
    {" 3 days", 0, "' 3 days' is no duration: write '3 days'"},
    {"3 days ", 6, "'3 days ' is no duration: write '3 days'"},
    {"3 dys", 2, "unknown unit 'dys', did you mean 'days'?"},
    {"3 Days", 2, "'3 Days' is no duration: write '3 days'"},
    {"3 calendar dys", 2, "unknown unit 'calendar dys', did you mean 'calendar days'?"},
    {"3 busines days", 2, "unknown unit 'busines days', did you mean 'business days'?"},
    {"3 dys 4h", 2, "unknown unit 'dys', did you mean 'days'?"},
    {"3 decades", 2, "unknown unit 'decades'"},
    {"3 fortnights", 2, "'3 fortnights' is no duration: write '6 weeks'"},
    {"1 day after", 6, "'1 day after' is no duration: write '1 day'"},
    {"after 3 days", 0, "'after 3 days' is no duration: write '3 days'"},
    {"3 working days", 2, "'3 working days' is no duration: write '3 business days'"},
    {"3 Work Days", 2, "'3 Work Days' is no duration: write '3 business days'"},
    {"2 weekdays", 2, "'2 weekdays' is no duration: write '2 business days'"},
    {"2 wks", 2, "'2 wks' is no duration: write '2 weeks'"},
    {"2hrs", 1, "'2hrs' is no duration: write '2 hours'"},
    {"week", 0, "'week' is no duration: write '1 week'"},
    {"a week", 0, "'a week' is no duration: write '1 week'"},
    {"every week", 0, "'every week' is no duration: write '1 week'"},
    {"weekly", 0, "'weekly' is no duration: write '1 week'"},
    {"two days", 0, "'two days' is no duration: write '2 days'"},
    {"half a day", 0, "'half a day' is no duration: write '12 hours'"},
    {"after 1000000 minutes", 0, "'after 1000000 minutes' is no duration: write '1000000 minutes'"},
    {"9999999.5 weeks", 7, "whole numbers only: an hour and a half is '90 minutes'"},
    {"10000000.5 weeks", 8, "whole numbers only: an hour and a half is '90 minutes'"},
    {"1.5 days", 1, "'1.5 days' is no duration: write '36 hours'"},
    {"1.5 business hours", 1, "'1.5 business hours' is no duration: write '90 business minutes'"},
    {"1.5 months", 1, "whole numbers only: an hour and a half is '90 minutes'"},
    {"2-3 days", 1, "a duration is one length, not a range: in a step 'after' says the least, and 'within' the most"},
    {"90m", 2, "'m' is ambiguous: minutes are 'min', months 'mo'"},
    {"90 m", 3, "'m' is ambiguous: minutes are 'min', months 'mo'"},
    {"30 s", 3, "seconds are no unit: the shortest duration is '1 minute'"},
    {"half an hour", 0, "'half an hour' is no duration: write '30 minutes'"},
    {"soon", 0, "expected a whole number, as in '3 days', but found 'soon'"},
    {"+3 days", 0, "expected a whole number, as in '3 days', but found '+3'"},
    {"1 day and 4 hours", 6, "'1 day and 4 hours' is no duration: write '1 day 4 hours'"},
    {"3\tdays", 1, "unknown unit '\\x09days', did you mean 'days'?"},
    {"\xc2\xbd day", 0, "expected a whole number, as in '3 days', but found '\xc2\xbd'"},
    {"1.5 hours", 1, "'1.5 hours' is no duration: write '90 minutes'"},
    {"1,000 minutes", 1, "whole numbers only: an hour and a half is '90 minutes'"},
    {"1/2 day", 1, "'1/2 day' is no duration: write '12 hours'"},
    {"-1 day", 0, "a duration is never negative"},
    {"3", 1, "the unit is missing, as in '3 days'"},
    {"1 day 4", 7, "the unit is missing, as in '3 days'"},
    {"3 business", 2, "'business' of what? Write 'business days'"},
    {"3 calendar 2 days", 2, "'calendar' of what? Write 'calendar days'"},
    {"1d4h", 1, "'1d4h' is no duration: write '1 day 4 hours'"},
    {"24h00", 2, "the parts of a duration stand apart, as in '1d 4h', not 'h00'"},
    {"1 day, 4 hours", 2, "'1 day, 4 hours' is no duration: write '1 day 4 hours'"},
    {"3 or 5 days", 2, "a duration is one length, not a range: in a step 'after' says the least, and 'within' the most"},
    {"3 to 5 days", 2, "a duration is one length, not a range: in a step 'after' says the least, and 'within' the most"},
    {"calendar day", 0, "'calendar day' is no duration: write '1 calendar day'"},
    {"any 7 days", 0, "'any 7 days' is no duration: write '7 days'"},
    {"quarterly", 0, "'quarterly' is no duration: write '3 months'"},
    {"immediately", 0, "'immediately' is no duration: write '0 minutes'"},
    {"At once", 0, "'At once' is no duration: write '0 minutes'"},
    {"tomorrow", 0, "'tomorrow' is no duration: the same time tomorrow is '1 day', the start of tomorrow '1 calendar day'"},
    {"never", 0, "'never' is no duration: leave the key out where nothing is to end"},
    {"end of day", 0, "'end of day' is no duration: a step without 'within' is due by the end of its day"},
    {"0 days", 0, "'0 days' is no duration: write '0 minutes'"},
    {"0 min", 0, "'0 min' is no duration: write '0 minutes'"},
    {"0minutes", 0, "'0minutes' is no duration: write '0 minutes'"},
    {"0 calendar days", 0, "zero is written '0 minutes', alone"},
    {"1 day 0 minutes", 6, "'1 day 0 minutes' is no duration: write '1 day'"},
    {"0 minutes 0 minutes", 0, "'0 minutes 0 minutes' is no duration: write '0 minutes'"},
    {"101 years", 0, "'101 years' is more than 100 years (36525 days), the longest that is allowed"},
    {"half a year", 0, "'half a year' is no duration: write '6 months'"},
    {"yearly", 0, "'yearly' is no duration: write '1 year'"},
    {"1201 months", 0, "'1201 months' is more than 100 years (36525 days), the longest that is allowed"},
    {"36526 days", 0, "'36526 days' is more than 100 years (36525 days), the longest that is allowed"},
    {"5218 weeks", 0, "'5218 weeks' is more than 100 years (36525 days), the longest that is allowed"},
    {"876601 hours", 0, "'876601 hours' is more than 100 years (36525 days), the longest that is allowed"},
    {"52596001 minutes", 0, "'52596001 minutes' is more than 100 years (36525 days), the longest that is allowed"},
    {"1199 months 32 days", 12, "with '32 days' the sum is more than 100 years (36525 days), the longest that is allowed"},
    {"251 business days", 0, "'251 business days' is more than 250 business days, the most that is allowed"},
    {"200 bd 51 bd", 7, "with '51 business days' the sum is more than 250 business days, the most that is allowed"},
    {"2001 business hours", 0, "'2001 business hours' is more than 2000 business hours, the most that is allowed"},
    {"120001 business minutes", 0, "'120001 business minutes' is more than 2000 business hours, the most that is allowed"},
    {"2000 bh 1 bmin", 8, "with '1 business minute' the sum is more than 2000 business hours, the most that is allowed"},
    {"2147483648 minutes", 0, "the number is too large: a duration is at most 100 years"},
    {"99999999999999999999999999 days", 0, "the number is too large: a duration is at most 100 years"},
    {"2147483647 weeks", 0, "'2147483647 weeks' is more than 100 years (36525 days), the longest that is allowed"},
    {"1d 1d 1d 1d 1d 1d 1d 1d 1d", 24, "a duration has at most 8 parts"},
};

BOOST_DATA_TEST_CASE(what_is_no_duration_is_refused_at_its_place, data::make(refused), c) {
  const auto d = parse_duration(c.text);
  BOOST_REQUIRE(!d);
  BOOST_TEST(d.error().message == c.message);
  BOOST_TEST(d.error().offset == c.offset);
}

BOOST_AUTO_TEST_CASE(a_duration_made_in_code_is_checked_like_a_written_one) {
  using namespace tickler::units;
  BOOST_TEST(!check_duration({}));
  BOOST_TEST(!check_duration(3 * days));
  BOOST_TEST(!check_duration(0 * days));
  BOOST_TEST(check_duration(-3 * days)->message == "a duration is never negative");
  BOOST_TEST(check_duration({{{0, time_unit::day}}})->message == "zero is written '0 minutes', alone");
  BOOST_TEST(check_duration(251 * business_days)->message ==
             "'251 business days' is more than 250 business days, the most that is allowed");
  BOOST_TEST(check_duration({std::vector(9, duration_part{1, time_unit::day})})->message == "a duration has at most 8 parts");
}

struct range_case {
  const char* text;
  std::int64_t shortest, longest;  // in hours; -1: for ever
};
std::ostream& operator<<(std::ostream& out, const range_case& c) { return out << '"' << c.text << '"'; }

const range_case ranges[] = {
    {"0 minutes", 0, 0},
    {"120 minutes", 2, 2},
    {"1 day 4 hours", 28, 28},
    {"2 weeks", 336, 336},
    {"2 months", 2 * 28 * 24, 2 * 31 * 24},
    {"1 year", 365 * 24, 366 * 24},
    {"7 calendar days", 6 * 24, 7 * 24},
    {"1 calendar week", 0, 7 * 24},
    {"3 calendar months", 2 * 28 * 24, 3 * 31 * 24},
    {"2 calendar years", 365 * 24, 2 * 366 * 24},
    {"1 business day", 24, -1},
    {"8 business hours", 8, -1},
    {"1 month 1 business day 1 day", 30 * 24, -1},
};

BOOST_DATA_TEST_CASE(a_duration_lasts_between_two_bounds, data::make(ranges), c) {
  const auto range = range_of(parse_duration(c.text).value());
  BOOST_TEST(range.shortest == c.shortest * 3600);
  BOOST_TEST(range.longest == (c.longest < 0 ? for_ever : c.longest * 3600));
}

}  // namespace
