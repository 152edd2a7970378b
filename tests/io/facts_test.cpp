#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tickler/policy.hpp>

#include "reading.hpp"

namespace {

using tickler::fact_type;

// A policy that declares one fact of each type, named after it.
tickler::policy with_facts() {
  using namespace tickler;
  policy_draft draft{.name = "facts", .zone = "UTC"};
  draft.facts = {{"boolean", fact_type::boolean}, {"integer", fact_type::integer},     {"real", fact_type::real},
                 {"string", fact_type::text},     {"timestamp", fact_type::timestamp}, {"duration", fact_type::duration},
                 {"list", fact_type::list}};
  draft.channels = {{.name = "email"}};
  draft.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}}}}};
  draft.cadences = {
      {.name = "answer", .starts = {"asked"}, .steps = {{.name = "send", .channels = {"email"}, .within = 24 * units::hours}}}};
  return compile(draft, vocabulary()).value();
}

struct fact_case {
  const char* name;
  const char* json;  // as written in JSON
  const char* cell;  // as written in CSV; null: cannot be
  tickler::fact value;
};

std::ostream& operator<<(std::ostream& out, const fact_case& c) { return out << c.name << " " << c.json; }

const fact_case good_facts[] = {
    {"boolean", "true", "true", true},
    {"boolean", "false", "false", false},
    {"boolean", "true", "yes", true},
    {"boolean", "false", "no", false},
    {"integer", "-7", "-7", std::int64_t{-7}},
    {"real", "0.25", "0.25", 0.25},
    {"real", "3", "3", 3.0},
    {"string", "\"7\"", "7", std::string("7")},
    {"timestamp", "\"1970-01-02T01:00:00+01:00\"", "1970-01-02T01:00:00+01:00", tickler::instant{} + std::chrono::hours(24)},
    {"duration", "\"72h\"", "72h", std::chrono::seconds(72 * 3600)},
    {"duration", "\"1 hour 90 min\"", "1 hour 90 min", std::chrono::seconds(9000)},
    {"duration", "\"0 minutes\"", "0 minutes", std::chrono::seconds(0)},
    {"list", "[\"a\",\"b\"]", "a b", std::vector<std::string>{"a", "b"}},
    {"list", "[]", nullptr, std::vector<std::string>{}},
    {"undeclared", "7", nullptr, std::int64_t{7}},
    {"undeclared", "\"7\"", "7", std::string("7")},
};

struct bad_fact_case {
  const char* name;
  const char* json;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const bad_fact_case& c) { return out << c.name << " " << c.json; }

const bad_fact_case bad_facts[] = {
    {"boolean", "\"true\"", "the fact 'boolean' must be true or false, not 'true' [T611]"},
    {"boolean", "1", "the fact 'boolean' must be true or false, as the policy declares it [T611]"},
    {"integer", "1.0", "the fact 'integer' must be a whole number, as the policy declares it [T611]"},
    {"integer", "\"7\"", "the fact 'integer' must be a whole number, not '7' [T611]"},
    {"real", "true", "the fact 'real' must be a number, as the policy declares it [T611]"},
    {"string", "7", "the fact 'string' must be text, as the policy declares it [T611]"},
    {"timestamp", "1772445600", "the fact 'timestamp' must be an instant, as the policy declares it [T611]"},
    {"timestamp", "\"2026-03-02\"",
     "'timestamp' must be an instant such as 2026-03-02T10:00:00Z; '2026-03-02' is a date without a time and an offset [T607]"},
    {"duration", "72", "the fact 'duration' must be a duration of minutes and hours, as the policy declares it [T611]"},
    {"duration", "\"3 days\"",
     "the fact 'duration' must be in minutes and hours, not '3 days': how long a day lasts depends on where it is counted from "
     "[T612]"},
    {"duration", "\"2 business hours\"",
     "the fact 'duration' must be in minutes and hours, not '2 business hours': how long a day lasts depends on where it is "
     "counted from [T612]"},
    {"duration", "\"3 huors\"", "the fact 'duration': unknown unit 'huors', did you mean 'hours'? [T612]"},
    {"list", "\"a\"", "the fact 'list' must be a list of texts, not 'a' [T611]"},
    {"list", "[1]", "'list' may list only texts [T604]"},
    {"undeclared", "{}", "'undeclared' must be a single value or a list of texts, not an object [T604]"},
};

const bad_fact_case bad_cells[] = {
    {"boolean", "Yes", "the fact 'boolean' must be true or false, not 'Yes' [T611]"},
    {"integer", "7.5", "the fact 'integer' must be a whole number, not '7.5' [T611]"},
    {"integer", "9223372036854775808", "the fact 'integer' must be a whole number, not '9223372036854775808' [T611]"},
    {"real", "inf", "the fact 'real' must be a number, not 'inf' [T611]"},
    {"real", "1e999", "the fact 'real' must be a number, not '1e999' [T611]"},
    {"duration", "1 month",
     "the fact 'duration' must be in minutes and hours, not '1 month': how long a day lasts depends on where it is counted from "
     "[T612]"},
};

const tickler::policy& declared() {
  static const auto p = with_facts();
  return p;
}

const tickler::record_options json{.file = "f.jsonl", .facts = &declared()};
const tickler::record_options csv{.file = "f.csv", .format = tickler::record_format::csv, .facts = &declared()};

std::string json_line(const char* name, const char* value) {
  return std::string(R"({"id":"ada","facts":{")") + name + "\":" + value + "}}\n";
}

std::string csv_rows(const char* name, const char* cell) { return std::string("id,facts.") + name + "\nada," + cell + "\n"; }

}  // namespace

BOOST_DATA_TEST_CASE(facts_have_the_type_that_the_policy_declares, boost::unit_test::data::make(good_facts), c) {
  const std::map<std::string, tickler::fact, std::less<>> expected{{c.name, c.value}};
  const auto from_json = reading::prospects(json_line(c.name, c.json), json);
  BOOST_TEST(reading::lines(from_json.bad) == "");
  BOOST_REQUIRE(from_json.records.size() == 1);
  BOOST_TEST((from_json.records[0].facts == expected));
  if (c.cell == nullptr) return;
  const auto from_csv = reading::prospects(csv_rows(c.name, c.cell), csv);
  BOOST_TEST(reading::lines(from_csv.bad) == "");
  BOOST_REQUIRE(from_csv.records.size() == 1);
  BOOST_TEST((from_csv.records[0].facts == expected));
}

BOOST_DATA_TEST_CASE(facts_of_another_type_are_refused, boost::unit_test::data::make(bad_facts), c) {
  const auto all = reading::prospects(json_line(c.name, c.json), json);
  auto column = std::string(R"({"id":"ada","facts":{"":)").size() + std::string(c.name).size() + 1;
  if (std::string_view(c.json) == "[1]") ++column;
  BOOST_TEST(reading::lines(all.bad) == "f.jsonl:1:" + std::to_string(column) + ": error: " + c.message + "\n");
}

BOOST_DATA_TEST_CASE(cells_that_are_not_of_the_declared_type_are_refused, boost::unit_test::data::make(bad_cells), c) {
  const auto all = reading::prospects(csv_rows(c.name, c.json), csv);
  BOOST_TEST(reading::lines(all.bad) == std::string("f.csv:2:5: error: ") + c.message + "\n");
}
