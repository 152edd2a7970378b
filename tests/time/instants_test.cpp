#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tickler/instant.hpp>

#include "support/cases.hpp"

namespace {

using namespace tickler;
namespace data = boost::unit_test::data;
using support::written_case;

const written_case written[] = {
    {"2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"},        {"2026-03-02t10:00:00z", "2026-03-02T10:00:00Z"},
    {"2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"},   {"2026-03-02T10:00:00-05:30", "2026-03-02T15:30:00Z"},
    {"2026-03-02T10:00:00-00:00", "2026-03-02T10:00:00Z"},   {"2026-03-02T10:00:00.999999999Z", "2026-03-02T10:00:00Z"},
    {"2026-03-02T10:00:00.5+02:00", "2026-03-02T08:00:00Z"}, {"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
    {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},        {"1969-12-31T23:30:00-01:00", "1970-01-01T00:30:00Z"},
    {"2038-01-01T00:00:00Z", "2038-01-01T00:00:00Z"},        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
};

BOOST_DATA_TEST_CASE(an_instant_is_read_with_its_offset, data::make(written), c) {
  const auto t = parse_instant(c.text);
  BOOST_REQUIRE(t.has_value());
  BOOST_TEST(to_string(*t) == c.meaning);
}

const char* const refused[] = {
    "",
    "2026-03-02",
    "2026-03-02T10:00:00",
    "2026-03-02T10:00:00+a0:00",
    "2026-03-02T10:00:00+00:a0",
    "2026-03-02T10:00:00+24:00",
    "2026-03-02T10:00:00+00:60",
    "2026-03-02T10:00Z",
    "2026-03-02 10:00:00Z",
    " 2026-03-02T10:00:00Z",
    "2026-03-02T10:00:00Z ",
    "2026-03-02T10:00:00ZZ",
    "2026-03-02T10:00:00.Z",
    "2026-03-02T10:00:00,5Z",
    "2026-03-02T10:00:00.5",
    "2026-03-02T25:00:00Z",
    "2026-03-02T24:00:00Z",
    "2026-03-02T10:60:00Z",
    "2026-06-30T23:59:60Z",
    "2026-02-30T10:00:00Z",
    "2026-02-29T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-00-01T10:00:00Z",
    "2026-01-00T10:00:00Z",
    "2026-3-2T10:00:00Z",
    "26-03-02T10:00:00Z",
    "+2026-03-02T10:00:00Z",
    "12026-03-02T10:00:00Z",
    "2026-03-02T10:00:00+0100",
    "2026-03-02T10:00:00+01",
    "2026-03-02T10:00:00+24:00",
    "2026-03-02T10:00:00+01:60",
    "2026-03-02T10:00:00+01:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:30:00+01:00",
    "9999-12-31T23:30:00-01:00",
    "0000-01-01T00:00:00Z",
};

BOOST_DATA_TEST_CASE(what_is_no_instant_is_refused, data::make(refused), text) { BOOST_TEST(!parse_instant(text).has_value()); }

const written_case nearly[] = {
    {"2026-03-02", "'2026-03-02' is a date without a time and an offset"},
    {"2026-03-02T10:00:00", "'2026-03-02T10:00:00' has no offset"},
    {"2026-03-02T10:00:00+0100", "'2026-03-02T10:00:00+0100' has an offset without a colon: write it as +00:00"},
    {"2026-03-02T10:00:00.25-0500", "'2026-03-02T10:00:00.25-0500' has an offset without a colon: write it as +00:00"},
    {"2026-03-02T10:00:00 0100", "'2026-03-02T10:00:00 0100' is no instant (RFC 3339, from 1970 on)"},
    {"soon", "'soon' is no instant (RFC 3339, from 1970 on)"},
};

BOOST_DATA_TEST_CASE(what_is_nearly_an_instant_is_told_what_it_lacks, data::make(nearly), c) {
  BOOST_TEST(parse_instant(c.text).error().message == c.meaning);
}

BOOST_AUTO_TEST_CASE(any_prefix_of_an_instant_is_refused) {
  const std::string_view whole = "2026-03-02T10:00:00.25+01:00";
  for (std::size_t size = 0; size < whole.size(); ++size)
    BOOST_TEST(!parse_instant(whole.substr(0, size)).has_value(), whole.substr(0, size));
}

BOOST_AUTO_TEST_CASE(time_is_1970_to_2037) {
  BOOST_TEST(to_string(time_begin) == "1970-01-01T00:00:00Z");
  BOOST_TEST(to_string(time_end) == "2038-01-01T00:00:00Z");
  // Beyond what `date` can reckon with.
  BOOST_TEST(to_string(instant{date::sys_days{date::year{32767} / 12 / 31}}) == "32767-12-31T00:00:00Z");
  BOOST_TEST(to_string(instant{date::sys_days{date::year{32767} / 12 / 31}} + date::days{1}) == "971890963200 s");
  BOOST_TEST(to_string(instant::min()) == "-9223372036854775808 s");
  BOOST_TEST(in_range(time_begin));
  BOOST_TEST(in_range(time_end - std::chrono::seconds{1}));
  BOOST_TEST(!in_range(time_end));
  BOOST_TEST(!in_range(time_begin - std::chrono::seconds{1}));
}

}  // namespace
