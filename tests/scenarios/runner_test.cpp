// Runs every tests/scenarios/data/*.scenario as a test case of its own, named by its file. Adding one needs no code.
#define BOOST_TEST_NO_MAIN
#define BOOST_TEST_ALTERNATIVE_INIT_API
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <vector>

#include "scenarios/scenario.hpp"
#include "scenarios/stage.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(scenarios::data_folder()))
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void run(const fs::path& file) {
  std::string problems;
  std::string title = file.string();
  std::size_t asked = 0;
  try {
    const auto scenario = scenarios::read_scenario(file);
    title = scenario.name + ": " + scenario.title;
    scenarios::stage stage;
    for (const auto& section : scenario.sections) {
      problems += stage.play(section);
      asked += section.kind == scenarios::section_kind::at;
    }
    if (asked == 0) problems += "nothing is asked\n";
  } catch (const std::exception& e) {
    problems += e.what();
  }
  BOOST_TEST(problems.empty(), title << '\n' << problems);
}

bool register_all() {
  auto& suite = boost::unit_test::framework::master_test_suite();
  suite.p_name.value = "scenarios";
  for (const auto& file : scenario_files())
    suite.add(boost::unit_test::make_test_case([file] { run(file); }, file.stem().string(), file.string(), 1));
  return true;
}

}  // namespace

int main(int argc, char* argv[]) { return boost::unit_test::unit_test_main(&register_all, argc, argv); }
