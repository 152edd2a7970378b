// Runs every tests/scenarios/data/*.scenario as a test case of its own, named by its file, and every example of the policy manual,
// named by its line. Adding one needs no code.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <tickler/io/policy_tests.hpp>
#include <vector>

#include "scenarios/page.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/simulation.hpp"
#include "support/files.hpp"
#include "support/pictures.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() { return support::files_in(scenarios::data_folder(), ".scenario"); }

void run(const fs::path& file) {
  std::string problems;
  std::string title = file.string();
  std::size_t asked = 0;
  try {
    const auto scenario = scenarios::read_scenario(file);
    title = scenario.name + ": " + scenario.title;
    scenarios::simulation simulation;
    for (const auto& section : scenario.sections) {
      problems += simulation.run(section);
      asked += section.kind == scenarios::section_kind::at || section.kind == scenarios::section_kind::may;
    }
    if (asked == 0) problems += "nothing is asked\n";
  } catch (const std::exception& e) {
    problems += e.what();
  }
  BOOST_TEST(problems.empty(), title << '\n' << problems);
}

const fs::path manual = fs::path(TICKLER_SOURCE_DIR) / "examples/policies/README.md";
const fs::path pictures = fs::path(TICKLER_SOURCE_DIR) / "examples/pictures";

std::string check_report(const scenarios::example& e) {
  std::string report;
  const auto file = scenarios::name_of(e.policy) + ".yaml";
  const auto loaded = tickler::load_policy(e.policy, file, tickler::vocabulary());
  for (const auto& d : loaded.diagnostics()) report += to_string(d) + '\n';
  return report;
}

// What the tests in it say, if not all pass.
std::string tests_report(const scenarios::example& e) {
  std::string report;
  const auto loaded = tickler::load_policy(e.policy, "page", tickler::vocabulary());
  if (!loaded) return report;
  const auto tests = tickler::load_policy_tests(e.policy, "page", loaded.value());
  for (const auto& d : tests.diagnostics) report += to_string(d) + '\n';
  for (const auto& t : tests.tests) report += to_text(loaded.value(), t, run_policy_test(loaded.value(), t));
  return report;
}

std::string play(const scenarios::example& e, const std::vector<scenarios::section>& check) {
  scenarios::simulation simulation;
  simulation.run({.kind = scenarios::section_kind::zone, .argument = "America/New_York"});
  simulation.run({.kind = scenarios::section_kind::policy, .text = e.policy});
  std::string problems;
  std::size_t asked = 0;
  for (const auto& section : check) {
    problems += simulation.run(section);
    asked += section.kind == scenarios::section_kind::at || section.kind == scenarios::section_kind::may;
  }
  return asked > 0 ? problems : "nothing is asked\n";
}

// "preview ..." of the policy; "explain ID ..." of a prospect of the first check, whose records are by New York's wall clock.
std::string draw(const scenarios::example& e, const scenarios::page_picture& picture) {
  const support::temporary_folder folder;
  folder.write("p.yaml", e.policy);
  const auto what = picture.arguments.substr(0, picture.arguments.find(' ')), rest = picture.arguments.substr(what.size() + 1);
  if (what != "explain") return support::picture_printed(folder.path(), what + " p.yaml --format svg " + rest);
  std::string prospects, touchpoints;
  for (const auto& section : e.checks.at(0))
    for (const auto& line : section.lines) {
      if (section.kind == scenarios::section_kind::prospect) prospects += line + '\n';
      if (section.kind == scenarios::section_kind::touchpoints) touchpoints += line + '\n';
    }
  folder.write("prospects.jsonl", prospects);
  folder.write("touchpoints.jsonl", touchpoints);
  return support::picture_printed(folder.path(),
                                  "explain --policy p.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl "
                                  "--local-times America/New_York --format svg --prospect " +
                                      rest);
}

void run_example(const scenarios::example& e) {
  BOOST_TEST(check_report(e) == e.said, "checking the policy says\n" << check_report(e) << "and not\n" << e.said);
  BOOST_TEST(tests_report(e) == "");
  for (const auto& picture : e.pictures)
    BOOST_TEST(support::picture_problem(draw(e, picture), pictures / (picture.name + ".svg")) == "");
  for (const auto& check : e.checks) {
    std::string problems;
    try {
      problems = play(e, check);
    } catch (const std::exception& thrown) {
      problems = thrown.what();
    }
    BOOST_TEST(problems.empty(), problems);
  }
}

bool register_all() {
  auto& suite = boost::unit_test::framework::master_test_suite();
  suite.p_name.value = "scenarios";
  for (const auto& file : scenario_files())
    suite.add(boost::unit_test::make_test_case([file] { run(file); }, file.stem().string(), file.string(), 1));
  for (const auto& e : scenarios::read_page(manual))
    suite.add(boost::unit_test::make_test_case([e] { run_example(e); }, "manual-line-" + std::to_string(e.line), manual.string(),
                                               e.line));
  return true;
}

}  // namespace

int main(int argc, char* argv[]) { return boost::unit_test::unit_test_main(&register_all, argc, argv); }
