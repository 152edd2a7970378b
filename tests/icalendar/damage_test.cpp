// A previous file that is damaged, or none of ours, is refused with its place; whatever its bytes are, nothing else happens.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <random>

#include "icalendar/office.hpp"

using namespace icalendar_tests;

namespace {

// `what` is found in the file and replaced, once, by `by`.
struct damage {
  const char* what;
  const char* by;
  const char* said;  // behind "k.ics:"
};
std::ostream& operator<<(std::ostream& out, const damage& d) { return out << d.said; }

const damage damages[] = {
    {"END:VCALENDAR\r\n", "", "76:1: error: it ends in the middle: END:VCALENDAR is missing [T326]"},
    {"END:VCALENDAR\r\n", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", "78:1: error: something stands behind END:VCALENDAR [T326]"},
    {"BEGIN:VCALENDAR\r\n", "", "1:1: error: it is no calendar: BEGIN:VCALENDAR is missing [T326]"},
    {"BEGIN:VCALENDAR\r\n", "BEGIN:VCARD\r\n", "1:1: error: 'VCARD' is not where `tickler calendar` writes it [T326]"},
    {"-//Tickler//tickler calendar//EN", "-//Else//EN",
     "7:1: error: it is not what `tickler calendar` has written: another PRODID, or none [T326]"},
    {"BEGIN:VEVENT", "BEGIN:VTIMEZONE", "7:1: error: 'VTIMEZONE' is not where `tickler calendar` writes it [T326]"},
    {"END:VALARM", "END:VEVENT", "29:1: error: 'VEVENT' ends where VALARM is open [T326]"},
    {"SEQUENCE:0", "SEQUENCE:-1", "10:1: error: 'SEQUENCE:-1' cannot be read [T326]"},
    {"SEQUENCE:0", "SEQUENCE:99999999999", "10:1: error: 'SEQUENCE:99999999999' cannot be read [T326]"},
    {"SEQUENCE:0", "SEQUENCE:two", "10:1: error: 'SEQUENCE:two' cannot be read [T326]"},
    {"SEQUENCE:0\r\n", "", "7:1: error: an entry without SEQUENCE, or with two [T326]"},
    {"SEQUENCE:0", "SEQUENCE:0\r\nSEQUENCE:1", "7:1: error: an entry without SEQUENCE, or with two [T326]"},
    {"DTSTAMP:20260302T130000Z", "DTSTAMP:20260345T130000Z", "11:1: error: 'DTSTAMP:20260345T130000Z' cannot be read [T326]"},
    {"DTSTAMP:20260302T130000Z", "DTSTAMP:yesterday", "11:1: error: 'DTSTAMP:yesterday' cannot be read [T326]"},
    {"DTSTART;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:20260230",
     "14:1: error: 'DTSTART;VALUE=DATE:20260230' cannot be read [T326]"},
    {"SUMMARY:Ada", "SUMMARY: Ada", "16:1: error: 'SUMMARY: Ada Lovelace: email inform (late)' cannot be read [T326]"},
    {"SUMMARY:Ada", R"(SUMMARY:Ada\q)", R"(16:1: error: 'SUMMARY:Ada\q Lovelace: email inform (late)' cannot be read [T326])"},
    {"SUMMARY:Ada", "SUMMARY Ada", "16:1: error: 'SUMMARY Ada Lovelace: email inform (late)' cannot be read [T326]"},
    {"SUMMARY:Ada", "SUMMARY:\x1b[31mAda", "16:1: error: it has what is no text [T326]"},
    {"SUMMARY:Ada",
     "SUMMARY:\xff"
     "Ada",
     "16:1: error: it has what is no text [T326]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_damaged_file_is_refused_with_its_place, boost::unit_test::data::make(damages), d) {
  office desk;
  desk.calendar(monday + "--owner kim --to k.ics");
  auto file = desk.read("k.ics");
  const auto at = file.find(d.what);
  BOOST_REQUIRE((at != file.npos));
  desk.write("k.ics", file.replace(at, std::string(d.what).size(), d.by));
  const auto result = desk.calendar(monday + "--owner kim --previous k.ics");
  BOOST_TEST(result.err == "tickler: k.ics:" + std::string(d.said) + '\n');
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(an_entry_is_there_once_and_all_are_of_one_kind, office) {
  auto file = calendar(monday + "--owner kim").out;
  const auto begin = file.find("BEGIN:VEVENT"), end = file.find("BEGIN:VEVENT", begin + 1);
  const auto first = file.substr(begin, end - begin);
  write("k.ics", file.substr(0, end) + first + file.substr(end));
  BOOST_TEST(calendar(monday + "--owner kim --previous k.ics")
                 .err.starts_with("tickler: k.ics:31:1: error: the entry 'answer/send#0@2026-02-27T15:00:00Z@"));
  write("k.ics", file.substr(0, begin) + replaced(first, "VEVENT", "VTODO") + file.substr(end));
  BOOST_TEST(calendar(monday + "--owner kim --previous k.ics").err ==
             "tickler: k.ics:31:1: error: events and tasks in one file [T326]\n");
}

// As `tickler calendar ... --previous k.ics > k.ics` leaves it before anything is read.
BOOST_FIXTURE_TEST_CASE(an_empty_file_says_how_it_came_to_be_empty, office) {
  const auto result = calendar(monday + "--previous k.ics > k.ics");
  BOOST_TEST(result.err ==
             "tickler: k.ics: error: it is empty; '> FILE' empties a file before it is read: write to it with --to [T326]\n");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(the_calendar_of_another_program_is_refused, office) {
  write("k.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Phone 1.0//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n"
        "DTSTAMP:20260301T000000Z\r\nDTSTART:20260302T100000Z\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  BOOST_TEST(calendar(monday + "--previous k.ics").err ==
             "tickler: k.ics:4:1: error: it is not what `tickler calendar` has written: another PRODID, or none [T326]\n");
}

// As some editors and repositories leave it.
BOOST_FIXTURE_TEST_CASE(line_feeds_alone_are_no_damage, office) {
  const auto before = calendar(monday + "--owner kim").out;
  write("k.ics", replaced(before, "\r\n", "\n"));
  const auto result = calendar(monday + "--owner kim --previous - < k.ics");
  BOOST_TEST(result.out == before);
  BOOST_TEST(result.code == 0);
}

// Bytes are changed, left out and put in at random. What is taken in all the same is written so that it is taken in again.
BOOST_FIXTURE_TEST_CASE(any_damage_is_refused_or_does_no_harm, office) {
  const auto good = calendar(monday + "--owner kim").out;
  std::mt19937 random(20260302);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const std::string bytes("\0\r\n\t :;,\\\"=Z09aE\x1b\x80\xff", 20);
  int refused = 0;
  for (int i = 0; i < 40; ++i) {
    auto file = good;
    const auto at = below(file.size());
    if (i % 3 == 0)
      file[at] = bytes[below(bytes.size())];
    else if (i % 3 == 1)
      file.erase(at, 1 + below(40));
    else
      file.insert(at, 1, bytes[below(bytes.size())]);
    write("k.ics", file);
    const auto result = calendar(monday + "--owner kim --previous k.ics --to next.ics");
    refused += result.code == 2;
    BOOST_TEST((result.code == 0 || result.code == 2), file << result.err);
    if (result.code == 2) BOOST_TEST(result.err.find("k.ics") != std::string::npos, result.err);
    if (result.code == 0) BOOST_TEST(calendar(monday + "--owner kim --previous next.ics").code == 0, file);
  }
  BOOST_TEST(refused > 8);
}
