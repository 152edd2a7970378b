// All doors answer alike. Writes the conformance file, which the tests of the bindings read.
#include "doors/conformance.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <tickler/instant.hpp>

#include "support/files.hpp"

namespace {

const std::vector<doors::answer>& by_cpp() {
  static const auto answers = answers_of_cpp(doors::collected());
  return answers;
}

[[maybe_unused]] std::string told(const doors::answer& a) {
  std::string text = std::to_string(a.result) + ' ' + a.text;
  for (const auto& line : a.problems) text += "\n  " + line;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_conformance_file_has_all_kinds_of_questions_answers_and_problems) {
  const auto& all = doors::collected();
  std::set<doors::asking> asked;
  std::set<int> results;
  std::size_t with_problems = 0;
  for (std::size_t i = 0; i < all.questions.size(); ++i) {
    asked.insert(all.questions[i].what);
    results.insert(by_cpp()[i].result);
    with_problems += !by_cpp()[i].problems.empty();
  }
  BOOST_TEST(all.questions.size() >= 300u);
  BOOST_TEST(asked.size() == std::size(doors::asking_names));
  BOOST_TEST(results.size() == 2u);
  BOOST_TEST(with_problems >= 100u);
  std::ofstream(std::filesystem::path(TICKLER_BINARY_DIR) / "conformance.jsonl", std::ios::binary) << written(all, by_cpp());
}

BOOST_AUTO_TEST_CASE(c_answers_as_cpp_does) {
  const auto& all = doors::collected();
  const auto answers = answers_of_c(all);
  for (std::size_t i = 0; i < answers.size(); ++i)
    BOOST_TEST((answers[i] == by_cpp()[i]), all.policies[all.questions[i].policy].name << ' ' << all.questions[i].one_case << '\n'
                                                                                       << told(by_cpp()[i]) << '\n'
                                                                                       << told(answers[i]));
}

// A line a case, at the same instant, as `tickler next` reads them from its standard input.
BOOST_AUTO_TEST_CASE(the_command_answers_as_cpp_does) {
  const auto& all = doors::collected();
  const support::temporary_folder folder;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < all.questions.size();) {
    const auto& first = all.questions[i];
    std::string cases, expected;
    auto end = i;
    for (; end < all.questions.size() && all.questions[end].policy == first.policy && all.questions[end].now == first.now; ++end)
      if (all.questions[end].what == doors::asking::decide && by_cpp()[end].problems.empty()) {
        cases += all.questions[end].one_case + '\n';
        expected += by_cpp()[end].text + '\n';
        ++compared;
      }
    i = end;
    if (cases.empty()) continue;
    const auto& policy = all.policies[first.policy];
    folder.write("policy.yaml", policy.yaml);
    folder.write("cases.jsonl", cases);
    const auto now = tickler::to_string(tickler::instant{std::chrono::seconds{first.now}});
    const auto command = std::string(TICKLER_COMMAND) + " next --policy " + (folder.path() / "policy.yaml").string() + " --cases " +
                         (folder.path() / "cases.jsonl").string() + " --at " + now + " 2>/dev/null";
    BOOST_TEST(support::output_of(command) == expected, policy.name << ' ' << now);
  }
  BOOST_TEST(compared >= 300u);
}
