#include <fmt/format.h>

#include <tickler/io/policy_tests.hpp>

#include "base/xml_text.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using verdict = test_result::verdict;

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, xml_attribute(value));
}

std::string lines_of(const std::vector<diagnostic>& list) {
  std::string lines;
  for (const auto& d : list) lines += to_string(d) + '\n';
  return lines;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string element(std::string_view name, const std::string& text) {
  return fmt::format("      <{}{}>{}</{}>\n", name, attribute("message", first_line(text)), xml_text(text), name);
}

std::string counts(std::size_t tests, std::size_t failures, std::size_t errors) {
  return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\"", tests, failures, errors);
}

std::string suite_name(const tested_policy& p) { return p.tested ? std::string(p.tested.name()) : p.file; }

std::string test_case(const std::string& suite, std::string_view name, std::string_view file, source_position at,
                      const std::string& inside) {
  auto text = "    <testcase" + attribute("classname", suite) + attribute("name", name) + attribute("file", file);
  if (at) text += fmt::format(" line=\"{}\"", at.line);
  return text + (inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
}

std::string inside_of(const tested_policy& p, std::size_t i) {
  const auto& result = p.results[i];
  if (result.passed()) return "";
  return element(result.outcome == verdict::broken ? "error" : "failure", to_text(p.tested, p.tests[i], result));
}

std::string suite_of(const tested_policy& p) {
  const auto name = suite_name(p);
  const std::size_t unusable = p.diagnostics.empty() ? 0 : 1;
  auto text = "  <testsuite" + attribute("name", name) + attribute("file", p.file) +
              counts(p.results.size() + unusable, p.count(verdict::failed), p.count(verdict::broken) + unusable) + ">\n";
  if (unusable != 0)
    text += test_case(name, "the policy and its tests can be read", p.file, {}, element("error", lines_of(p.diagnostics)));
  for (std::size_t i = 0; i < p.results.size(); ++i)
    text += test_case(name, p.tests[i].name, p.tests[i].file, p.tests[i].at, inside_of(p, i));
  return text + "  </testsuite>\n";
}

}  // namespace

std::string to_junit(std::span<const tested_policy> policies) {
  std::string suites;
  std::size_t tests = 0, failures = 0, errors = 0;
  for (const auto& p : policies) {
    const std::size_t unusable = p.diagnostics.empty() ? 0 : 1;
    tests += p.results.size() + unusable;
    failures += p.count(verdict::failed);
    errors += p.count(verdict::broken) + unusable;
    suites += suite_of(p);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(tests, failures, errors) + ">\n" + suites +
         "</testsuites>\n";
}

}  // namespace tickler::inline TICKLER_ABI
