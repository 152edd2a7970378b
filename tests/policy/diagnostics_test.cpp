#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <regex>
#include <sstream>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

using tickler::diagnostic;
using tickler::severity;

struct line {
  diagnostic what;
  const char* text;
};
std::ostream& operator<<(std::ostream& out, const line& l) { return out << l.text; }

const line lines[] = {
    {{101, severity::error, "a.yaml", {7, 9}, "", "unknown key 'wiat', did you mean 'wait'?"},
     "a.yaml:7:9: error: unknown key 'wiat', did you mean 'wait'? [T101]"},
    {{212, severity::warning, "a.yaml", {1, 1}, "", "event 'met' is never used"},
     "a.yaml:1:1: warning: event 'met' is never used [T212]"},
    {{104, severity::error, "", {}, "cadences.answer.steps.send", "a step needs 'channel'"},
     "cadences.answer.steps.send: error: a step needs 'channel' [T104]"},
    {{104, severity::error, "a.yaml", {}, "zone", "a policy needs 'zone'"}, "a.yaml: zone: error: a policy needs 'zone' [T104]"},
    {{119, severity::error, "a.yaml", {}, "", "the file cannot be read"}, "a.yaml: error: the file cannot be read [T119]"},
    {{104, severity::error, "", {2, 3}, "", "a policy needs 'zone'"}, "2:3: error: a policy needs 'zone' [T104]"},
    {{104, severity::error, "", {}, "", "a policy needs 'zone'"}, "error: a policy needs 'zone' [T104]"},
};

struct nearest_case {
  const char* word;
  const char* meant;
};
std::ostream& operator<<(std::ostream& out, const nearest_case& c) { return out << c.word; }

const nearest_case nearest_cases[] = {
    {"phone", "phone"},
    {"phoen", "phone"},  // a swap is one change
    {"hpone", "phone"},
    {"phon", "phone"},
    {"phoness", "phone"},
    {"fhone", "phone"},
    {"emial", "email"},
    {"smss", "sms"},
    {"smm", "sms"},
    {"sma", "sms"},  // a third of three letters is one change
    {"xyz", ""},
    {"ph", ""},         // three of two letters would be too many
    {"telephone", ""},  // four changes of nine letters
    {"", ""},
    {"in-person", "in_person"},
};

std::vector<int> all_numbers() {
  const auto header = support::content_of(support::source_dir() / "include/tickler/problem_numbers.hpp");
  const std::regex constant("constexpr int \\w+ = (\\d+);");
  std::vector<int> numbers;
  for (std::sregex_iterator it(header.begin(), header.end(), constant), end; it != end; ++it)
    numbers.push_back(std::stoi((*it)[1]));
  return numbers;
}

std::string all_tests() {
  std::string text;
  for (const auto* folder : {"tests/broken_policies", "tests/policy", "tests/engine"})
    for (const auto& file : std::filesystem::directory_iterator(support::source_dir() / folder))
      if (file.path().extension() != ".yaml") text += support::content_of(file.path());
  return text;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_diagnostic_is_one_line, boost::unit_test::data::make(lines), l) {
  BOOST_TEST(to_string(l.what) == l.text);
  std::ostringstream out;
  out << l.what;
  BOOST_TEST(out.str() == l.text);
}

BOOST_DATA_TEST_CASE(the_nearest_word_is_the_one_that_was_meant, boost::unit_test::data::make(nearest_cases), c) {
  BOOST_TEST(tickler::nearest(c.word, {"sms", "phone", "email", "in_person"}) == c.meant);
}

BOOST_AUTO_TEST_CASE(nothing_is_near_where_nothing_is_known) {
  BOOST_TEST(tickler::nearest("phone", {}) == "");
  BOOST_TEST(tickler::nearest(std::string(100'000, 'x'), {"phone", "xxx"}) == "");
}

BOOST_AUTO_TEST_CASE(a_text_from_outside_is_quoted_on_one_short_line) {
  BOOST_TEST(tickler::quoted("asked") == "'asked'");
  BOOST_TEST(tickler::quoted("") == "''");
  BOOST_TEST(tickler::quoted("zo\u00eb\n") == "'zo\u00eb\\x0a'");
  BOOST_TEST(tickler::quoted("9\u20135 \U0001f600") == "'9\u20135 \U0001f600'");
  BOOST_TEST(tickler::quoted("\x1b[1m\x7f\xff\xe2\x80") == "'\\x1b[1m\\x7f\\xff\\xe2\\x80'");
  BOOST_TEST(tickler::quoted(std::string(63, 'a') + "\u00eb") == "'" + std::string(63, 'a') + "...'");
  BOOST_TEST(tickler::quoted(std::string(64, 'a')) == "'" + std::string(64, 'a') + "'");
  BOOST_TEST(tickler::quoted(std::string(65, 'a')) == "'" + std::string(64, 'a') + "...'");
}

BOOST_AUTO_TEST_CASE(what_moves_the_cursor_or_turns_the_writing_is_shown_as_an_escape) {
  BOOST_TEST(tickler::printable("Zo\u00eb, 9\u20135 \u65e5\u672c") == "Zo\u00eb, 9\u20135 \u65e5\u672c");
  BOOST_TEST(tickler::printable("a\tb\x1b[2J\n") == "a\\x09b\\x1b[2J\\x0a");
  BOOST_TEST(tickler::printable("lea\u202ed") == "lea\\u202ed");
  for (const char* hidden : {"\u0085", "\u009b", "\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c",
                             "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\ufff9"})
    BOOST_TEST(tickler::printable(hidden).substr(0, 2) == "\\u");
  BOOST_TEST(tickler::printable("\xff\xc3") == "\\xff\\xc3");
  BOOST_TEST(tickler::printable(tickler::printable("\u202e\xff")) == tickler::printable("\u202e\xff"));
}

BOOST_AUTO_TEST_CASE(a_hint_names_what_is_near_if_anything_is) {
  BOOST_TEST(tickler::hint("phone") == ", did you mean 'phone'?");
  BOOST_TEST(tickler::hint("") == "");
}

BOOST_AUTO_TEST_CASE(a_policy_that_was_not_loaded_throws_all_its_lines) {
  const auto loaded = loading::load("policy: p\nzone: Mars\nzebra: 1\n");
  try {
    loaded.value();
    BOOST_ERROR("value() gave a policy");
  } catch (const tickler::policy_error& e) {
    BOOST_TEST(e.what() ==
               std::string("p.yaml:2:7: error: unknown time zone 'Mars' [T302]\np.yaml:3:1: error: unknown key 'zebra' [T101]"));
    BOOST_TEST(e.diagnostics().size() == 2u);
  }
}

BOOST_AUTO_TEST_CASE(every_number_is_documented_and_its_full_text_tested) {
  std::string docs;
  for (const auto* file : {"examples/policies/diagnostics.md", "examples/records/diagnostics.md", "include/tickler/problems.md"})
    docs += support::content_of(support::source_dir() / file);
  const auto tests = all_tests();
  const auto numbers = all_numbers();
  BOOST_TEST(numbers.size() > 50u);
  for (const int number : numbers) {
    const auto name = "T" + std::to_string(number);
    BOOST_TEST(docs.find("| " + name + " |") != std::string::npos, name << " has no line in any table");
    if (number >= 800 || (600 <= number && number < 700) || (320 <= number && number < 400)) continue;  // tested where they arise
    BOOST_TEST(tests.find("[" + name + "]") != std::string::npos, name << " has no test on its text");
  }
}
