#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "support/desk.hpp"

namespace {

struct help_case {
  const char* topic;
  int code;
  const char* out;  // how it begins
  const char* err;
};
std::ostream& operator<<(std::ostream& out, const help_case& c) { return out << "help " << c.topic; }

const help_case helps[] = {
    {"", 0, "The keys of a policy, by part:\n", ""},
    {"at_latest", 0, "cadences.steps.at_latest, a key of a step\n", ""},
    {"steps.if", 0, "cadences.steps.if, a key of a step\n", ""},
    {"since", 0, "since, a function of conditions\n", ""},
    {"'&&'", 0, "&&, a sign of conditions\n", ""},
    {"T203", 0, "T203, Names and words\n", ""},
    {"next", 0, "Print the next actions", ""},
    {"calendar", 0, "Write the next actions as an iCalendar file", ""},
    {"report", 0, "Write a page for the browser", ""},
    {"schema", 0, "Print a JSON Schema", ""},
    {"at_lastest", 2, "", "tickler: no help on 'at_lastest', did you mean 'at_latest'? 'tickler help' lists all topics\n"},
    {"nxt", 2, "", "tickler: no help on 'nxt', did you mean 'next'? 'tickler help' lists all topics\n"},
    {"xyzzy", 2, "", "tickler: no help on 'xyzzy': 'tickler help' lists all topics\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(help_explains_a_topic_or_says_which_was_meant, boost::unit_test::data::make(helps), c) {
  const auto result = desk::folder{}.run("help " + std::string(c.topic));
  BOOST_TEST(result.code == c.code);
  BOOST_TEST(result.out.substr(0, std::string(c.out).size()) == c.out);
  BOOST_TEST(result.err == c.err);
  BOOST_TEST(result.out.empty() == (c.code != 0));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_a_command_and_a_key_is_explained_as_both) {
  const auto page = desk::folder{}.run("help calendar").out;
  BOOST_TEST(page.find("--previous FILE") != std::string::npos);
  BOOST_TEST(page.find("\ncadences.steps.calendar, a key of a step\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(schema_prints_a_json_schema_of_the_draft_that_it_names) {
  const auto result = desk::folder{}.run("schema");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.err == "");
  const std::string first = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n";
  BOOST_TEST(result.out.substr(0, first.size()) == first);
  BOOST_TEST(result.out.substr(result.out.size() - 3) == "\n}\n");
  BOOST_TEST(result.out == desk::folder{}.run("schema policy").out);
}

BOOST_AUTO_TEST_CASE(schema_prints_that_of_models_of_the_weeks_ahead_too) {
  const auto result = desk::folder{}.run("schema model");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out.find("\"answer_after\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(schema_prints_that_of_mappings_too) {
  const auto result = desk::folder{}.run("schema mapping");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.out.find("\"opted_out\"") != std::string::npos);
  const auto wrong = desk::folder{}.run("schema records");
  BOOST_TEST(wrong.code == 2);
  BOOST_TEST(wrong.err.find("'records' is neither policy, mapping nor model") != std::string::npos, wrong.err);
}
