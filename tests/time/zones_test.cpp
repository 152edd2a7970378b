#include <date/tz.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <ctime>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <tickler/zone.hpp>

#include "published.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using namespace tickler::test;
namespace data = boost::unit_test::data;

struct clock_case {
  const char* zone;
  const char* local;
  const char* utc;
};
std::ostream& operator<<(std::ostream& out, const clock_case& c) { return out << c.zone << ' ' << c.local; }

const clock_case unique_times[] = {
    {"UTC", "2026-03-08T02:30", "2026-03-08T02:30:00Z"},
    {"America/New_York", "2026-01-15T12:00", "2026-01-15T17:00:00Z"},
    {"America/New_York", "2026-07-15T12:00", "2026-07-15T16:00:00Z"},
    {"US/Eastern", "2026-07-15T12:00", "2026-07-15T16:00:00Z"},
    {"Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00Z"},
    {"Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"},
    {"Europe/Berlin", "2037-07-01T12:00", "2037-07-01T10:00:00Z"},
    {"Asia/Kolkata", "2026-07-01T12:00", "2026-07-01T06:30:00Z"},
    {"Pacific/Kiritimati", "2026-01-01T00:00", "2025-12-31T10:00:00Z"},
    {"Etc/GMT+12", "2026-01-01T00:00", "2026-01-01T12:00:00Z"},
    {"Africa/Monrovia", "1972-01-06T23:59:59", "1972-01-07T00:44:29Z"},
};

BOOST_DATA_TEST_CASE(a_wall_clock_shows_most_times_once, data::make(unique_times), c) {
  const zone z = zone_of(c.zone);
  BOOST_TEST(to_string(z.to_instant(wall_clock(c.local))) == c.utc);
  BOOST_TEST(shown(z, *parse_instant(c.utc)) == c.local);
}

const clock_case gaps[] = {
    {"America/New_York", "2026-03-08T02:00", "2026-03-08T07:00:00Z"},
    {"America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z"},
    {"America/New_York", "2026-03-08T02:59:59", "2026-03-08T07:59:59Z"},
    {"Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z"},
    {"Australia/Lord_Howe", "2013-10-06T02:15", "2013-10-05T15:45:00Z"},
    {"Africa/Cairo", "2014-05-16T00:00", "2014-05-15T22:00:00Z"},
    {"Pacific/Apia", "2011-12-30T09:15", "2011-12-30T19:15:00Z"},
};

BOOST_DATA_TEST_CASE(a_time_that_the_wall_clock_skips_is_moved_by_the_length_of_the_gap, data::make(gaps), c) {
  BOOST_TEST(to_string(zone_of(c.zone).to_instant(wall_clock(c.local))) == c.utc);
}

const clock_case starts[] = {
    {"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"},
    {"Africa/Cairo", "2014-05-16", "2014-05-15T22:00:00Z"},    // midnight is skipped: at one
    {"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},  // midnight comes twice
    {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},    // no such date: the first of the next
};

BOOST_DATA_TEST_CASE(a_date_begins_with_its_first_instant, data::make(starts), c) {
  const auto day = date::floor<date::days>(wall_clock(std::string(c.local) + "T00:00"));
  BOOST_TEST(to_string(zone_of(c.zone).start_of(day)) == c.utc);
}

const clock_case doubled[] = {
    {"America/New_York", "2026-11-01T01:00", "2026-11-01T05:00:00Z"},
    {"America/New_York", "2026-11-01T01:59:59", "2026-11-01T05:59:59Z"},
    {"Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"},
    {"Australia/Lord_Howe", "2013-04-07T01:45", "2013-04-06T14:45:00Z"},
    {"America/Havana", "2026-11-01T00:00", "2026-11-01T04:00:00Z"},
    {"America/St_Johns", "2010-11-07T00:00", "2010-11-07T02:30:00Z"},
};

BOOST_DATA_TEST_CASE(a_time_that_the_wall_clock_shows_twice_is_the_earlier, data::make(doubled), c) {
  BOOST_TEST(to_string(zone_of(c.zone).to_instant(wall_clock(c.local))) == c.utc);
}

struct unknown_case {
  std::string_view name;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const unknown_case& c) { return out << c.message; }

using namespace std::string_view_literals;
const unknown_case unknown_names[] = {
    {""sv, "unknown time zone ''"},
    {"Europe/Londn"sv, "unknown time zone 'Europe/Londn', did you mean 'Europe/London'?"},
    {"America/New York"sv, "unknown time zone 'America/New York', did you mean 'America/New_York'?"},
    {"europe/berlin"sv, "unknown time zone 'europe/berlin', did you mean 'Europe/Berlin'?"},
    {"EUROPE/LONDON"sv, "unknown time zone 'EUROPE/LONDON', did you mean 'Europe/London'?"},
    {"america_slash_new_york"sv, "unknown time zone 'america_slash_new_york', did you mean 'America/New_York'?"},
    {"GMT+2"sv, "unknown time zone 'GMT+2', did you mean 'Etc/GMT-2'?"},
    {"UTC-05:00"sv, "unknown time zone 'UTC-05:00', did you mean 'Etc/GMT+5'?"},
    {"+0200"sv, "unknown time zone '+0200', did you mean 'Etc/GMT-2'?"},
    {"GMT+5:30"sv, "unknown time zone 'GMT+5:30'"},
    {"GMT+99"sv, "unknown time zone 'GMT+99'"},
    {"+-5"sv, "unknown time zone '+-5'"},
    {"Eastern Standard Time"sv, "unknown time zone 'Eastern Standard Time', did you mean 'America/New_York'?"},
    {"Eastern Time (US & Canada)"sv, "unknown time zone 'Eastern Time (US & Canada)', did you mean 'America/New_York'?"},
    {"W. Europe Standard Time"sv, "unknown time zone 'W. Europe Standard Time', did you mean 'Europe/Berlin'?"},
    {"../etc/passwd"sv, "unknown time zone '../etc/passwd'"},
    {"/etc/localtime"sv, "unknown time zone '/etc/localtime'"},
    {"localtime"sv, "unknown time zone 'localtime'"},
    {"UTC\0"sv, "unknown time zone 'UTC\\x00', did you mean 'UTC'?"},
    {"\xff\xfe\n"sv, "unknown time zone '\\xff\\xfe\\x0a'"},
};

BOOST_DATA_TEST_CASE(an_unknown_name_is_an_error_that_shows_it, data::make(unknown_names), c) {
  const auto found = zone::find(c.name);
  BOOST_REQUIRE(!found);
  BOOST_TEST(found.error().message == c.message);
}

const char* const no_zones[] = {
    "Europe",   "Europe/", "posix/Europe/Berlin", "right/Europe/Berlin", "tzdata.zi", "Factory", "zone.tab", "UTC ", " UTC",
    "EST5EDT4", "+01:00"};

BOOST_DATA_TEST_CASE(what_is_no_iana_name_is_no_zone, data::make(no_zones), name) { BOOST_TEST(!zone::find(name)); }

BOOST_AUTO_TEST_CASE(a_name_of_a_megabyte_is_an_error_of_a_line) {
  const auto found = zone::find(std::string(1 << 20, 'x'));
  BOOST_REQUIRE(!found);
  BOOST_TEST(found.error().message.size() < 120u);
}

BOOST_AUTO_TEST_CASE(zones_are_the_same_by_name) {
  BOOST_TEST((zone_of("Europe/Berlin") == zone_of("Europe/Berlin")));
  BOOST_TEST((zone{} == zone_of("UTC")));
  BOOST_TEST((zone{} != zone_of("Europe/London")));
  BOOST_TEST(zone{}.name() == "UTC");
  BOOST_TEST(zone_of("US/Eastern").name() == "US/Eastern");
}

BOOST_AUTO_TEST_CASE(offsets_begin_with_1970_and_each_differs_from_the_one_before) {
  for (const char* name : {"UTC", "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "America/Adak"}) {
    const zone z = zone_of(name);
    const auto offsets = z.offsets();
    BOOST_TEST(to_string(offsets.front().begin) == "1970-01-01T00:00:00Z");
    for (std::size_t i = 1; i < offsets.size(); ++i) {
      BOOST_TEST((offsets[i - 1].begin < offsets[i].begin && offsets[i].begin < time_end), name);
      BOOST_TEST(offsets[i - 1].offset.count() != offsets[i].offset.count(), name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_day_begins_later_than_the_day_before_unless_the_zone_skips_it) {
  int skipped = 0;
  for (const char* name :
       {"America/Havana", "America/St_Johns", "Africa/Cairo", "Pacific/Apia", "Asia/Beirut", "America/Asuncion"}) {
    const zone z = zone_of(name);
    for (auto day = date::local_days{date::year{1970} / 1 / 3}; day < date::local_days{date::year{2037} / 12 / 30}; ++day) {
      const auto begin = z.start_of(day), next = z.start_of(day + date::days{1});
      skipped += begin == next;
      if (next < begin) BOOST_ERROR(name << ' ' << to_string(begin));
    }
  }
  BOOST_TEST(skipped == 1);  // Apia had no 30 December 2011
}

instant by_date(const date::time_zone& z, date::local_seconds t) {
  return instant{t.time_since_epoch() - z.get_info(t).first.offset};
}

BOOST_AUTO_TEST_CASE(every_zone_of_the_system_answers_as_date_does_around_each_change) {
  using namespace std::chrono_literals;
  std::size_t checked = 0;
  for (const auto& known : date::get_tzdb().zones) {
    const auto found = zone::find(known.name());
    if (!found) continue;  // "localtime", which is no name of a zone
    const zone& z = *found;
    for (const auto& o : z.offsets()) {
      if (o.begin < utc("1970-01-03T00:00")) continue;
      for (const auto away : {-48h, -25h, -1h, 0h, 1h, 25h}) {
        for (const auto second : {-1s, 0s, 1s, 1800s}) {
          const instant t = o.begin + away + second;
          const date::local_seconds local{t.time_since_epoch() + o.offset};
          if (z.offset_at(t) != known.get_info(t).offset) BOOST_ERROR(known.name() << ' ' << to_string(t));
          if (z.to_instant(local) != by_date(known, local))
            BOOST_ERROR(known.name() << " local " << to_string(instant{local.time_since_epoch()}));
          ++checked;
        }
      }
    }
  }
  BOOST_TEST(checked > 100'000u);
}

// `America/New_York  Sun Mar  9 06:59:59 2008 UT = ... isdst=0 gmtoff=-18000`
struct zdump_line {
  std::string zone;
  instant at;
  long offset = 0;
};

std::optional<zdump_line> read_zdump(const std::string& line) {
  std::istringstream in{line};
  zdump_line result;
  std::string weekday, month, clock, ut;
  unsigned day = 0;
  int year = 0;
  if (!(in >> result.zone >> weekday >> month >> day >> clock >> year >> ut) || ut != "UT") return std::nullopt;
  const auto number = 1 + std::string_view{"JanFebMarAprMayJunJulAugSepOctNovDec"}.find(month) / 3;
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%sZ", year, static_cast<unsigned>(number), day, clock.c_str());
  result.at = parse_instant(text).value();
  result.offset = std::stol(line.substr(line.find("gmtoff=") + 7));
  return result;
}

// What the C library reads from the same zone files.
long offset_of_the_system(const std::string& zone, instant at) {
  ::setenv("TZ", (':' + zone).c_str(), 1);
  ::tzset();
  const std::time_t t = at.time_since_epoch().count();
  std::tm local{};
  ::localtime_r(&t, &local);
  ::unsetenv("TZ");
  ::tzset();
  return local.tm_gmtoff;
}

// The list is of tzdata 2025b. What states decided after its release is in newer zone files alone, so there the C library is asked.
const instant released = utc("2025-03-22T00:00");

BOOST_AUTO_TEST_CASE(every_published_transition_of_49_zones_is_known) {
  const auto file = published("zdump_v_2008_2038.txt.gz");
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: no " << file);
    return;
  }
  std::map<std::string, zone> zones;
  std::map<std::string, std::set<instant>> seconds_of_change;
  std::size_t checked = 0, beyond = 0;
  for (const auto& line : lines_of(file)) {
    const std::string name = line.substr(0, line.find(' '));
    if (!name.empty()) zones.try_emplace(name, zone_of(name));
    const auto known = read_zdump(line);
    if (!known) continue;
    if (!in_range(known->at)) {
      ++beyond;
      continue;
    }
    const zone& z = zones.at(known->zone);
    const long expected = known->at < released ? known->offset : offset_of_the_system(known->zone, known->at);
    if (known->at < released) seconds_of_change[known->zone].insert(known->at);
    if (z.offset_at(known->at).count() != expected) BOOST_ERROR(line << ": " << z.offset_at(known->at).count());
    ++checked;
  }
  // And none of ours that is not published: each change has its second before and its first second there.
  std::size_t changes = 0;
  for (const auto& [name, z] : zones)
    for (const auto& o : z.offsets())
      if (o.begin >= utc("2008-01-02T00:00") && o.begin < utc("2037-12-31T00:00")) {
        ++changes;
        const auto before = o.begin - std::chrono::seconds{1};
        const bool known = o.begin < released ? seconds_of_change[name].contains(o.begin)
                                              : offset_of_the_system(name, o.begin) == o.offset.count() &&
                                                    offset_of_the_system(name, before) == z.offset_at(before).count();
        if (!known) BOOST_ERROR(name << " changes at " << to_string(o.begin));
      }
  BOOST_TEST_MESSAGE(checked << " instants and " << changes << " changes of " << zones.size() << " zones checked; " << beyond
                             << " instants after 2037 left out");
  BOOST_TEST(zones.size() == 49u);
  BOOST_TEST(checked == 3622u);
}

struct vectors_checked {
  std::size_t checked = 0, out_of_range = 0, without_zone = 0;
};

void report(const char* file, const vectors_checked& n) {
  BOOST_TEST_MESSAGE(file << ": " << n.checked << " checked; " << n.out_of_range << " outside 1970 to 2037 and " << n.without_zone
                          << " of made-up zones left out");
}

BOOST_AUTO_TEST_CASE(the_edge_cases_of_other_libraries_have_the_same_wall_clock) {
  const auto file = published("cctz_edge_cases.csv");
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: no " << file);
    return;
  }
  vectors_checked n;
  auto lines = lines_of(file);
  lines.erase(lines.begin());
  for (const auto& line : lines) {  // test,zone,unix_seconds,weekday,local,utc_offset,abbr
    const auto field = split(line, ',');
    const instant t{std::chrono::seconds{std::stoll(field[2])}};
    if (!in_range(t)) {
      ++n.out_of_range;
      continue;
    }
    const zone z = zone_of(field[1]);
    const int offset = std::stoi(field[5]);
    const auto seconds = (offset / 100 * 60 + offset % 100) * 60;
    BOOST_TEST_CONTEXT(line) {
      const auto ours = z.offset_at(t).count();
      BOOST_TEST(ours / 60 * 60 == seconds);  // published to the minute
      std::ostringstream local;
      std::istringstream text{field[4]};
      unsigned day = 0;
      std::string month, clock;
      int year = 0;
      text >> day >> month >> year >> clock;
      const auto number = 1 + std::string_view{"JanFebMarAprMayJunJulAugSepOctNovDec"}.find(month) / 3;
      char expected[48];
      std::snprintf(expected, sizeof expected, "%04d-%02u-%02uT%s", year, static_cast<unsigned>(number), day, clock.c_str());
      BOOST_TEST(to_string(instant{z.to_local(t).time_since_epoch()}).substr(0, 19) == expected);
    }
    ++n.checked;
  }
  report("cctz_edge_cases.csv", n);
  BOOST_TEST(n.checked == 20u);
}

BOOST_AUTO_TEST_CASE(local_times_of_other_libraries_have_the_same_offset) {
  const auto file = published("cctz_expect_time.csv");
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: no " << file);
    return;
  }
  vectors_checked n;
  auto lines = lines_of(file);
  lines.erase(lines.begin());
  for (const auto& line : lines) {  // test,zone,local,utc_offset_seconds,is_dst,abbr,note
    const auto field = split(line, ',');
    const bool is_years_away = field[2][0] == '-' || field[2].size() != 19 || field[2] < "1970" || field[2] >= "2038";
    if (is_years_away || field[1].empty()) {
      ++(is_years_away ? n.out_of_range : n.without_zone);
      continue;
    }
    const zone z = zone_of(field[1]);
    const std::chrono::seconds offset{std::stol(field[3])};
    const instant t{wall_clock(field[2]).time_since_epoch() - offset};
    BOOST_TEST_CONTEXT(line) {
      BOOST_TEST(z.offset_at(t).count() == offset.count());
      const instant earliest = z.to_instant(wall_clock(field[2]));
      BOOST_TEST(shown(z, earliest) == shown(z, t));
      BOOST_TEST((earliest <= t));
    }
    ++n.checked;
  }
  report("cctz_expect_time.csv", n);
  BOOST_TEST(n.checked == 36u);
}

}  // namespace
