#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/io/policy_tests.hpp>
#include <vector>

#include "commands.hpp"
#include "display.hpp"
#include "output_file.hpp"
#include "policy_file.hpp"
#include "report.hpp"

namespace tickler::cli {

namespace {

using verdict = test_result::verdict;

struct test_options {
  std::vector<std::string> policies{};
  std::string junit{};
  std::optional<std::string> only{};
};

constexpr file_kind junit_file{"a file of test results (JUnit XML)", [](std::string_view begin) {
                                 if (begin.starts_with("\xEF\xBB\xBF")) begin.remove_prefix(3);
                                 return begin.starts_with('<') && begin.find("<testsuite") != begin.npos;
                               }};

void keep_only(const std::string& name, std::vector<policy_test>& tests) {
  tests.erase(std::remove_if(tests.begin(), tests.end(), [&](const auto& t) { return t.name != name; }), tests.end());
}

void add_errors(const std::vector<diagnostic>& found, std::vector<diagnostic>& into) {
  std::copy_if(found.begin(), found.end(), std::back_inserter(into), [](const auto& d) { return d.severity == severity::error; });
}

tested_policy try_policy(const std::string& name, const std::optional<std::string>& only) {
  auto [file, loaded, found] = load_with_tests(name);
  tested_policy tried{.file = std::move(file)};
  add_errors(loaded.diagnostics(), tried.diagnostics);
  if (!loaded) return tried;
  tried.tested = loaded.value();
  add_errors(found.diagnostics, tried.diagnostics);
  tried.tests = std::move(found.tests);
  if (only) keep_only(*only, tried.tests);
  for (const auto& t : tried.tests) tried.results.push_back(run_policy_test(tried.tested, t));
  return tried;
}

std::string counts_of(const tested_policy& p) {
  if (!p.tested) return "cannot be used";
  if (p.results.empty()) return p.diagnostics.empty() ? "no tests" : "its tests cannot be read";
  auto text = fmt::format("{} passed", p.count(verdict::passed));
  if (const auto failed = p.count(verdict::failed); failed != 0) text += fmt::format(", {} failed", failed);
  if (const auto broken = p.count(verdict::broken); broken != 0) text += fmt::format(", {} broken", broken);
  return text;
}

bool is_well(const tested_policy& p) { return p.diagnostics.empty() && p.count(verdict::passed) == p.results.size(); }

void print(std::ostream& out, const tested_policy& p, report& wrong) {
  for (const auto& d : p.diagnostics) wrong.add(d);
  for (std::size_t i = 0; i < p.results.size(); ++i) out << printable_lines(to_text(p.tested, p.tests[i], p.results[i]));
  out << printable(p.file) << ": " << counts_of(p) << '\n';
}

int test(const test_options& options, std::ostream& out) {
  if (!options.junit.empty()) check_replaceable(options.junit, junit_file);
  report wrong;
  std::vector<tested_policy> all;
  for (const auto& name : policies_among(options.policies)) print(out, all.emplace_back(try_policy(name, options.only)), wrong);
  if (!options.junit.empty()) replace_file(options.junit, junit_file, [&all](std::ostream& file) { file << to_junit(all); });
  const auto has_results = [](const auto& p) { return !p.results.empty(); };
  if (options.only && std::none_of(all.begin(), all.end(), has_results)) {
    std::cerr << "tickler: no test is called '" << printable(*options.only) << "'\n";
    return bad_usage;
  }
  if (!std::all_of(all.begin(), all.end(), [](const auto& p) { return bool(p.tested); })) return bad_usage;
  return std::all_of(all.begin(), all.end(), is_well) ? all_well : bad_records;
}

}  // namespace

command test_command(option_parser& parser) {
  const auto options = std::make_shared<test_options>();
  parser.texts(options->policies, "POLICY", "FILE",
               "Policies, YAML files, with their tests in them or beside them; - is the standard input",
               option_parser::need::needed);
  parser.text(options->junit, "--junit", "FILE",
              "Write the results there as JUnit XML, for CI servers, over those of the last time; - is the standard output");
  parser.text(options->only, "--only", "NAME", "Try only the test of this name");
  return [options](std::ostream& out) {
    return test(*options, !options->junit.empty() && is_standard_output(options->junit) ? std::cerr : out);
  };
}

}  // namespace tickler::cli
