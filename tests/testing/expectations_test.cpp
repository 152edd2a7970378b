// The tests of passing/NAME.yaml pass; those of failing/NAME.yaml and broken/NAME.yaml say just what is in NAME.expected.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <tickler/io/policy_tests.hpp>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

using tickler::test_result;

const auto folder = support::source_dir() / "tests/testing";

std::vector<std::string> names_in(const char* kind) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder / kind))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

struct tried {
  std::string report{};  // diagnostics of no test alone, then what each test that is not passed says
  std::size_t tests = 0, passed = 0, broken = 0;
};

tried try_file(const char* kind, const std::string& name) {
  const auto yaml = support::content_of(folder / kind / (name + ".yaml"));
  const auto loaded = loading::load(yaml, name + ".yaml");
  const auto& policy = loaded.value();
  const auto tests = tickler::load_policy_tests(yaml, name + ".yaml", policy);
  tried all{.report = loading::lines_of(tests.diagnostics), .tests = tests.tests.size()};
  for (const auto& t : tests.tests) {
    const auto result = tickler::run_policy_test(policy, t);
    all.report += tickler::to_text(policy, t, result);
    all.passed += result.passed();
    all.broken += result.outcome == test_result::verdict::broken;
  }
  return all;
}

std::string expected(const char* kind, const std::string& name) {
  return support::content_of(folder / kind / (name + ".expected"));
}

}  // namespace

BOOST_DATA_TEST_CASE(what_is_so_passes, boost::unit_test::data::make(names_in("passing")), name) {
  const auto all = try_file("passing", name);
  BOOST_TEST(all.report == "");
  BOOST_TEST(all.passed == all.tests);
  BOOST_TEST(all.tests > 0u);
}

BOOST_DATA_TEST_CASE(what_is_not_so_fails_and_shows_each_difference_at_its_place, boost::unit_test::data::make(names_in("failing")),
                     name) {
  const auto all = try_file("failing", name);
  BOOST_TEST(all.report == expected("failing", name));
  BOOST_TEST(all.passed == 0u);
  BOOST_TEST(all.broken == 0u);
}

BOOST_DATA_TEST_CASE(a_broken_test_says_all_that_is_wrong_with_it_and_stops_no_other,
                     boost::unit_test::data::make(names_in("broken")), name) {
  const auto all = try_file("broken", name);
  BOOST_TEST(all.report == expected("broken", name));
  BOOST_TEST(all.broken + all.passed == all.tests);
}
