// Every sentence of the seeds that a decision can show has a scenario under the shipped policy, named by its id.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "support/files.hpp"

namespace {

const std::string mission = TICKLER_SOURCE_DIR "/../shared/mission.md";

// The ids in the first column of its table.
std::vector<std::string> rows_of_mission() {
  static const std::regex row(R"(\| ([A-Z]\d+) \|.*)");
  std::ifstream in(mission);
  std::vector<std::string> ids;
  std::smatch found;
  for (std::string line; std::getline(in, line);)
    if (std::regex_match(line, found, row)) ids.push_back(found[1]);
  return ids;
}

bool comes_later(const std::string& id) { return id == "L10" || id == "R2"; }

}  // namespace

BOOST_AUTO_TEST_CASE(every_row_of_the_mission_has_a_scenario_under_the_shipped_policy) {
  if (!std::filesystem::exists(mission)) {
    BOOST_TEST_MESSAGE("skipped: there is no " << mission);
    return;
  }
  const auto rows = rows_of_mission();
  BOOST_TEST(rows.size() >= 30u);
  for (const auto& id : rows) {
    if (comes_later(id)) continue;
    const auto scenario = support::content_of(TICKLER_SOURCE_DIR "/tests/scenarios/data/" + id + "-shipped-policy.scenario");
    BOOST_TEST((scenario.find("policies/art-of-follow-up.yaml\n") != std::string::npos), id << " has none");
  }
}
