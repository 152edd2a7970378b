// Tests of a policy: what it should decide, as its author writes it down beside the rules, and whether it does. Part of
// tickler::io.
//
//   tests:                                                     # in the policy, or in the file follow-up.tests.yaml beside it
//     - name: whoever asks gets an answer within a day
//       touchpoints:
//         - {at: 2026-03-02 10:00, channel: email, direction: inbound, outcome: inquired}
//       now: 2026-03-02 12:00
//       expect: {status: active, actions: [{step: answer/send, due: 2026-03-03 10:00}]}
//
//   const auto loaded = tickler::load_policy_tests_of("follow-up.yaml", policy);
//   for (const auto& d : loaded.diagnostics) std::cerr << d << '\n';
//   for (const auto& t : loaded.tests)
//     if (const auto result = tickler::run_policy_test(policy, t); !result.passed())
//       std::cout << tickler::to_text(policy, t, result);
//
// Times are written as the prospect's wall clock shows them (2026-03-02 10:00, and :30 for seconds) or as RFC 3339 with an offset.
// One that the clock skips means the first instant after the gap, one that it shows twice the first of the two.
//
// `given` is the prospect. What is left out is as it usually is: her clock is the policy's, and she has a contact of every kind
// that the policy's channels need. The fields of `given` and of touchpoints are those of records, and are checked as they are; but
// words, facts, channels and steps that the policy does not know are errors here: in a test they are mistyped.
//
// Only what is written under `expect` is compared. `actions` lists all actions, in the order of the decision; `some` those that
// must be there among others, in any order; `nothing` what no action may be: a channel, or fields of an action; `may` asks of
// touches whether they may be done. `then` goes on with the same history: each moment has a `now` of its own, and may add
// touchpoints.
//
// Tests change neither what a policy decides nor its fingerprint; load_policy passes over them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/touchpoint.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class action_field : std::uint8_t {
  step,  // "cadence/step"
  id,
  repetition,
  key,
  channel,
  to,
  purpose,
  template_name,
  note,
  variant,
  not_before,
  due,
  at_latest,
  when,
  behind,  // the step of the action that it waits for
  state,
  flags,
  missing  // words that occur in what blocks it
};
inline constexpr std::string_view action_field_names[] = {
    "step",    "id",         "repetition", "key",       "channel", "to",     "purpose", "template", "note",
    "variant", "not_before", "due",        "at_latest", "when",    "behind", "state",   "flags",    "missing"};

// Values are compared as they are written: times as the prospect's clock shows them, flags in the order of the README with ", "
// between, "none" where there is nothing.
struct expected_field {
  action_field field{};
  std::string value{};
  source_position at{};
};

struct expected_action {
  std::vector<expected_field> fields{};
  source_position at{};
};

// May a touch be done at that moment? What is asked as its words, and what must be answered.
enum class permission_field : std::uint8_t {
  verdict,  // go, wait, missing or stop
  when,
  until,
  because  // the name of a rule that decides; of one without a name, and of what is no rule of the policy's, its kind
};
inline constexpr std::string_view permission_field_names[] = {"verdict", "when", "until", "because"};

struct expected_permission {
  std::string channel{}, purpose{}, to{}, step{}, key{};
  struct field {
    permission_field what{};
    std::string value{};
    source_position at{};
  };
  std::vector<field> fields{};
  source_position at{};
};

struct expectation {
  std::optional<located<tickler::status>> status{};
  std::optional<located_string> next_change{};
  std::optional<located<std::vector<expected_action>>> actions{};
  std::vector<expected_action> some{}, nothing{};
  std::vector<expected_permission> may{};
};

struct test_moment {
  std::vector<touchpoint> touchpoints{};  // those that are new
  instant now{};
  expectation expect{};
};

struct policy_test {
  std::string name{};
  std::string file{};
  source_position at{};
  prospect given{};
  std::vector<test_moment> moments{};     // one, and those of `then`
  std::vector<diagnostic> diagnostics{};  // what is wrong with it: if anything, it cannot be run
};

struct loaded_policy_tests {
  std::vector<policy_test> tests{};
  std::vector<diagnostic> diagnostics{};  // of no test alone, such as a text that is no YAML

  TICKLER_API std::vector<diagnostic> all_diagnostics() const;  // the tests' too, in order of file and place
};

// The tests in a text: that of the policy itself, or one of tests alone, a mapping with the key `tests`. None, if a policy has
// none. Throws misuse for an empty policy, and nothing for what the text holds.
TICKLER_API loaded_policy_tests load_policy_tests(std::string_view yaml, std::string_view file, const policy& p,
                                                  const text_limits& reading = {});

// The tests of the policy that was loaded from the file at `path`: those in it, and those in the file beside it, if there is one.
TICKLER_API loaded_policy_tests load_policy_tests_of(const std::string& path, const policy& p, const text_limits& reading = {});

// The file beside a policy: "follow-up.tests.yaml" for "follow-up.yaml".
TICKLER_API std::string tests_file_of(std::string_view path);

struct test_difference {
  source_position at{};  // of what was expected
  std::string what{};    // "status", "actions[2].due": counted from 1
  std::string expected{}, got{};
  friend bool operator==(const test_difference&, const test_difference&) = default;
};

struct failed_moment {
  instant now{};
  std::vector<test_difference> differences{};
  decision got{};
};

struct test_result {
  enum class verdict : std::uint8_t { passed, failed, broken };
  verdict outcome = verdict::passed;
  std::vector<failed_moment> failures{};

  bool passed() const noexcept { return outcome == verdict::passed; }
};

// All moments are tried; a broken test is not run. The policy is the one that the test was loaded with, or one of the same
// vocabulary. Throws misuse for an empty policy, and an unknown zone in a test made in C++. Any number of threads
// may run tests of one policy at a time. The cost is that of evaluating each moment.
TICKLER_API test_result run_policy_test(const policy& p, const policy_test& t);

// Why a test failed, for people: the differences a line each, in the shape that editors parse, and what was decided instead. For a
// broken test its diagnostics. Empty if it passed.
TICKLER_API std::string to_text(const policy& p, const policy_test& t, const test_result& r);

// A policy with its tests and their results, in the same order.
struct tested_policy {
  std::string file{};
  policy tested{};                        // empty: it could not be loaded
  std::vector<diagnostic> diagnostics{};  // errors of the policy, and of no test alone
  std::vector<policy_test> tests{};
  std::vector<test_result> results{};

  TICKLER_API std::size_t count(test_result::verdict v) const noexcept;
};

// A JUnit XML document, as CI servers read it: a suite for each policy, a broken test is an error. What XML 1.0 has no character
// for becomes U+FFFD.
TICKLER_API std::string to_junit(std::span<const tested_policy> policies);

}  // namespace tickler::inline TICKLER_ABI
