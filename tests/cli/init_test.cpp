// What `tickler init` writes is what examples/starter holds, and it is all well.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <sstream>

#include "support/desk.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path starter = support::source_dir() / "examples/starter";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(folder)) names.push_back(file.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// The commands that are printed, as a script.
std::string commands_in(const std::string& printed) {
  std::string script = "set -e\ntickler() { '" TICKLER_COMMAND "' \"$@\"; }\n";
  std::istringstream in(printed);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("  ")) script += line + '\n';
  return script;
}

constexpr const char* inits[] = {"init", "init sales/north", "init \"it's mine\"", "init ."};

}  // namespace

BOOST_DATA_TEST_CASE(the_commands_that_init_prints_all_succeed, boost::unit_test::data::make(inits), arguments) {
  const desk::folder desk;
  const auto made = desk.run(arguments);
  BOOST_TEST(made.code == 0);
  BOOST_TEST(made.err == "");
  desk.write("commands.sh", commands_in(made.out));
  const auto done = desk.run("--version", "sh commands.sh >said &&");
  BOOST_TEST(done.code == 0);
  BOOST_TEST(done.err == "");
  const auto said = desk.read("said");
  for (const auto* shown : {"1 policy, no errors\n", "follow-up.yaml: 6 passed\n", "Ready now (4)\n", "ada  email inform",
                            "8 prospects: 4 active, 1 waiting, 2 blocked, 1 unattended\n"})
    BOOST_TEST(said.find(shown) != std::string::npos, shown << " is not in\n" << said);
}

BOOST_AUTO_TEST_CASE(init_writes_the_starter_and_nothing_in_it_is_warned_of) {
  const desk::folder desk;
  BOOST_TEST(desk.run("init shop").code == 0);
  BOOST_TEST(names_in(desk.path() / "shop") == names_in(starter), boost::test_tools::per_element());
  for (const auto& name : names_in(starter)) BOOST_TEST(desk.read("shop/" + name) == support::content_of(starter / name), name);
  BOOST_TEST(desk.run("check --werror shop/follow-up.yaml").code == 0);
}

BOOST_AUTO_TEST_CASE(init_says_where_the_files_are) {
  const desk::folder desk;
  BOOST_TEST(desk.run("init .").out.starts_with("A policy, its tests and a few records are here. Change"));
  BOOST_TEST(desk.run("init shop").out.starts_with("A policy, its tests and a few records are in shop. Change"));
}

BOOST_AUTO_TEST_CASE(init_overwrites_nothing_and_names_what_is_there) {
  const desk::folder desk;
  BOOST_TEST(desk.run("init").code == 0);
  const auto again = desk.run("init");
  BOOST_TEST(again.code == 2);
  BOOST_TEST(again.out == "");
  BOOST_TEST(again.err == "tickler: follow-up/follow-up.yaml: is there already; nothing was written\n");

  desk.write("touchpoints.jsonl", "mine\n");
  const auto here = desk.run("init .");
  BOOST_TEST(here.code == 2);
  BOOST_TEST(here.err == "tickler: ./touchpoints.jsonl: is there already; nothing was written\n");
  BOOST_TEST(desk.read("touchpoints.jsonl") == "mine\n");
  BOOST_TEST(!fs::exists(desk.path() / "follow-up.yaml"));

  const auto no_folder = desk.run("init touchpoints.jsonl");
  BOOST_TEST(no_folder.code == 2);
  BOOST_TEST(no_folder.err == "tickler: touchpoints.jsonl: no folder can be made there\n");
}

BOOST_AUTO_TEST_CASE(init_goes_on_where_one_was_interrupted_but_not_beside_what_was_changed) {
  const desk::folder desk;
  BOOST_TEST(desk.run("init").code == 0);
  for (const auto* name : {"prospects.jsonl", "touchpoints.jsonl"}) fs::remove(desk.path() / "follow-up" / name);
  BOOST_TEST(desk.run("init").code == 0);
  for (const auto& name : names_in(starter))
    BOOST_TEST(desk.read("follow-up/" + name) == support::content_of(starter / name), name);

  fs::remove(desk.path() / "follow-up/touchpoints.jsonl");
  desk.write("follow-up/prospects.jsonl", "mine\n");
  const auto changed = desk.run("init");
  BOOST_TEST(changed.code == 2);
  BOOST_TEST(changed.err == "tickler: follow-up/prospects.jsonl: is there already; nothing was written\n");
  BOOST_TEST(!fs::exists(desk.path() / "follow-up/touchpoints.jsonl"));
}
