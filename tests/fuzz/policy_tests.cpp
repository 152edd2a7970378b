// Any bytes are tests of a policy, or are told why not; each is run or told why not, and passes or is told why not; and results are
// JUnit.
#include <algorithm>
#include <string>
#include <tickler/io/policy_tests.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/policies.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr text_limits reading{.bytes = 16u << 10, .events = 2'000, .scalar_bytes = 4u << 10};

void check(const policy& p, const policy_test& t, const test_result& result) {
  using verdict = test_result::verdict;
  must_hold(result.passed() == to_text(p, t, result).empty(), "what is not passed is told why");
  must_hold((result.outcome == verdict::broken) == !t.diagnostics.empty(), "a broken test is told why");
  must_hold((result.outcome == verdict::failed) == !result.failures.empty(), "a test fails at some moment");
  for (const auto& moment : result.failures) {
    must_hold(!moment.differences.empty(), "and by something");
    const auto at = std::ranges::find(t.moments, moment.now, &test_moment::now);
    must_hold(at != t.moments.end(), "one of its own");
    for (const auto& each : moment.differences)
      must_hold(!each.what.empty() && each.expected != each.got, "which is not as expected");
  }
  if (t.diagnostics.empty()) must_hold(run_policy_test(p, t).outcome == result.outcome, "run again it is the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto& p = fuzz::policies().front();
  tested_policy all{.file = "p.yaml", .tested = p};
  auto loaded = load_policy_tests(text, "p.tests.yaml", p, reading);
  auto count = loaded.diagnostics.size();
  for (const auto& t : loaded.tests) count += t.diagnostics.size();
  const auto said = loaded.all_diagnostics();
  must_hold(said.size() == count, "all that is wrong is told");
  for (const auto& d : said) must_hold(!d.message.empty() && d.number != 0, "a diagnostic has words");
  for (const auto& t : loaded.tests) {
    all.results.push_back(run_policy_test(p, t));
    check(p, t, all.results.back());
  }
  all.tests = std::move(loaded.tests);
  const auto junit = to_junit({&all, 1});
  must_hold(junit.starts_with("<?xml") && junit.find("</testsuites>") != junit.npos, "results are JUnit");
  return 0;
}
