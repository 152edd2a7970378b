// What two readers that are not ours make of calendar files: libical, and icalendar of Python.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <sstream>
#include <tickler/diagnostic.hpp>

#include "icalendar/office.hpp"

using namespace icalendar_tests;

namespace {

const std::string script = "'" TICKLER_SOURCE_DIR "/tests/icalendar/read.py'";

// The first Python that has it; empty: none.
std::string python() {
  for (const auto* name : {"python3", "/usr/bin/python3"})
    if (std::system(("timeout 20 " + std::string(name) + " -c 'import icalendar' >/dev/null 2>&1").c_str()) == 0) return name;
  return "";
}

// As read.py writes them.
std::string listed(const std::vector<entry>& entries) {
  std::ostringstream out;
  for (const auto& e : entries)
    for (const auto* value : {&e.kind, &e.uid, &e.sequence, &e.status, &e.begin, &e.end, &e.summary, &e.description})
      out << replaced(*value, "\n", "\n ") << '\n';
  return out.str();
}

void check_readable(const desk::folder& desk, const std::string& file) {
  const auto text = desk.read(file);
  const auto all = parsed(text);
  BOOST_REQUIRE((all != nullptr));
  BOOST_TEST(icalcomponent_count_errors(all.get()) == 0);
  BOOST_TEST(icalrestriction_check(all.get()));
  BOOST_TEST(icalcomponent_count_errors(all.get()) == 0, icalcomponent_as_ical_string(all.get()));
  const auto name = python();
  if (name.empty()) {
    BOOST_TEST_MESSAGE("skipped: no Python has the package icalendar");
    return;
  }
  const auto read = support::output_of("timeout 60 " + name + " " + script + " '" + (desk.path() / file).string() + "' 2>&1");
  BOOST_TEST((read == listed(entries_of(text))), read << "\n" << listed(entries_of(text)));
}

// RFC 5545, 3.1: lines of at most 75 bytes, each ended by CR and LF, and no character cut in two.
void check_lines(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != text.npos; begin = end + 1) {
    BOOST_REQUIRE((end > begin && text[end - 1] == '\r'));
    const auto line = text.substr(begin, end - 1 - begin);
    longest = std::max(longest, line.size());
    BOOST_TEST(tickler::printable(line) == line);
  }
  BOOST_TEST(longest <= 75u);
  BOOST_TEST(text.ends_with("\r\n"));
}

std::string in_json(const std::string& text) {
  std::string json;
  for (const char c : text) {
    char escaped[8];
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || c == '"' || c == '\\') {
      std::snprintf(escaped, sizeof escaped, "\\u%04x", code);
      json += escaped;
    } else {
      json += c;
    }
  }
  return json;
}

const std::string hostile_texts[] = {
    "Ada\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "a;b,c\\d:e\"f\" ^n 'g' <b>&amp;",
    "\x1b[31mred\x1b[0m\a\b\x7f\t|",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB \xF0\x9F\x87\xAB\xF0\x9F\x87\xB7 \xE2\x9C\x89\xEF\xB8\x8F",  // emoji
    "\xD7\xA2\xD7\x93\xD7\x94 \xD8\xB9\xD8\xA7\xD8\xAF\xD9\x84",                                               // Hebrew, Arabic
    "abc\xE2\x80\xAEtxt.exe\xE2\x80\xAC \xE2\x81\xA6x\xE2\x81\xA9 \xE2\x80\xA8 \xE2\x80\xA9 \xC2\x85",         // turned direction
    std::string(10'000, 'x'),
    [] {
      std::string smiles;
      for (int i = 0; i < 2'500; ++i) smiles += "\xF0\x9F\x98\x80";
      return smiles;
    }(),
    "BEGIN:VALARM",
    " leading and trailing ",
    "=CMD()",
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(others_read_what_is_written, office) {
  for (const char* as : {"events", "tasks"}) {
    calendar(monday + "--to k.ics --as " + as);
    check_lines(read("k.ics"));
    check_readable(*this, "k.ics");
    write("t.jsonl", asked + answered);
    calendar("--at 2026-03-02T14:06:00Z --previous k.ics --to k.ics --as " + std::string(as));
    BOOST_TEST(read("k.ics").find("STATUS:CANCELLED") != std::string::npos);
    check_lines(read("k.ics"));
    check_readable(*this, "k.ics");
    write("t.jsonl", asked);
  }
}

// Names, owners, contact data and notes are others' text. What would break a line, colour a terminal or turn the direction of
// writing is written out (printable), all else comes through as it is; nobody adds an entry, a property or an alarm.
BOOST_FIXTURE_TEST_CASE(hostile_texts_come_out_as_texts, office) {
  std::string people, touches;
  std::size_t count = 0;
  for (const auto& text : hostile_texts) {
    const auto id = "p" + std::to_string(count++), name = in_json(text.substr(0, 256)), json = in_json(text);
    people += R"({"id":")" + id + R"(","name":")" + name + R"(","owner":")" + name + R"(","contact":{"email":")" + json + "\"}}\n";
    touches += replaced(asked.substr(0, asked.find('\n') + 1), "ada", id);
  }
  write("p.jsonl", people);
  write("t.jsonl", touches);
  const auto first = calendar(monday + "--to k.ics");
  BOOST_TEST(first.err == std::to_string(count) + " entries: " + std::to_string(count) +
                              " new\nnot in it, but in `tickler next`: " + std::to_string(count) + " blocked actions\n");
  const auto file = read("k.ics");
  check_lines(file);
  check_readable(*this, "k.ics");
  const auto found = entries_of(file);
  BOOST_TEST(found.size() == count);
  for (const auto& text : hostile_texts) {
    const auto summary = tickler::printable(text.substr(0, 256)) + ": email inform (late)";
    const auto description = "to: " + tickler::printable(text) + "\nready since: Fri 27 Feb 10:00; carried over until it is done\n";
    const auto is_hers = [&](const entry& e) {
      return e.summary == summary.substr(summary.find_first_not_of(' ')) && e.description.starts_with(description);
    };
    BOOST_TEST(std::ranges::count_if(found, is_hers) == 1, summary);
  }
  BOOST_TEST(calendar("--at 2026-03-02T13:04:00Z --previous k.ics").out == file);
}

// The Python package takes two of them for one, and one before an n for the end of a line, wherever they stand.
BOOST_FIXTURE_TEST_CASE(a_backslash_comes_through, office) {
  write("p.jsonl", replaced(ada, "Ada Lovelace", in_json("C:\\new\\; \\, \\ \\\\")) + bo + cy);
  const auto text = calendar(monday).out;
  BOOST_TEST(entry_called(text, ada_send).summary == "C:\\new\\; \\, \\ \\\\: email inform (late)");
}

// The calendar's own name is text of others, too; whoever has nobody as owner is named so.
BOOST_FIXTURE_TEST_CASE(hostile_owners_come_out_as_texts, office) {
  const std::string owner = "o;w,n\\e:r \"x\"\n", json = in_json(owner);
  write("p.jsonl", replaced(ada, "kim", json) + bo + replaced(cy, R"("owner":"kim",)", ""));
  const auto result = calendar(monday + "--to k.ics --owner '" + owner + "' --owner ''");
  BOOST_TEST(result.err.starts_with("3 entries: 3 new\n"), result.err);
  BOOST_TEST(unfolded(read("k.ics")).find(R"(NAME:Follow-ups of nobody\, o\;w\,n\\e:r "x"\\x0a)") != std::string::npos);
  check_readable(*this, "k.ics");
  const auto before = read("k.ics");
  const auto again = calendar(monday + "--previous k.ics --to k.ics --owner '' --owner '" + owner + "'");
  BOOST_TEST(again.err.starts_with("3 entries: 3 as before\n"), again.err);
  BOOST_TEST(read("k.ics") == before);
}

// Sixteen keys of 256 bytes make an id of kilobytes, and calendars need not keep more than 255 bytes of a uid.
BOOST_FIXTURE_TEST_CASE(a_uid_is_never_longer_than_calendars_keep, office) {
  write("p.yaml", replaced(support::office_policy, "  answer:\n", "  answer:\n    per: key\n"));
  std::string keys;
  for (char c = 'a'; c < 'q'; ++c) keys += (keys.empty() ? "\"" : ",\"") + std::string(255, '%') + c + '"';
  write("t.jsonl",
        R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired","key":[)" +
            keys + "]}\n");
  const auto result = calendar(monday + "--to k.ics");
  BOOST_TEST(result.err.starts_with("17 entries: 17 new\n"), result.err);
  for (const auto& e : entries_of(read("k.ics"))) BOOST_TEST(e.uid.size() <= 255u);
  check_readable(*this, "k.ics");
}
