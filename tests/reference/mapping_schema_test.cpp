// The JSON Schema of mappings knows what reading takes and refuses, as far as it is a matter of shape.
#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <tickler/io/policy_manual.hpp>
#include <vector>

#include "mapping/mapping_tables.hpp"
#include "support/files.hpp"
#include "validator.hpp"

namespace {

struct named_text {
  std::string name, text;
};

std::vector<named_text> mappings_in(const char* folder) {
  std::vector<named_text> all;
  for (const auto& file : std::filesystem::directory_iterator(support::source_dir() / folder))
    if (file.path().extension() == ".yaml") all.push_back({file.path().filename(), support::content_of(file.path())});
  return all;
}

// Each key with its example, and with its default where that can be written.
void add_keys(std::vector<named_text>& all) {
  const auto text = [](const tickler::placed_table& t, std::string_view key, std::string_view value) {
    const auto written = std::string(key) + ": " + std::string(value);
    const auto columns = [](const std::string& more) { return "columns: {Who: prospect, When: at" + more + "}\n"; };
    if (t.table == &tickler::mapped_column_doc) return "mapping: m\nof: touchpoints\n" + columns(", It: {" + written + '}');
    if (t.table == &tickler::row_filter_doc) return "mapping: m\nof: touchpoints\nrows: {It: {" + written + "}}\n" + columns("");
    std::string whole = written + '\n';
    if (key != "mapping") whole += "mapping: m\n";
    if (key != "of") whole += "of: touchpoints\n";
    return key == "columns" ? whole : whole + columns("");
  };
  for (const auto& t : tickler::mapping_tables())
    for (const auto& k : t.table->keys) {
      all.push_back({t.path + '.' + std::string(k.name), text(t, k.name, k.example)});
      if (k.otherwise.is_value)
        all.push_back({t.path + '.' + std::string(k.name) + " by default", text(t, k.name, k.otherwise.text)});
    }
}

std::vector<named_text> sound_mappings() {
  auto all = mappings_in("examples/crm");
  for (auto& m : mappings_in("tests/mapped_records")) all.push_back(std::move(m));
  add_keys(all);
  return all;
}

struct broken_mapping {
  const char* file;  // of tests/broken_mappings
  const char* verdict;
};

// What is broken otherwise than in its shape (a word, a name twice, a format) the schema does not know.
const broken_mapping broken_mappings[] = {
    {"empty.yaml", " type"},
    {"shapes.yaml", "/mapping type"},
    {"shapes.yaml", "/of enum"},
    {"shapes.yaml", "/columns type"},
    {"shapes.yaml", "/constants type"},
    {"keys.yaml", " additionalProperties"},
    {"keys.yaml", " required"},
    {"keys.yaml", "/columns/Id additionalProperties"},
    {"keys.yaml", "/columns/When additionalProperties"},
    {"keys.yaml", "/columns/Who minProperties"},
    {"fields.yaml", "/columns/When enum"},
    {"prospects.yaml", "/columns/Email enum"},
    {"rows.yaml", "/separator enum"},
    {"rows.yaml", "/numeric_ids enum"},
    {"rows.yaml", "/rows/Type minProperties"},
    {"rows.yaml", "/rows/Kind additionalProperties"},
    {"times.yaml", "/as_of pattern"},
    {"values.yaml", "/constants propertyNames"},
};

boost::test_tools::assertion_result validator_is_there(boost::unit_test::test_unit_id) {
  if (!validator::missing().empty()) std::cout << "skipped: " << validator::missing() << '\n';
  return validator::missing().empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_schema_of_mappings_is_json_and_has_the_keys_of_a_mapping_in_its_root) {
  simdjson::dom::parser parser;
  const simdjson::dom::element schema = parser.parse(tickler::mapping_schema()).value();
  std::vector<std::string> keys, known;
  for (const auto& property : simdjson::dom::object(schema["properties"].get_object().value())) keys.emplace_back(property.key);
  for (const auto& k : tickler::mapping_doc.keys) known.emplace_back(k.name);
  BOOST_TEST(keys == known, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(a_real_validator_of_mappings, *boost::unit_test::precondition(validator_is_there))

BOOST_AUTO_TEST_CASE(accepts_every_shipped_mapping_and_every_example_of_a_key) {
  const auto mappings = sound_mappings();
  BOOST_TEST(mappings.size() > 30u);
  std::vector<std::string> texts;
  for (const auto& m : mappings) texts.push_back(m.text);
  const auto verdicts = validator::verdicts(tickler::mapping_schema(), texts);
  for (std::size_t i = 0; i < mappings.size(); ++i) BOOST_TEST(verdicts[i] == "accepted", mappings[i].name << ": " << verdicts[i]);
}

BOOST_AUTO_TEST_CASE(refuses_every_broken_shape_at_its_place) {
  std::vector<std::string> texts;
  for (const auto& b : broken_mappings)
    texts.push_back(support::content_of(support::source_dir() / "tests/broken_mappings" / b.file));
  const auto verdicts = validator::verdicts(tickler::mapping_schema(), texts);
  for (std::size_t i = 0; i < texts.size(); ++i)
    BOOST_TEST(("; " + verdicts[i] + ';').find("; " + std::string(broken_mappings[i].verdict) + ';') != std::string::npos,
               broken_mappings[i].file << ": wanted " << broken_mappings[i].verdict << ", found " << verdicts[i]);
}

BOOST_AUTO_TEST_SUITE_END()
