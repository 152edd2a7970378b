// The JSON Schema of models knows what reading takes and refuses, as far as it is a matter of shape.
#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <iostream>
#include <string>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/policy_manual.hpp>
#include <tickler/io/workload_file.hpp>
#include <vector>

#include "responses/model_tables.hpp"
#include "support/files.hpp"
#include "validator.hpp"

namespace {

struct named_text {
  std::string name, text;
};

// Each key with its example, and with its default where that can be written.
std::vector<named_text> sound_models() {
  std::vector<named_text> all;
  const auto text = [](const tickler::placed_table& t, std::string_view key, std::string_view value) {
    auto written = std::string(key) + ": " + std::string(value);
    if (t.table == &tickler::response_doc) {
      if (key == "answers") written += ", answer_after: 1 day";
      if (key == "answer_after") written += ", answers: {replied: 10%}";
      return "model: m\nresponses: {email: {}, phone: {" + written + "}}\n";
    }
    if (t.table == &tickler::arrival_doc) {
      if (key != "cadence") written += ", cadence: answer";
      if (key != "a_day") written += ", a_day: 1";
      return "model: m\narrivals: [{" + written + "}]\n";
    }
    if (t.table == &tickler::owner_doc) return "model: m\nowners: {Eve Adams: {" + written + "}}\n";
    return key == "model" ? written : "model: m\n" + written + '\n';
  };
  for (const auto& t : tickler::model_tables())
    for (const auto& k : t.table->keys) {
      all.push_back({t.path + '.' + std::string(k.name), text(t, k.name, k.example)});
      if (k.otherwise.is_value)
        all.push_back({t.path + '.' + std::string(k.name) + " by default", text(t, k.name, k.otherwise.text)});
    }
  return all;
}

struct broken_model {
  const char* file;  // of tests/broken_models
  const char* verdict;
};

// What is broken otherwise than in its shape (a word, a sum, a touch that is missing) the schema does not know.
const broken_model broken_models[] = {
    {"empty.yaml", " type"},
    {"keys.yaml", " additionalProperties"},
    {"keys.yaml", "/arrivals/0 additionalProperties"},
    {"keys.yaml", "/arrivals/0 required"},
    {"nothing.yaml", "/owners/eve minProperties"},
    {"numbers.yaml", "/spread type"},
    {"numbers.yaml", "/responses/email/answer_after anyOf"},
    {"numbers.yaml", "/arrivals/1/on pattern"},
    {"numbers.yaml", "/owners/eve/leave anyOf"},
    {"answers.yaml", "/responses/email/delay anyOf"},
    {"shapes.yaml", "/model type"},
    {"shapes.yaml", "/responses type"},
    {"shapes.yaml", "/arrivals type"},
    {"shapes.yaml", "/owners minProperties"},
};

boost::test_tools::assertion_result validator_is_there(boost::unit_test::test_unit_id) {
  if (!validator::missing().empty()) std::cout << "skipped: " << validator::missing() << '\n';
  return validator::missing().empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_schema_of_models_is_json_and_has_the_keys_of_a_model_in_its_root) {
  simdjson::dom::parser parser;
  const simdjson::dom::element schema = parser.parse(tickler::workload_model_schema()).value();
  std::vector<std::string> keys, known;
  for (const auto& property : simdjson::dom::object(schema["properties"].get_object().value())) keys.emplace_back(property.key);
  for (const auto& k : tickler::model_doc.keys) known.emplace_back(k.name);
  BOOST_TEST(keys == known, boost::test_tools::per_element());
}

// What an editor takes, reading takes too.
BOOST_AUTO_TEST_CASE(every_example_of_a_key_of_a_model_is_read) {
  const auto p =
      tickler::load_policy_file((support::source_dir() / "tests/reference/weeks.yaml").string(), tickler::vocabulary{}).value();
  for (const auto& m : sound_models()) {
    std::string errors;
    for (const auto& d : tickler::load_workload_model(m.text, "m.yaml", p).diagnostics()) errors += to_string(d) + '\n';
    BOOST_TEST(errors == "", m.name);
  }
}

BOOST_AUTO_TEST_SUITE(a_real_validator_of_models, *boost::unit_test::precondition(validator_is_there))

BOOST_AUTO_TEST_CASE(accepts_every_example_of_a_key_of_a_model) {
  const auto models = sound_models();
  std::vector<std::string> texts;
  for (const auto& m : models) texts.push_back(m.text);
  const auto verdicts = validator::verdicts(tickler::workload_model_schema(), texts);
  for (std::size_t i = 0; i < models.size(); ++i) BOOST_TEST(verdicts[i] == "accepted", models[i].name << ": " << verdicts[i]);
}

BOOST_AUTO_TEST_CASE(refuses_every_broken_model_at_its_place) {
  std::vector<std::string> texts;
  for (const auto& b : broken_models) texts.push_back(support::content_of(support::source_dir() / "tests/broken_models" / b.file));
  const auto verdicts = validator::verdicts(tickler::workload_model_schema(), texts);
  for (std::size_t i = 0; i < texts.size(); ++i)
    BOOST_TEST(("; " + verdicts[i] + ';').find("; " + std::string(broken_models[i].verdict) + ';') != std::string::npos,
               broken_models[i].file << ": wanted " << broken_models[i].verdict << ", found " << verdicts[i]);
}

BOOST_AUTO_TEST_SUITE_END()
