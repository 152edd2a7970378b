// Each tests/broken_policies/NAME.yaml gives just the lines of NAME.expected: adding a case needs no code.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

std::vector<std::string> broken_policies() { return support::names_in(support::source_dir() / "tests/broken_policies", ".yaml"); }

}  // namespace

BOOST_AUTO_TEST_CASE(there_are_broken_policies) { BOOST_TEST(broken_policies().size() >= 60u); }

BOOST_DATA_TEST_CASE(every_mistake_is_reported_with_its_place, boost::unit_test::data::make(broken_policies()), name) {
  const auto folder = support::source_dir() / "tests/broken_policies";
  const auto expected = support::content_of(folder / (name + ".expected"));
  const auto loaded = loading::load(support::content_of(folder / (name + ".yaml")), name + ".yaml");
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == expected);
  BOOST_TEST(static_cast<bool>(loaded) == (expected.find(": error: ") == std::string::npos));
}
