// Reads the tests of a policy, each part in a file of its own.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/io/policy_tests.hpp>
#include <tickler/zone.hpp>
#include <vector>

#include "policy/parse/reader.hpp"
#include "testing/known_names.hpp"

namespace tickler::inline TICKLER_ABI {

// What a test is read by.
struct test_context {
  const policy& tested;
  known_names& known;
  zone local{};  // the prospect's
};

// The value of a key; null where it is not there.
const node* value_of(const node& mapping, std::string_view key);

// A time on the prospect's clock, and one of 1970 to 2037; else reported.
std::optional<instant> read_any_time(reader& r, const node& n, std::string_view key, const zone& local);
std::optional<instant> read_wall_time(reader& r, const node& n, std::string_view key, const zone& local);

// prospects.cpp: tells the context the prospect's clock.
prospect read_given(reader& r, const node* n, test_context& context);

// touchpoints.cpp
void read_touchpoints_of(reader& r, const node& n, const test_context& context, std::vector<touchpoint>& out);

// expectations.cpp
void read_expectation(reader& r, const node& n, const test_context& context, expectation& out);

// tests.cpp
policy_test read_test(reader& r, const node& n, const policy& p, known_names& known);

}  // namespace tickler::inline TICKLER_ABI
