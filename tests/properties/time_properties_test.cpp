// The time layer against the plain walk, in zones and years where clocks do odd things.
#include <boost/test/unit_test.hpp>

#include "base/internal_access.hpp"
#include "dice.hpp"
#include "property.hpp"
#include "random_policy.hpp"
#include "reference_time.hpp"
#include "time/open_hours_cache.hpp"

namespace plain {
namespace {

struct time_case {
  tickler::calendar_draft first{}, second{};
  std::string zone{}, region{};
  tickler::duration length{};
  std::chrono::minutes time{};
  instant at{};
};

std::string interval_text(const std::optional<tickler::interval>& s) {
  return s ? tickler::to_string(s->begin) + " to " + tickler::to_string(s->end) : "none";
}

std::string text(const time_result& r) {
  return r ? tickler::to_string(r.at) : r.problem == time_problem::beyond_2037 ? "beyond 2037" : "no business time";
}

void showValue(const time_case& c, std::ostream& out) {
  tickler::policy_draft p;
  p.calendars = {c.first, c.second};
  out << to_yaml(p) << c.zone << ' ' << c.region << ' ' << to_string(c.length) << ' ' << c.time.count() << " min, at "
      << tickler::to_string(c.at) << '\n';
}

rc::Gen<time_case> time_cases() {
  return [](const rc::Random& random, int) {
    using namespace date;
    const sys_days days[] = {2026_y / March / 8,    2026_y / March / 29,    2026_y / April / 5,  2026_y / October / 4,
                             2026_y / November / 1, 2011_y / December / 30, 2014_y / May / 15,   2014_y / September / 25,
                             1996_y / October / 27, 2037_y / November / 20, 1972_y / April / 30, 2018_y / November / 4};
    dice d(random);
    time_case c{.first = random_calendar(d, 0, d.one_of(days)), .second = random_calendar(d, 1, d.one_of(days))};
    c.zone = d.word({"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC",
                     "Africa/Cairo", "America/Sao_Paulo", "America/St_Johns", "Asia/Tehran"});
    c.region = d.word({"", "US", "US-NY", "GB"});
    c.length = random_duration(d, true);
    c.time = std::chrono::minutes{d.from(0, 24 * 60 - 1)};
    if (d.percent(50)) c.time = std::chrono::minutes{d.from(0, 12) * 15};
    c.at = d.one_of(days) + std::chrono::minutes{d.from(-20'000, 20'000)} + std::chrono::seconds{d.percent(50) ? 0 : d.from(0, 59)};
    return rc::shrinkable::just(c);
  };
}

tickler::calendar as_calendar(const tickler::calendar_draft& draft) {
  tickler::calendar c;
  for (const auto& h : draft.hours) c.hours.push_back(*h);
  for (const auto& d : draft.closed) c.closed.push_back(*d);
  for (const auto& d : draft.special) c.special.push_back(*d);
  return c;
}

// The whole interval from where it opens, as far as it goes in a month.
std::optional<tickler::interval> interval_from(const calendars& all, instant t) {
  const auto begin = next_open(all, t);
  if (!begin) return {};
  instant end = begin.at;
  while (end < std::min(begin.at + std::chrono::hours{24 * 30}, tickler::time_end) && is_open(all, end)) end = next_edge(all, end);
  return tickler::interval{begin.at, end};
}

std::optional<instant> last_opening(const calendars& all, instant t) {
  std::optional<instant> last;
  for (instant x = t - std::chrono::hours{24 * 40}; x < t; x = next_edge(all, x))
    if (is_open(all, x) && !is_open(all, x - std::chrono::seconds{1})) last = x;
  return last;
}

struct both {  // the same in two ways
  const time_case& c;
  wall_clock wall{c.zone};
  calendars one{{&c.first, c.region, wall}}, two{{&c.first, c.region, wall}, {&c.second, c.region, wall}};
  tickler::zone local = tickler::zone::find(c.zone).value();
  tickler::open_hours open_one{as_calendar(c.first), c.region, local};
  tickler::open_hours open_two = tickler::open_hours::all_of(std::vector{open_one, {as_calendar(c.second), c.region, local}});
};

void hours_agree(const tickler::open_hours& open, const calendars& plainly, instant t) {
  RC_ASSERT(open.is_open(t) == is_open(plainly, t));
  auto found = open.from(t);
  auto expected = interval_from(plainly, t);
  if (found && expected && expected->end - expected->begin >= std::chrono::hours{24 * 30}) found->end = expected->end;
  if (found && expected && found->begin <= t) found->begin = expected->begin;
  RC_ASSERT(interval_text(found) == interval_text(expected));
  const auto before = open.before(t);
  if (const auto last = last_opening(plainly, t)) RC_ASSERT(tickler::to_string(before.value().begin) == tickler::to_string(*last));
}

// The quick look that many zones share may tell nothing, but nothing else than the plain walk tells. How often it tells something.
void quick_looks_agree(const tickler::open_hours& open, instant t, int& told) {
  const auto* tables = tickler::impl_of(open);
  for (const auto at : {t, t - std::chrono::hours{31}, t + std::chrono::hours{5}, t + std::chrono::hours{24 * 6}}) {
    tickler::next_interval quick;
    if (!tickler::in_range(at) || !tables->next_from(at, quick)) continue;
    ++told;
    RC_ASSERT(interval_text(quick.open) == interval_text(open.from(at)));
    RC_ASSERT(tickler::to_string(quick.closed_since) == tickler::to_string(open.before(quick.open.begin).value().end));
  }
}

BOOST_AUTO_TEST_CASE(quick_looks_at_open_hours_tell_what_is_so_by_any_clock) {
  int told = 0;
  BOOST_TEST(holds("quick looks", 8'000, time_cases(), [&](const time_case& c) {
    const auto local = tickler::zone::find(c.zone).value();
    const tickler::open_hours plainly{as_calendar(c.first), c.region, local};
    const auto shared = tickler::open_hours{as_calendar(c.first), c.region, tickler::zone{}}.in(local);
    RC_ASSERT(interval_text(shared.from(c.at)) == interval_text(plainly.from(c.at)));
    RC_ASSERT(shared.is_open(c.at) == plainly.is_open(c.at));
    quick_looks_agree(shared, c.at, told);
  }));
  BOOST_TEST(told > 0);
}

BOOST_AUTO_TEST_CASE(open_hours_are_those_of_the_plain_walk) {
  BOOST_TEST(holds("openings", 8'000, time_cases(), [](const time_case& c) {
    const both b{c};
    hours_agree(b.open_one, b.one, c.at);
    hours_agree(b.open_two, b.two, c.at);
    const auto day = b.wall.date_of(c.at);
    RC_ASSERT(b.open_one.is_open_day(day) == b.one.front().is_open_day(day));
  }));
}

BOOST_AUTO_TEST_CASE(durations_count_as_the_plain_walk_does) {
  BOOST_TEST(holds("durations", 40'000, time_cases(), [](const time_case& c) {
    const both b{c};
    const tickler::time_context frame{b.local, b.open_one};
    const reckoner plainly{b.wall, b.one.front()};
    RC_ASSERT(text(frame.add(c.length, c.at)) == text(plainly.add(c.length, c.at)));
    if (!c.length.uses_business_time()) RC_ASSERT(text(frame.subtract(c.length, c.at)) == text(plainly.subtract(c.length, c.at)));
    RC_ASSERT(text(frame.next_day(c.at)) == text(plainly.next_date(c.at)));
    RC_ASSERT(text(frame.next_time_of_day(c.time, c.at)) == text(plainly.next_time_of_day(c.time, c.at)));
  }));
}

}  // namespace
}  // namespace plain
