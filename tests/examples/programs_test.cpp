#ifdef TICKLER_HELLO  // the example programs are built too
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "book.hpp"
#include "support/files.hpp"

namespace {

using support::content_of, support::output_of;

// The indented lines of the README below the one that ends with `after`.
std::string block_of_readme(const std::string& after) {
  std::ifstream readme(examples::folder + "README.md");
  std::string line, block;
  while (std::getline(readme, line) && (line.size() < after.size() || line.substr(line.size() - after.size()) != after)) {
  }
  while (std::getline(readme, line) && (line.empty() || line.rfind("    ", 0) == 0))
    if (!line.empty()) block += line.substr(4) + '\n';
  return block;
}

// Of each line of JSON whom it is about, and her status.
std::string statuses_in(const std::string& answers) {
  std::istringstream lines(answers);
  std::string statuses;
  for (std::string line; std::getline(lines, line);) {
    const auto value_of = [&](const std::string& name) {
      const auto begin = line.find('"' + name + "\":\"") + name.size() + 4;
      return line.substr(begin, line.find('"', begin) - begin);
    };
    statuses += value_of("prospect") + ' ' + value_of("status") + "; ";
  }
  return statuses;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(example_programs)

BOOST_AUTO_TEST_CASE(hello_prints_what_the_readme_says) {
  const auto expected = block_of_readme("run from the project's folder:");
  BOOST_TEST(!expected.empty());
  BOOST_TEST(output_of("cd '" TICKLER_SOURCE_DIR "' && '" TICKLER_HELLO "'") == expected);
}

BOOST_AUTO_TEST_CASE(hello_and_what_it_prints_are_on_the_projects_first_page) {
  const auto page = content_of(TICKLER_SOURCE_DIR "/README.md");
  BOOST_TEST((page.find("```cpp\n" + content_of(examples::folder + "hello.cpp") + "```\n") != std::string::npos));
  BOOST_TEST((page.find("```text\n" + block_of_readme("run from the project's folder:") + "```\n") != std::string::npos));
}

#ifdef TICKLER_HELLO_C
// She asked at eight on Monday morning, New York's time, before the office opens at nine: an e-mail within a business day.
BOOST_AUTO_TEST_CASE(hello_in_c_prints_a_decision_or_what_is_wrong_with_the_policy) {
  const auto hello = [](const std::string& policy) {
    return output_of(
        R"(echo '{"prospect":{"id":"ada","contact":{"email":"a@example.org"}},"touchpoints":[)"
        R"({"at":"2026-03-02T13:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}]}' | ')" TICKLER_HELLO_C
        "' '" TICKLER_SOURCE_DIR "/" +
        policy + "' 2>&1");
  };
  const auto decided = hello("examples/starter/follow-up.yaml");
  BOOST_TEST(decided.find(R"("due":"2026-03-03T14:00:00Z")") != std::string::npos, decided);
  const auto wrong = hello("tests/broken_policies/anchor.yaml");
  BOOST_TEST(wrong.find("[T113]") != std::string::npos, wrong);
  BOOST_TEST(wrong.find("\"prospect\"") == std::string::npos, wrong);
}
#endif

// Four office hours from Friday 17:00 in Berlin end on Monday at 12:00.
BOOST_AUTO_TEST_CASE(embed_counts_office_hours_without_a_file) {
  BOOST_TEST(output_of("'" TICKLER_EMBED "'") == "inquiry/answer#0@2026-03-06T16:00:00Z by email, due 2026-03-09T11:00:00Z\n");
}

// What the command counts at that instant too, and the answer that una is owed.
BOOST_AUTO_TEST_CASE(company_decides_for_all_and_then_for_who_has_changed) {
  const auto files = examples::folder + "records/";
  const auto counts =
      output_of("'" TICKLER_COMMAND "' next --policy '" + examples::folder + "policies/art-of-follow-up.yaml' --prospects '" +
                files + "prospects.jsonl' --touchpoints '" + files + "touchpoints.jsonl' --at 2026-11-25T22:30:00Z");
  const auto active = counts.substr(counts.rfind(" active") - 2, 2);
  BOOST_TEST(output_of("cd '" TICKLER_SOURCE_DIR "' && '" TICKLER_COMPANY "'") ==
             active + " of 41 prospects have something to do\nuna: answer/send#0@2026-11-25T22:31:00Z by email\n");
}

// Each line by its status; what the command says of the same file.
BOOST_AUTO_TEST_CASE(cases_answers_each_line_with_a_line_as_the_command_does) {
  const std::string in_project = "cd '" TICKLER_SOURCE_DIR "' && ", file = "examples/records/cases.jsonl", silent = " 2>/dev/null";
  const std::string program = in_project + "'" TICKLER_CASES_PROGRAM "' 2026-11-25T22:30:00Z ";
  const auto answers = output_of(program + file + silent);
  BOOST_TEST(answers ==
             output_of(in_project + "'" TICKLER_COMMAND "' next --policy examples/policies/art-of-follow-up.yaml --cases " + file +
                       " --at 2026-11-25T22:30:00Z" + silent));
  BOOST_TEST(statuses_in(answers) == "dee active; ray stopped; kit invalid; ");
  BOOST_TEST(statuses_in(output_of(program + "<" + file + silent)) == statuses_in(answers));
}

BOOST_AUTO_TEST_SUITE_END()

#endif
