// Times as tests of policies write them.
#include "testing/wall_time.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

namespace {

using namespace tickler;

struct time_case {
  const char* zone;
  const char* written;
  const char* utc;
  const char* again;  // as it is written by itself
};
std::ostream& operator<<(std::ostream& out, const time_case& c) { return out << c.zone << ' ' << c.written; }

const time_case times[] = {
    {"America/New_York", "2026-03-02 10:00", "2026-03-02T15:00:00Z", "2026-03-02 10:00"},
    {"America/New_York", "2026-03-02T10:00", "2026-03-02T15:00:00Z", "2026-03-02 10:00"},
    {"America/New_York", "2026-03-02 10:00:30", "2026-03-02T15:00:30Z", "2026-03-02 10:00:30"},
    {"America/New_York", "2026-03-02 10:00:00", "2026-03-02T15:00:00Z", "2026-03-02 10:00"},
    {"America/New_York", "2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z", "2026-03-02 05:00"},
    {"America/New_York", "2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z", "2026-03-02 04:00"},
    {"America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z", "2026-03-08 03:30"},          // skipped
    {"America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z", "2026-11-01 01:30"},          // the first of two
    {"America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T06:30:00Z"},  // the second
    {"Asia/Kathmandu", "2026-03-02 10:00", "2026-03-02T04:15:00Z", "2026-03-02 10:00"},
    {"Pacific/Auckland", "9999-12-31T23:00:00Z", "9999-12-31T23:00:00Z", "9999-12-31T23:00:00Z"},  // 10000 on the wall
    {"America/New_York", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},  // 1969 on the wall
};

const char* const no_times[] = {"",
                                "2026-03-02",
                                "10:00",
                                "2026-03-02  10:00",
                                "2026-3-2 10:00",
                                "2026-03-32 10:00",
                                "2026-03-02 24:00",
                                "2026-03-02 10:60",
                                "2026-03-02 10:00Z",
                                "2026-03-02_10:00",
                                "02.03.2026 10:00",
                                "1969-12-31 23:59",
                                "1970-01-01 00:30",  // in Berlin, still 1969 in UTC
                                "10000-01-01 00:00"};

}  // namespace

BOOST_DATA_TEST_CASE(a_time_is_read_off_the_wall_and_written_back, boost::unit_test::data::make(times), c) {
  const auto local = zone::find(c.zone).value();
  const auto t = parse_wall_time(c.written, local);
  BOOST_REQUIRE(t.has_value());
  BOOST_TEST(to_string(*t) == c.utc);
  BOOST_TEST(wall_time(*t, local) == c.again);
  BOOST_TEST((parse_wall_time(c.again, local) == t));
}

BOOST_DATA_TEST_CASE(anything_else_is_no_time, boost::unit_test::data::make(no_times), written) {
  BOOST_TEST(!parse_wall_time(written, zone::find("Europe/Berlin").value()).has_value());
}

BOOST_AUTO_TEST_CASE(the_last_evening_of_the_year_9999_is_none_where_it_is_morning_in_utc) {
  BOOST_TEST(!parse_wall_time("9999-12-31 23:59", zone::find("America/New_York").value()).has_value());
}
