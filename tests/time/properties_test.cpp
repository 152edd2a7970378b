#include <rapidcheck.h>

#include <boost/test/unit_test.hpp>
#include <tickler/calendar.hpp>

#include "time_text.hpp"

// Each answer against the definition, read minute by minute off the wall clock: no tables, no intervals.
namespace {

using namespace tickler;
using namespace tickler::test;
using date::local_days;
using std::chrono::minutes;

constexpr minutes one_minute{1};

bool is_closed_by(const date::year_month_day& rule, const date::year_month_day& day) { return rule == day; }
bool is_closed_by(const date::month_day& rule, const date::year_month_day& day) { return rule == day.month() / day.day(); }
bool is_closed_by(const date::month_weekday& rule, const date::year_month_day& day) {
  const unsigned which = (static_cast<unsigned>(day.day()) + 6) / 7;
  return rule.month() == day.month() && rule.weekday_indexed() == date::weekday{date::sys_days{day}}[which];
}
bool is_closed_by(const date::month_weekday_last& rule, const date::year_month_day& day) {
  const date::year_month_day in_a_week{date::sys_days{day} + date::days{7}};
  return rule.month() == day.month() && in_a_week.month() != day.month() &&
         rule.weekday_last().weekday() == date::weekday{date::sys_days{day}};
}

// Days that move, and ranges: tests/properties holds them against a plain walk.
template <class Other>
bool is_closed_by(const Other&, const date::year_month_day&) {
  return false;
}

struct plain_calendar {
  calendar rules;
  zone local;

  bool is_closed(local_days day) const {
    for (const auto& closure : rules.closed)
      if (std::visit([day](const auto& rule) { return is_closed_by(rule, date::year_month_day{day}); }, closure.day)) return true;
    return false;
  }

  static bool has_day(const opening& o, local_days day) { return o.days >> ((date::weekday{day}.c_encoding() + 6) % 7) & 1; }

  bool is_open_day(local_days day) const {
    bool has_interval = false;
    for (const auto& o : rules.hours) has_interval |= has_day(o, day);
    return has_interval && !is_closed(day);
  }

  bool is_open(instant t) const {
    const auto wall_clock = local.to_local(t);
    const auto today = date::floor<date::days>(wall_clock), yesterday = today - date::days{1};
    const auto time = wall_clock - today;
    if (is_closed(today)) return false;
    for (const auto& o : rules.hours) {
      const bool wraps = o.to < o.from;
      if (has_day(o, today) && o.from <= time && (wraps || time < o.to)) return true;
      if (wraps && has_day(o, yesterday) && !is_closed(yesterday) && time < o.to) return true;
    }
    return false;
  }
};

const std::vector<zone>& zones() {
  static const std::vector<zone> list = [] {
    std::vector<zone> found;
    for (const char* name :
         {"UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
          "America/St_Johns", "America/Havana", "Africa/Cairo", "Pacific/Kiritimati", "Etc/GMT+12"})
      found.push_back(zone_of(name));
    return found;
  }();
  return list;
}

zone any_zone() { return zones()[*rc::gen::inRange<std::size_t>(0, zones().size())]; }

opening any_opening() {
  opening o;
  o.days = static_cast<weekday_set>(*rc::gen::inRange(1, 128));
  o.from = minutes{15 * *rc::gen::inRange(0, 96)};
  o.to = minutes{15 * *rc::gen::inRange(0, 97)};
  RC_PRE(o.from != o.to);
  return o;
}

std::string two_digits(int least, int past) { return std::to_string(100 + *rc::gen::inRange(least, past)).substr(1); }

std::string any_closed_day() {
  const std::string month = *rc::gen::element<std::string>("jan", "feb", "apr", "oct", "nov", "dec");
  const std::string weekday = *rc::gen::element<std::string>("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  const std::string date = two_digits(1, 13) + '-' + two_digits(1, 29);
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return "20" + two_digits(5, 30) + '-' + date;
    case 1:
      return date;
    case 2:
      return weekday + '[' + std::to_string(*rc::gen::inRange(1, 6)) + "] " + month;
    case 3:
      return weekday + "[last] " + month;
    default:
      return *rc::gen::element<std::string>("01-01", "12-31", "02-29");
  }
}

plain_calendar any_calendar() {
  plain_calendar c{.rules = {}, .local = any_zone()};
  for (int n = *rc::gen::inRange(1, 5); n > 0; --n) c.rules.hours.push_back(any_opening());
  for (int n = *rc::gen::inRange(0, 7); n > 0; --n) c.rules.closed.push_back({"", parse_closed_day(any_closed_day()).value()});
  return c;
}

// Near what is hard: a change of the clock, New Year, a leap day; else anywhere in 2005 to 2029.
instant any_instant(const zone& z) {
  const auto offsets = z.offsets();
  const minutes near{*rc::gen::inRange(-3 * 1440, 3 * 1440)};
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return date::sys_days{date::year{*rc::gen::inRange(2005, 2030)} / 1 / 1} + near;
    case 1:
      return date::sys_days{date::year{2028} / 2 / 29} + near;
    case 2: {
      const instant change = offsets[*rc::gen::inRange<std::size_t>(0, offsets.size())].begin;
      if (change > utc("2005-01-01T00:00")) return change + near;
      [[fallthrough]];
    }
    default:
      return utc("2005-01-01T00:00") + minutes{*rc::gen::inRange(0, 25 * 365 * 1440)};
  }
}

void show(const plain_calendar& c, instant t) {
  for (const auto& o : c.rules.hours)
    RC_LOG() << "days " << int{o.days} << " from " << o.from.count() << " to " << o.to.count() << " min\n";
  for (const auto& closure : c.rules.closed) RC_LOG() << "closed " << to_string(closure.day) << '\n';
  RC_LOG() << c.local.name() << ' ' << to_string(t) << '\n';
}

constexpr int looked_at = 8 * 1440;  // minutes

BOOST_AUTO_TEST_CASE(intervals_agree_with_the_wall_clock_minute_by_minute) {
  BOOST_TEST(rc::check("from and before find what is open", [] {
    const auto c = any_calendar();
    const instant t = any_instant(c.local);
    show(c, t);
    const open_hours open{c.rules, "", c.local};
    RC_ASSERT(open.is_open(t) == c.is_open(t));

    instant begin = t;
    for (int n = 0; n < looked_at && !c.is_open(begin); ++n) begin += one_minute;
    const auto next = open.from(t);
    if (!c.is_open(begin)) {
      RC_ASSERT(!next || next->begin > begin);
    } else {
      RC_ASSERT(next.has_value());
      RC_ASSERT(std::max(next->begin, t) == begin);
      RC_ASSERT(!c.is_open(next->begin - one_minute) || next->begin == time_begin);
      instant end = begin;
      for (int n = 0; n < looked_at && c.is_open(end); ++n) end += one_minute;
      RC_ASSERT((c.is_open(end) ? next->end > end : next->end == end));
    }

    instant last = t - one_minute;
    for (int n = 0; n < looked_at && !c.is_open(last); ++n) last -= one_minute;
    const auto before = open.before(t);
    if (!c.is_open(last)) {
      RC_ASSERT(!before || before->end <= last);
    } else {
      RC_ASSERT(before.has_value());
      RC_ASSERT(before->begin <= last && last < before->end);
      RC_ASSERT(!c.is_open(before->begin - one_minute) || before->begin == time_begin);
      RC_ASSERT(!c.is_open(before->end) || before->end == time_end);
    }
  }));
}

BOOST_AUTO_TEST_CASE(several_calendars_agree_with_each_of_them) {
  BOOST_TEST(rc::check("all_of is open where each is", [] {
    const auto a = any_calendar(), b = any_calendar();
    const instant t = any_instant(a.local);
    show(a, t);
    show(b, t);
    const open_hours parts[] = {{a.rules, "", a.local}, {b.rules, "", b.local}};
    const open_hours both = open_hours::all_of(parts);
    for (instant m = t; m < t + date::days{2}; m += one_minute) RC_ASSERT(both.is_open(m) == (a.is_open(m) && b.is_open(m)));
    for (auto day = date::floor<date::days>(a.local.to_local(t)), end = day + date::days{20}; day < end; ++day)
      RC_ASSERT(both.is_open_day(day) == (a.is_open_day(day) && b.is_open_day(day)));
  }));
}

BOOST_AUTO_TEST_CASE(business_minutes_agree_with_counting_open_minutes) {
  BOOST_TEST(rc::check("business time is open time", [] {
    const auto c = any_calendar();
    const instant t = any_instant(c.local);
    const int count = *rc::gen::inRange(1, 2000);
    show(c, t);
    const time_context frame{.local = zone{}, .business = {c.rules, "", c.local}};
    instant end = t;
    int open = 0;
    for (int n = 0; n < looked_at && open < count; ++n, end += one_minute) open += c.is_open(end);
    const auto reached = frame.add(count * units::business_minutes, t);
    RC_ASSERT((open < count ? !reached || reached.at > end : reached.at == end));
  }));
}

// Once the year is known it is summed up, by its own clock or by that of the same hours in UTC.
BOOST_AUTO_TEST_CASE(open_time_agrees_with_counting_open_minutes_whatever_is_known_of_the_year) {
  BOOST_TEST(rc::check("open time is summed up", [] {
    const auto c = any_calendar();
    const instant t = any_instant(c.local), end = t + minutes{*rc::gen::inRange(0, 20 * 1440)};
    show(c, t);
    minutes open{0};
    for (instant m = t; m < end; m += one_minute) open += c.is_open(m) ? one_minute : minutes{0};
    const open_hours by_each_way[] = {{c.rules, "", c.local}, open_hours(c.rules, "", zone{}).in(c.local)};
    for (const auto& hours : by_each_way) {
      const time_context frame{.local = zone{}, .business = hours};
      const auto unknown = frame.open_time({t, end});
      RC_ASSERT(unknown == open);
      const auto first = frame.add_open_time(open, t), much_later = frame.add_open_time(date::days{300}, t);
      static_cast<void>(hours.from(t)), static_cast<void>(hours.from(end));
      RC_ASSERT(frame.open_time({t, end}) == unknown);
      const auto again = frame.add_open_time(open, t), still_later = frame.add_open_time(date::days{300}, t);
      RC_ASSERT(still_later.problem == much_later.problem);
      RC_ASSERT(still_later.at == much_later.at);
      RC_ASSERT(again.problem == first.problem);
      RC_ASSERT(again.at == first.at);
      const bool is_reached = open == minutes{0} || (again && again.at <= end);
      RC_ASSERT(is_reached);
    }
  }));
}

BOOST_AUTO_TEST_CASE(business_days_agree_with_counting_open_dates) {
  BOOST_TEST(rc::check("business days are open dates", [] {
    const auto c = any_calendar();
    const instant t = any_instant(c.local);
    const int count = *rc::gen::inRange(1, 12);
    show(c, t);
    const time_context frame{.local = zone{}, .business = {c.rules, "", c.local}};
    const auto next_open = [&c](instant from) {
      for (int n = 0; n < 60 * 1440 && !c.is_open(from); ++n) from += one_minute;
      return from;
    };
    const instant start = next_open(t);
    RC_PRE(c.is_open(start));
    const auto wall_clock = c.local.to_local(start);
    auto day = date::floor<date::days>(wall_clock);
    const auto time = wall_clock - day;
    for (int left = count; left > 0;) left -= c.is_open_day(++day);
    const instant end = next_open(c.local.to_instant(day + time));
    RC_PRE(c.is_open(end));
    RC_ASSERT(to_string(frame.add(count * units::business_days, t).at) == to_string(end));
  }));
}

BOOST_AUTO_TEST_CASE(wall_clock_and_instant_go_there_and_back) {
  BOOST_TEST(rc::check("to_local and to_instant", [] {
    const zone z = any_zone();
    const instant t = any_instant(z) + std::chrono::seconds{*rc::gen::inRange(0, 60)};
    RC_LOG() << z.name() << ' ' << to_string(t) << '\n';
    const instant earliest = z.to_instant(z.to_local(t));
    RC_ASSERT(earliest <= t);
    RC_ASSERT(z.to_local(earliest) == z.to_local(t));

    const date::local_seconds any{t.time_since_epoch()};  // perhaps in a gap
    const instant shown = z.to_instant(any);
    RC_ASSERT(z.to_local(shown) >= any);
    RC_ASSERT(z.to_local(shown) == any || z.to_local(shown - std::chrono::seconds{1}) < any);
  }));
}

BOOST_AUTO_TEST_CASE(the_next_day_is_the_first_instant_of_a_later_date) {
  BOOST_TEST(rc::check("next_day", [] {
    const time_context frame{.local = any_zone()};
    const instant t = any_instant(frame.local);
    RC_LOG() << frame.local.name() << ' ' << to_string(t) << '\n';
    const auto next = frame.next_day(t);
    const auto date_of = [&frame](instant at) { return date::floor<date::days>(frame.local.to_local(at)); };
    RC_ASSERT(bool{next});
    RC_ASSERT(next.at > t);
    RC_ASSERT(date_of(next.at) > date_of(t));
    RC_ASSERT(date_of(next.at - std::chrono::seconds{1}) <= date_of(t));
  }));
}

duration any_duration() {
  duration d;
  for (auto n = *rc::gen::inRange(0, 9); n > 0; --n)
    d.parts.push_back({*rc::gen::inRange(1, 300), static_cast<time_unit>(*rc::gen::inRange(0, 9))});
  return d;
}

BOOST_AUTO_TEST_CASE(a_duration_that_is_written_is_read_again) {
  BOOST_TEST(rc::check("parse_duration(to_string(d)) == d", [] {
    const duration d = any_duration();
    RC_LOG() << to_string(d) << '\n';
    const auto read = parse_duration(to_string(d));
    RC_ASSERT(bool{read} == !check_duration(d));
    if (read) RC_ASSERT(*read == d);
    if (!read) RC_ASSERT(read.error().message == check_duration(d)->message);
  }));
}

BOOST_AUTO_TEST_CASE(a_duration_without_business_units_lasts_as_long_as_its_range_says) {
  BOOST_TEST(rc::check("range_of", [] {
    const duration d = any_duration();
    RC_PRE(!d.uses_business_time());
    const time_context frame;  // UTC: no daylight saving
    const instant t = date::sys_days{date::year{*rc::gen::inRange(1970, 2000)} / 1 / 1} + minutes{*rc::gen::inRange(0, 500'000)};
    const auto end = frame.add(d, t);
    RC_PRE(bool{end});
    const auto range = range_of(d);
    RC_ASSERT((end.at - t).count() >= range.shortest);
    RC_ASSERT((end.at - t).count() <= range.longest);
  }));
}

BOOST_AUTO_TEST_CASE(no_text_however_odd_does_more_than_fail) {
  BOOST_TEST(rc::check("parsers", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::elementOf(std::string{"0123456789 :-[]TZ.+dhmowcbin"}), rc::gen::arbitrary<char>()));
    const auto fails_inside = [&text](const auto& result) { RC_ASSERT(bool{result} || result.error().offset <= text.size()); };
    fails_inside(parse_duration(text));
    fails_inside(parse_hours(text));
    fails_inside(parse_weekdays(text));
    fails_inside(parse_time_of_day(text));
    fails_inside(parse_closed_day(text));
    fails_inside(zone::find(text));
    if (const auto t = parse_instant(text)) RC_ASSERT(in_range(*t) || *t >= time_end);
  }));
}

}  // namespace
