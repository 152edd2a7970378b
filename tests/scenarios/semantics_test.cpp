// The law and its examples name each other: include/tickler/semantics.md and the scenarios.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "scenarios/scenario.hpp"

namespace scenarios {
namespace {

const std::filesystem::path root = TICKLER_SOURCE_DIR;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> found_in(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

const std::string& law() {
  static const auto text = content_of(root / "include/tickler/semantics.md");
  return text;
}

BOOST_AUTO_TEST_CASE(every_scenario_cites_rules_that_there_are) {
  const auto rules = found_in(law(), std::regex("\n### (R\\d+) ·"));
  BOOST_TEST_REQUIRE(rules.size() > 100U);
  for (const auto& file : std::filesystem::directory_iterator(root / "tests/scenarios/data")) {
    const auto title = read_scenario(file.path()).title;
    const auto cited = found_in(title.substr(title.rfind("Semantics:") + 1), std::regex("(R\\d+)"));
    BOOST_TEST((title.find("Semantics: R") != std::string::npos && !cited.empty()), file.path().stem() << " cites no rule");
    for (const auto& rule : cited) BOOST_TEST(rules.contains(rule), file.path().stem() << " cites " << rule);
  }
}

BOOST_AUTO_TEST_CASE(every_scenario_that_a_rule_names_is_there) {
  const auto named = found_in(law(), std::regex("`([A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)`"));
  std::size_t there = 0;
  for (const auto& name : named)
    if (std::regex_match(name, std::regex("([HLMOPRVc]\\d+|lesson|s[3-7])-.*"))) {
      BOOST_TEST(std::filesystem::exists(root / "tests/scenarios/data" / (name + ".scenario")), name);
      ++there;
    }
  BOOST_TEST(there > 100U);
}

}  // namespace
}  // namespace scenarios
