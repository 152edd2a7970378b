// The next change of conditions that read the clock: as exact as the header promises.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "expr/asking.hpp"

namespace {

struct change {
  const char* now;
  const char* text;
  const char* next;  // "never", or the instant
};
std::ostream& operator<<(std::ostream& out, const change& c) { return out << c.text << " at " << c.now; }

// Met on 20 February at 10:00, asked on 27 February at 9:00 and 1 March at 10:00; start.at is 27 February at 9:00.
const change changes[] = {
    // now against what stays.
    {"2026-03-02T10:00:00Z", "now > start.at", "never"},
    {"2026-03-02T10:00:00Z", "now < timestamp('2026-03-05T08:00:00Z')", "2026-03-05T08:00:00Z"},
    {"2026-03-02T10:00:00Z", "now <= timestamp('2026-03-05T08:00:00Z')", "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "timestamp('2026-03-05T08:00:00Z') <= now", "2026-03-05T08:00:00Z"},
    {"2026-03-02T10:00:00Z", "timestamp('2026-03-05T08:00:00Z') < now", "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "now == timestamp('2026-03-05T08:00:00Z')", "2026-03-05T08:00:00Z"},
    {"2026-03-05T08:00:00Z", "now == timestamp('2026-03-05T08:00:00Z')", "2026-03-05T08:00:01Z"},
    {"2026-03-05T08:00:01Z", "now != timestamp('2026-03-05T08:00:00Z')", "never"},
    {"2026-03-02T10:00:00Z", "now == timestamp('2026-03-05T08:00:00.5Z')", "never"},
    {"2026-03-02T10:00:00Z", "now < timestamp('2026-03-05T08:00:00.5Z')", "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "now <= timestamp('2026-03-05T08:00:00.5Z')", "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "now < timestamp('2040-01-01T00:00:00Z')", "never"},
    {"2026-03-02T10:00:00Z", "now - start.at >= duration('168h')", "2026-03-06T09:00:00Z"},
    {"2026-03-02T10:00:00Z", "now - start.at > duration('168h')", "2026-03-06T09:00:01Z"},
    {"2026-03-02T10:00:00Z", "now - duration('168h') >= start.at", "2026-03-06T09:00:00Z"},
    {"2026-03-02T10:00:00Z", "timestamp('2026-03-10T00:00:00Z') - now < duration('24h')", "2026-03-09T00:00:01Z"},
    {"2026-03-02T10:00:00Z", "duration('24h') > timestamp('2026-03-10T00:00:00Z') - now", "2026-03-09T00:00:01Z"},
    {"2026-03-02T10:00:00Z", "now < now + duration('1h')", "never"},
    {"2026-03-02T10:00:00Z", "duration('1h') + now >= timestamp('2026-03-05T08:00:00Z')", "2026-03-05T07:00:00Z"},
    {"2026-03-02T10:00:00Z", "now - start.at > prospect.`transit-time` + duration('24h')", "2026-03-03T09:00:01Z"},
    {"2026-03-02T10:00:00Z", "now.getMilliseconds() == 0", "2026-03-02T10:00:01Z"},  // never, but that is not looked for

    // since.
    {"2026-03-02T10:00:00Z", "since('asked').getMilliseconds() == 0", "2026-03-02T10:00:01Z"},
    {"2026-03-02T10:00:00Z", "since('asked') < duration('48h')", "2026-03-03T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "since('asked') + duration('1h') <= duration('48h')", "2026-03-03T09:00:01Z"},
    {"2026-03-02T10:00:00Z", "since('answered') < duration('48h')", "never"},
    {"2026-03-02T10:00:00Z", "happened('answered') && since('answered') < duration('48h')", "never"},
    {"2026-03-02T10:00:00Z", "last('asked') + duration('48h') > now", "2026-03-03T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('answered') + duration('48h') > now", "never"},
    {"2026-03-02T10:00:00Z", "string(since('asked')) == '3s'", "2026-03-02T10:00:01Z"},
    {"2026-03-02T10:00:00Z", "string(since('answered')) == '3s'", "never"},

    // ago, in New York, where the clocks change on 8 March: asked on 1 March at 5:00 there.
    {"2026-03-02T10:00:00Z", "last('asked') < ago('1 day')", "2026-03-02T10:00:01Z"},
    {"2026-03-02T10:00:00Z", "last('asked') <= ago('3 days')", "2026-03-04T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "ago('3 days') >= last('asked')", "2026-03-04T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "ago('3 days') == last('asked')", "2026-03-04T10:00:00Z"},
    {"2026-03-04T10:00:00Z", "ago('3 days') == last('asked')", "2026-03-04T10:00:01Z"},
    {"2026-03-04T10:00:01Z", "ago('3 days') == last('asked')", "never"},
    {"2026-03-02T10:00:00Z", "last('asked') <= ago('1 week')", "2026-03-08T09:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('asked') <= ago('168 hours')", "2026-03-08T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('asked') < ago('1 calendar day')", "2026-03-03T05:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('asked') < ago('1 calendar week')", "2026-03-09T04:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('asked') < ago('1 calendar month')", "2026-05-01T04:00:00Z"},
    {"2026-03-02T10:00:00Z", "last('asked') < ago('1 calendar year')", "2028-01-01T05:00:00Z"},
    // Ten seconds into a date, and the next one has 25 hours.
    {"2026-10-31T10:00:00Z", "ago('1 calendar day') > timestamp('2026-10-31T04:00:10Z')", "2026-11-02T05:00:00Z"},
    {"2026-03-02T10:00:00Z", "ago('1 day') > timestamp('2026-03-02T12:00:00.5Z')", "2026-03-03T12:00:01Z"},
    {"2026-03-02T10:00:00Z", "last('answered') < ago('1 day')", "never"},
    // A month before 28 to 31 March, 12:00 there, is 28 February, 12:00.
    {"2026-03-01T10:00:00Z", "timestamp('2026-02-28T17:00:00Z') < ago('1 month')", "2026-03-28T16:00:01Z"},
    {"2026-03-28T16:00:01Z", "timestamp('2026-02-28T17:00:00Z') < ago('1 month')", "2026-03-29T04:00:00Z"},
    {"2026-03-29T04:00:00Z", "timestamp('2026-02-28T17:00:00Z') < ago('1 month')", "2026-03-29T16:00:01Z"},
    {"2026-03-31T16:00:01Z", "timestamp('2026-02-28T17:00:00Z') < ago('1 month')", "never"},
    // Before 1970 there is no instant; there it begins on 31 December 1969 at 19:00.
    {"2026-03-02T10:00:00Z", "ago('60 years') < start.at", "2030-01-01T00:00:00Z"},
    {"2026-03-02T10:00:00Z", "ago('50 years') < start.at", "never"},

    // count: a touch of t leaves a window of 7 days at t + 7 days.
    {"2026-03-02T10:00:00Z", "count('asked', duration('168h')) >= 2", "2026-03-06T09:00:00Z"},
    {"2026-03-02T10:00:00Z", "count('asked', duration('168h')) >= 1", "2026-03-08T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "count('asked', duration('168h')) >= 3", "never"},
    {"2026-03-02T10:00:00Z", "count('asked', duration('168h')) == 1", "2026-03-06T09:00:00Z"},
    {"2026-03-06T09:00:00Z", "count('asked', duration('168h')) == 1", "2026-03-08T10:00:00Z"},
    {"2026-03-08T10:00:00Z", "count('asked', duration('168h')) == 1", "never"},
    {"2026-03-02T10:00:00Z", "2 > count('asked', duration('168h'))", "2026-03-06T09:00:00Z"},
    {"2026-03-02T10:00:00Z", "count('asked') >= 2", "never"},

    // Together.
    {"2026-03-02T10:00:00Z", "now < timestamp('2026-03-05T08:00:00Z') && since('asked') < duration('48h')", "2026-03-03T10:00:00Z"},
    {"2026-03-02T10:00:00Z", "stage == 'visibility' && now < timestamp('2026-03-05T08:00:00Z')", "never"},
    {"2026-03-02T10:00:00Z", "now < timestamp('2026-03-05T08:00:00Z') && stage == 'visibility'", "never"},
    {"2026-03-02T10:00:00Z", "now > timestamp('2026-03-05T08:00:00Z') && since('asked') > duration('48h')", "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "now > start.at || since('asked') > duration('48h')", "never"},
    {"2026-03-02T10:00:00Z", "now > timestamp('2026-03-05T08:00:00Z') || since('asked') > duration('48h')", "2026-03-03T10:00:01Z"},
    {"2026-03-02T10:00:00Z", "happened('met') ? now > timestamp('2026-03-05T08:00:00Z') : now.getHours() == 3",
     "2026-03-05T08:00:01Z"},
    {"2026-03-02T10:00:00Z", "now < timestamp('2026-03-03T00:00:00Z') ? stage == 'visibility' : true", "2026-03-03T00:00:00Z"},
    {"2026-03-02T10:00:00Z", "!(now < timestamp('2026-03-05T08:00:00Z'))", "2026-03-05T08:00:00Z"},
    {"2026-03-02T10:00:00Z", "has(prospect.score) && prospect.score > 3 && now > start.at", "never"},
    {"2026-03-02T10:00:00Z", "stage == 'credibility'", "never"},
    {"2026-03-04T09:00:00Z", "since('asked') > duration('72h') && now.getHours() < 18", "2026-03-04T10:00:01Z"},

    // Getters: when their part may change.
    {"2026-03-02T10:15:20Z", "now.getSeconds() == 3", "2026-03-02T10:15:21Z"},
    {"2026-03-02T10:15:20Z", "now.getMinutes() == 3", "2026-03-02T10:16:00Z"},
    {"2026-03-02T10:15:20Z", "now.getHours() >= 12", "2026-03-02T11:00:00Z"},
    {"2026-03-02T10:15:20Z", "now.getHours('Asia/Kathmandu') >= 12", "2026-03-02T11:15:00Z"},
    {"2026-03-02T10:15:20Z", "now.getDayOfWeek('America/New_York') == 2", "2026-03-03T05:00:00Z"},
    {"2026-03-02T10:15:20Z", "now.getDayOfWeek(prospect.zone) == 2", "2026-03-03T05:00:00Z"},
    {"2026-03-08T06:30:00Z", "now.getDate(prospect.zone) == 9", "2026-03-08T07:00:00Z"},
    {"2026-03-02T10:15:20Z", "now.getMonth() == 3", "2026-03-03T00:00:00Z"},
    {"2026-03-07T20:00:00Z", "now.getDate('America/New_York') == 9", "2026-03-08T05:00:00Z"},
    {"2026-03-08T06:30:00Z", "now.getDate('America/New_York') == 9", "2026-03-08T07:00:00Z"},  // the clocks change first
    {"2026-03-02T10:15:20Z", "(now + duration('50m')).getHours() == 12", "2026-03-02T11:10:00Z"},
    {"2026-03-02T10:15:20Z", "since('asked').getHours() >= 48", "2026-03-02T11:00:00Z"},
    {"2026-03-02T11:00:00Z", "since('asked').getMinutes() >= 48", "2026-03-02T11:01:00Z"},
    {"2026-03-02T11:00:00Z", "since('answered').getMinutes() >= 48", "never"},
    {"2026-03-02T10:15:20Z", "(timestamp('2026-03-02T12:00:00Z') - now).getHours() < 1", "2026-03-02T11:00:01Z"},
    {"2026-03-02T10:15:20Z", "int(now) % 7 == 3", "2026-03-02T10:15:21Z"},
    {"2026-03-02T10:15:20Z", "prospect.tags.exists(t, now > start.at)", "2026-03-02T10:15:21Z"},

    // The rim of what a duration holds: 2^63 ns after 1740-06-15T12:00:00Z is 2032-09-24T11:47:16.85Z.
    {"2026-03-02T10:15:20Z", "now - timestamp('1740-06-15T12:00:00Z') > duration('1h')", "2032-09-24T11:47:16Z"},
    // What is beyond it has no hours; that something is there again is not looked for.
    {"2033-01-01T00:00:00Z", "(now - timestamp('1740-06-15T12:00:00Z')).getHours() > 3", "2033-01-01T00:00:01Z"},
};

std::string next_change(const change& c) {
  const auto program = tickler::expr::compile(c.text, asking::desk());
  if (!program) return program.error().message;
  auto scope = asking::monday();
  scope.at = asking::instant_of(c.now);
  tickler::expr::arena memory;
  const auto found = program->next_change(scope, memory);
  return found ? tickler::to_string(*found) : "never";
}

}  // namespace

BOOST_DATA_TEST_CASE(a_condition_says_when_it_may_change, boost::unit_test::data::make(changes), c) {
  BOOST_TEST(next_change(c) == c.next);
}
