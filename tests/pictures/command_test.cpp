// Pictures as the command prints them: a line of data/pictures.table each, beside it the picture that is expected.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "support/desk.hpp"
#include "support/pictures.hpp"

namespace {

const auto data = support::source_dir() / "tests/pictures/data";

struct picture_case {
  std::string name{}, arguments{};
  friend std::ostream& operator<<(std::ostream& out, const picture_case& c) { return out << c.name; }
};

std::vector<picture_case> table() {
  std::vector<picture_case> cases;
  std::istringstream lines(support::content_of(data / "pictures.table"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto first = line.find(" | "), second = line.find(" | ", first + 1);
    cases.push_back({line.substr(0, first), line.substr(first + 3, second - first - 3)});
  }
  return cases;
}

bool has_xmllint() { return std::system("xmllint --version >/dev/null 2>&1") == 0; }

}  // namespace

BOOST_DATA_TEST_CASE(a_picture_is_as_it_was_when_somebody_looked_at_it, table(), c) {
  BOOST_TEST(support::picture_problem(support::picture_printed(data, c.arguments), data / (c.name + ".svg")) == "");
}

BOOST_DATA_TEST_CASE(a_picture_is_well_formed_and_has_title_and_description, table(), c) {
  if (!has_xmllint()) {
    BOOST_TEST_MESSAGE("skipped: no xmllint");
    return;
  }
  const auto file = "'" + (data / (c.name + ".svg")).string() + "'";
  BOOST_TEST(std::system(("xmllint --noout --nonet " + file).c_str()) == 0);
  const auto count = [&](const std::string& path) {
    return support::output_of("xmllint --nonet --xpath 'string(count(" + path + "))' " + file);
  };
  BOOST_TEST(count("/*/*[local-name()=\"title\"][@id=\"tickler-t0\"]") == "1\n");
  BOOST_TEST(count("/*/*[local-name()=\"desc\"][@id=\"tickler-d0\"]") == "1\n");
  BOOST_TEST(count("/*[@role=\"img\"][@aria-labelledby=\"tickler-t0 tickler-d0\"]") == "1\n");
  // No script, no event, no reference: whatever is in records.
  BOOST_TEST(
      count("//*[local-name()=\"script\" or local-name()=\"image\" or local-name()=\"foreignObject\" or local-name()=\"a\" or "
            "local-name()=\"use\"]") == "0\n");
  BOOST_TEST(count("//@*[starts-with(name(),\"on\") or local-name()=\"href\" or name()=\"style\"]") == "0\n");
}

// "    tickler ... --format svg > FILE", run from the project's folder, makes that file; the page shows it.
BOOST_AUTO_TEST_CASE(the_pictures_of_the_readmes_are_what_their_commands_print) {
  for (const std::string page : {"README.md", "examples/README.md"}) {
    std::size_t found = 0;
    const auto text = support::content_of(support::source_dir() / page);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::string begins = "    tickler ", ends = " --format svg > ";
      const auto end = line.find(ends);
      if (!line.starts_with(begins) || end == std::string::npos) continue;
      ++found;
      const auto arguments = line.substr(begins.size(), end - begins.size()) + " --format svg";
      const std::filesystem::path file = line.substr(end + ends.size());
      BOOST_TEST(
          support::picture_problem(support::picture_printed(support::source_dir(), arguments), support::source_dir() / file) == "");
      BOOST_TEST(text.find("pictures/" + file.filename().string() + ")") != std::string::npos);
    }
    BOOST_TEST(found == 1u, page);
  }
}

BOOST_AUTO_TEST_CASE(a_picture_is_of_one) {
  desk::folder folder{{"p.yaml", support::content_of(data / "follow-up.yaml")},
                      {"prospects.jsonl", support::content_of(data / "prospects.jsonl")},
                      {"touchpoints.jsonl", support::content_of(data / "touchpoints.jsonl")}};
  const auto preview = folder.run("preview p.yaml --format svg");
  BOOST_TEST(preview.code == 2);
  BOOST_TEST(preview.err == "tickler: --format svg draws one of them: say which with --starts: asked, bought\n");
  const auto explain =
      folder.run("explain --policy p.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --format svg");
  BOOST_TEST(explain.code == 2);
  BOOST_TEST(explain.err.find("--format svg draws one prospect: say which with --prospect") != std::string::npos, explain.err);
  const auto next = folder.run("next --policy p.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --format svg");
  BOOST_TEST(next.code == 2);
  BOOST_TEST(next.err.find("'svg' is none of table, csv and jsonl") != std::string::npos, next.err);
}
