// Each tests/broken_mappings/NAME.yaml gives just the lines of NAME.expected: adding a case needs no code.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tickler/io/mapping.hpp>
#include <vector>

#include "support/files.hpp"

namespace {

const auto folder = support::source_dir() / "tests/broken_mappings";

std::vector<std::string> broken_mappings() { return support::names_in(folder, ".yaml"); }

}  // namespace

BOOST_AUTO_TEST_CASE(there_are_broken_mappings) { BOOST_TEST(broken_mappings().size() >= 10u); }

BOOST_DATA_TEST_CASE(every_mistake_of_a_mapping_is_reported_with_its_place, boost::unit_test::data::make(broken_mappings()), name) {
  const auto loaded = tickler::load_mapping(support::content_of(folder / (name + ".yaml")), name + ".yaml");
  std::string lines;
  for (const auto& d : loaded.diagnostics()) lines += to_string(d) + '\n';
  BOOST_TEST(lines == support::content_of(folder / (name + ".expected")));
  BOOST_TEST(!loaded);
  BOOST_CHECK_THROW(loaded.value(), tickler::policy_error);
}

BOOST_AUTO_TEST_CASE(a_mapping_that_cannot_be_read_is_a_diagnostic_too) {
  const auto loaded = tickler::load_mapping_file("no/such.yaml");
  BOOST_REQUIRE(loaded.diagnostics().size() == 1u);
  BOOST_TEST(to_string(loaded.diagnostics()[0]) == "no/such.yaml: error: the file cannot be read [T119]");
}
