// A channel of two calendars: what they have in common by the wall clock is worked out once for all zones, and must be what each
// calendar says by itself there, also where a clock is changed.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"

using namespace tickler;
using namespace std::chrono_literals;
using support::at;

namespace {

// On Sundays they meet from 02:15 to 02:30, which some clocks show twice on one of them, and never on another.
constexpr std::string_view yaml =
    "policy: p\nzone: UTC\n"
    "calendars:\n"
    "  early: {open: {sun: '00:00-02:30', mon: '09:00-11:00', wed: '22:00-01:30'}}\n"
    "  late: {open: {sun: '02:15-03:40', mon: '10:00-12:00', wed: '23:00-24:00', thu: '00:00-02:00'}}\n"
    "channels: {phone: {calendar: [early, late]}}\n"
    "cadences: {c: {starts: {direction: inbound}, steps: [{id: s, do: {channel: phone}}]}}\n";

open_hours by_policy(const policy& p, std::string_view zone) {
  return hours_of(p, {.id = "ada", .zone = std::string(zone)}, channel::phone).value();
}

open_hours by_each(const zone& z) {
  const calendar early{.hours = {{sunday, 0h, 2h + 30min}, {monday, 9h, 11h}, {wednesday, 22h, 1h + 30min}}};
  const calendar late{.hours = {{sunday, 2h + 15min, 3h + 40min}, {monday, 10h, 12h}, {wednesday, 23h, 24h}, {thursday, 0h, 2h}}};
  const open_hours both[] = {{early, "", z}, {late, "", z}};
  return open_hours::all_of(both);
}

const char* const places[] = {"Europe/Berlin",    "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
                              "Pacific/Auckland", "America/Havana",   "Europe/Dublin",       "Asia/Kathmandu"};

}  // namespace

BOOST_DATA_TEST_CASE(what_two_calendars_have_in_common_is_what_each_says_there, boost::unit_test::data::make(places), place) {
  vocabulary words;
  const auto p = load_policy(yaml, "p.yaml", words).value();
  for (const auto* warmed : places) by_policy(p, warmed).from(at("2026-01-01T00:00:00Z"));  // another zone's years are there
  const auto found = by_policy(p, place);
  const auto expected = by_each(zone::find(place).value());
  for (auto t = at("2026-01-01T00:00:00Z"); t < at("2027-01-08T00:00:00Z"); t += 97min) {
    BOOST_REQUIRE((found.from(t) == expected.from(t)));
    BOOST_REQUIRE((found.before(t) == expected.before(t)));
    BOOST_REQUIRE(found.is_open(t) == expected.is_open(t));
  }
}

// 25 October 2026 in Berlin: 02:15 is 00:15 UTC in summer time, and again 01:15 UTC in standard time. On 29 March it is never
// shown: the next they have in common is Monday from ten to eleven, in summer time.
BOOST_AUTO_TEST_CASE(they_meet_as_often_as_the_clock_shows_it) {
  vocabulary words;
  const auto p = load_policy(yaml, "p.yaml", words).value();
  const auto hours = by_policy(p, "Europe/Berlin");
  const auto next = [&](const char* t) {
    const auto open = hours.from(at(t));
    return open ? to_string(open->begin) + ' ' + to_string(open->end) : "none";
  };
  BOOST_TEST(next("2026-10-24T12:00:00Z") == "2026-10-25T00:15:00Z 2026-10-25T00:30:00Z");
  BOOST_TEST(next("2026-10-25T00:30:00Z") == "2026-10-25T01:15:00Z 2026-10-25T01:30:00Z");
  BOOST_TEST(next("2026-03-28T12:00:00Z") == "2026-03-30T08:00:00Z 2026-03-30T09:00:00Z");
}
