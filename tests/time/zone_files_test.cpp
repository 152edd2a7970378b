// Time-zone files, as they are read from bytes.
#include "support/zone_files.hpp"

#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <tickler/zones.hpp>

#include "time/system_zones.hpp"
#include "time/tzif.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using support::zone_file;
namespace data = boost::unit_test::data;

std::chrono::seconds offset_in(const std::vector<zone_offset>& offsets, instant t) {
  auto offset = offsets.front().offset;
  for (const auto& o : offsets)
    if (o.begin <= t) offset = o.offset;
  return offset;
}

struct rule_case {
  const char* rule;
  const char* utc;
  int minutes;
};
std::ostream& operator<<(std::ostream& out, const rule_case& c) { return out << c.rule << ' ' << c.utc; }

const rule_case rules[] = {
    {"UTC0", "2036-07-01T00:00", 0},
    {"<+0545>-5:45", "2026-07-01T00:00", 345},
    {"<-0330>+3:30", "2026-07-01T00:00", -210},
    {"EST5EDT,M3.2.0,M11.1.0", "1970-01-01T00:00", -300},
    {"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59", -300},  // the 2nd Sunday of March, at 2 in the morning
    {"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00", -240},
    {"EST5EDT,M3.2.0,M11.1.0", "2026-11-01T05:59", -240},
    {"EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00", -300},
    {"EST5EDT,M3.2.0,M11.1.0", "2037-07-01T00:00", -240},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59", 60},  // the last Sundays
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00", 120},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59", 120},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00", 60},
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "1970-01-01T00:00", 660},  // summer is in January
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00", 600},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-15T00:00", 0},  // Dublin's winter time is what is set
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-15T00:00", 60},
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59", -120},  // at -1 o'clock of the Sunday: 23:00 of the Saturday
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00", -60},
    {"EST5EDT,0/0,J365/25", "2026-01-01T04:30", -240},  // all the year in summer time (RFC 8536, 3.3.1)
    {"EST5EDT,0/0,J365/25", "2026-07-01T00:00", -240},
    {"AAA0BBB,J60/0,J61/0", "2028-02-29T12:00", 0},  // J60 is 1 March in leap years too
    {"AAA0BBB,J60/0,J61/0", "2028-03-01T12:00", 60},
    {"AAA0BBB,59/0,60/0", "2028-02-29T12:00", 60},  // day 59, from 0, is 29 February in leap years
    {"AAA0BBB,59/0,60/0", "2027-03-01T12:00", 60},
    {"AAA0BBB-0:20:30,J1/0,J300/0", "2027-03-01T12:00", 20},
};

BOOST_DATA_TEST_CASE(the_rule_at_the_end_of_a_file_tells_the_offset_of_every_year, data::make(rules), c) {
  const auto offset = offset_in(read_tzif(zone_file(c.rule)), test::utc(c.utc));
  BOOST_TEST(std::chrono::floor<std::chrono::minutes>(offset).count() == c.minutes);
}

BOOST_AUTO_TEST_CASE(changes_that_are_written_out_go_before_the_rule) {
  const auto second = [](const char* t) { return test::utc(t).time_since_epoch().count(); };
  const auto offsets =
      read_tzif(zone_file("EST5EDT,M3.2.0,M11.1.0", 3600,
                          {{-315'619'200, 7200}, {second("2000-01-01T00:00"), 7200}, {second("2026-06-01T00:00"), -14400}}));
  std::string text;
  for (std::size_t i = 0; i < 3; ++i) text += to_string(offsets[i].begin) + ' ' + std::to_string(offsets[i].offset.count()) + '\n';
  BOOST_TEST(text == "1970-01-01T00:00:00Z 7200\n2026-06-01T00:00:00Z -14400\n2026-11-01T06:00:00Z -18000\n");
}

struct wrong_case {
  std::string bytes;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const wrong_case& c) { return out << c.message; }

const wrong_case wrong_files[] = {
    {"", "its file is cut off"},
    {"# a text file, longer than four bytes", "its file is no time-zone file (TZif)"},
    {"TZif" + std::string(40, '\0'), "its file is of version 1, which has no rule for later years"},
    {"TZif2" + std::string(15, '\0') + std::string(24, '\xff'), "its file is cut off"},
    {zone_file(""), "its file has no rule for later years"},
    {zone_file("EST"), "its file ends with 'EST', which is no rule of POSIX"},
    {zone_file("EST5EDT"), "its file ends with 'EST5EDT', which is no rule of POSIX"},
    {zone_file("EST5EDT,M3.2.0"), "its file ends with 'EST5EDT,M3.2.0', which is no rule of POSIX"},
    {zone_file("EST5EDT,M13.2.0,M11.1.0"), "its file ends with 'EST5EDT,M13.2.0,M11.1.0', which is no rule of POSIX"},
    {zone_file("EST5EDT,M3.2.0,M11.1.0 "), "its file ends with 'EST5EDT,M3.2.0,M11.1.0 ', which is no rule of POSIX"},
    {zone_file("EST5EDT,M3.2.0,M11.0.0"), "its file ends with 'EST5EDT,M3.2.0,M11.0.0', which is no rule of POSIX"},
    {zone_file("EST999"), "its file ends with 'EST999', which is no rule of POSIX"},
    {zone_file("EST99"), "its file ends with 'EST99', which is no rule of POSIX"},
    {zone_file("EST24"), "its file has an offset of a day or more"},
    {zone_file("UTC0", 0, {{0, 90'000}}), "its file has an offset of a day or more"},
    {zone_file("UTC0", 0, {{5, 3600}, {5, 7200}}), "its file has changes in disorder"},
    {zone_file("UTC0", 0, std::vector<support::clock_change>(10'001)), "its file has more than 10,000 changes"},
};

BOOST_DATA_TEST_CASE(a_wrong_file_is_an_error_that_says_what_is_wrong, data::make(wrong_files), c) {
  std::string message = "none";
  try {
    read_tzif(c.bytes);
  } catch (const std::runtime_error& e) {
    message = e.what();
  }
  BOOST_TEST(message == c.message);
}

BOOST_AUTO_TEST_CASE(a_file_cut_off_anywhere_is_an_error) {
  const auto whole = read_system_zone("Europe/London").value();
  BOOST_REQUIRE_NO_THROW(read_tzif(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    BOOST_CHECK_THROW(read_tzif(std::string_view(whole).substr(0, size)), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_file_with_a_byte_changed_is_another_zone_or_an_error) {
  const auto whole = read_system_zone("Europe/London").value();
  std::size_t zones = 0, errors = 0;
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const char byte : {'\0', '\x7f', '\xff'}) {
      auto changed = whole;
      changed[i] = byte;
      try {
        const auto offsets = read_tzif(changed);
        BOOST_TEST((offsets.front().begin == time_begin && offsets.back().begin < time_end));
        ++zones;
      } catch (const std::runtime_error&) {
        ++errors;
      }
    }
  BOOST_TEST(zones > 0u);
  BOOST_TEST(errors > 0u);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// "Slim" files leave all that a rule can say to the rule; "fat" ones write it out to 2037. `zic` makes both of one source.
BOOST_AUTO_TEST_CASE(slim_and_fat_files_of_every_zone_have_the_same_offsets) {
  namespace fs = std::filesystem;
  const fs::path zic = "/usr/sbin/zic", source = "/usr/share/zoneinfo/tzdata.zi";
  if (!fs::exists(zic) || !fs::exists(source)) {
    BOOST_TEST_MESSAGE("skipped: no " << zic << ", or no " << source);
    return;
  }
  const auto folder = fs::temp_directory_path() / ("tickler_zone_files_" + std::to_string(::getpid()));
  const auto made = [&](const std::string& kind) {
    const auto command = zic.string() + " -b " + kind + " -d " + (folder / kind).string() + ' ' + source.string();
    return std::system(command.c_str()) == 0;
  };
  BOOST_REQUIRE((made("slim") && made("fat")));
  std::size_t checked = 0;
  for (const auto& name : system_zone_names()) {
    if (!fs::exists(folder / "slim" / name)) continue;  // a name that only the distribution has
    const auto slim = bytes_of(folder / "slim" / name), fat = bytes_of(folder / "fat" / name);
    BOOST_TEST((read_tzif(slim) == read_tzif(fat)), name);
    ++checked;
  }
  fs::remove_all(folder);
  BOOST_TEST(checked > 400u);
}

}  // namespace
