// Any bytes are a policy or a list of errors; and a policy decides for a prospect to whom every word has happened.
#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/eventful.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using namespace std::chrono_literals;
using fuzz::eventful;
using fuzz::log_of;
using fuzz::must_hold;
using fuzz::somebody;

// Small ones, so that no decision takes long.
const policy_limits limits{.repeat = 100, .runs = 24};
const text_limits reading{.bytes = 64u << 10, .events = 10'000, .scalar_bytes = 8u << 10};

void ask(const policy& p, const prospect& who, std::span<const touchpoint> all, instant now) {
  const auto d = evaluate(p, who, log_of(p, all), now);
  const auto half = all.size() / 2;
  auto kept = fold(p, who, log_of(p, all.first(half)), all[half - 1].at);
  for (const auto& t : all.subspan(half)) advance(p, who, kept, t);
  must_hold(d == decide(p, who, kept, now), "a state advanced decides as one folded");
  must_hold(!d.next_change || *d.next_change > now, "the next change is after now");
  must_hold(!to_json(p, who, d).empty(), "a decision is JSON");
  const auto local = zone::find(who.zone).value();
  for (const auto& a : d.actions) {
    for (const auto& b : d.blockers_of(a)) must_hold(!to_text(p, b).empty(), "what blocks has words");
    for (const auto& r : d.reasons_of(a)) must_hold(!to_text(p, r, local).empty(), "a reason has words");
  }
}

// Of a policy, its own tests; any other text is one of tests alone.
void try_tests(const policy& p, std::string_view text) {
  const auto found = load_policy_tests(text, "policy.yaml", p, reading);
  tested_policy tried{.file = "policy.yaml", .tested = p, .diagnostics = found.diagnostics, .tests = found.tests};
  for (const auto& t : tried.tests) {
    tried.results.push_back(run_policy_test(p, t));
    const auto& result = tried.results.back();
    must_hold(result.passed() == to_text(p, t, result).empty(), "what is not passed is told why");
    must_hold((result.outcome == test_result::verdict::broken) == !t.diagnostics.empty(), "a broken test is told why");
  }
  must_hold(!to_junit({&tried, 1}).empty(), "results are JUnit");
}

const policy& plain_policy() {
  static const auto plain = load_policy(
      "policy: plain\nzone: America/New_York\nchannels: {email: {needs: email}}\nevents: {asked: {outcome: inquired}}\n"
      "facts: {local: bool, joined: timestamp}\n"
      "cadences: {answer: {starts: asked, if: has(prospect.local) || has(prospect.joined), steps: [{id: send, do: {channel: "
      "email}}]}}\n",
      "plain.yaml", vocabulary{});
  return plain.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto loaded = load_policy(fuzz::text_of(data, size), "policy.yaml", vocabulary{}, {.limits = limits, .text = reading});
  for (const auto& d : loaded.diagnostics()) must_hold(!to_string(d).empty(), "a diagnostic has words");
  if (!loaded) {
    must_hold(!loaded.diagnostics().empty(), "what is refused is told why");
    try_tests(plain_policy(), fuzz::text_of(data, size));
    return 0;
  }
  const auto& p = loaded.value();
  try_tests(p, fuzz::text_of(data, size));
  const auto who = somebody(p.draft());
  const auto all = eventful(p.draft());
  const auto last = all.back().at;
  for (const auto now : {last, last + 24h * 40, parse_instant("2037-12-01T00:00:00Z").value()}) ask(p, who, all, now);
  return 0;
}
