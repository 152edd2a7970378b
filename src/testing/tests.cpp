#include <tickler/problem_numbers.hpp>

#include "policy/parse/keys.hpp"
#include "testing/reading.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t most_moments = 64;

// A moment of a test, or the test itself, which is one and has more behind it.
struct moment_reading {
  const test_context& context;
  policy_test& test;
  test_moment moment{};
  std::vector<test_moment> later{};
};

constexpr key<moment_reading> touchpoints_key{
    "touchpoints",
    kinds::touchpoints,
    presence::optional,
    "none",
    "What has happened; what is later than `now` has not yet.",
    "[{at: 2026-03-02 10:00, channel: email, direction: inbound, outcome: inquired}]",
    [](reader& r, const node& n, moment_reading& m) { read_touchpoints_of(r, n, m.context, m.moment.touchpoints); }};
constexpr key<moment_reading> now_key{"now",
                                      kinds::wall_time,
                                      presence::needed,
                                      "",
                                      "The time for which it is decided.",
                                      "2026-03-02 12:00",
                                      [](reader& r, const node& n, moment_reading& m) {
                                        if (const auto t = read_wall_time(r, n, "now", m.context.local)) m.moment.now = *t;
                                      }};
constexpr key<moment_reading> expect_key{
    "expect",
    kinds::expect,
    presence::needed,
    "",
    "What must then be decided.",
    "{status: active, nothing: phone}",
    [](reader& r, const node& n, moment_reading& m) { read_expectation(r, n, m.context, m.moment.expect); }};

constexpr key<moment_reading> moment_keys[] = {touchpoints_key, now_key, expect_key};
constexpr auto moment_key_docs = docs_of(moment_keys);

void read_moments(reader& r, const node& n, moment_reading& out) {
  if (n.what != node::kind::list) return r.expected(kinds::moments.wanted, n);
  if (n.items.size() > most_moments)
    return r.error(number::too_many, r.at(n), "more than " + std::to_string(most_moments) + " moments in one test");
  for (const auto& item : n.items) {
    moment_reading reading{out.context, out.test};
    read_keys(r, item, key_table<moment_reading>{moment_doc, moment_keys}, reading);
    out.later.push_back(std::move(reading.moment));
  }
}

constexpr key<moment_reading> test_keys[] = {
    {"name", kinds::plain_text, presence::needed, "", "What it shows, in a sentence.", "whoever asks gets an answer within a day",
     [](reader& r, const node& n, moment_reading& m) { m.test.name = r.read_text(n, kinds::plain_text).value; }},
    {"given", kinds::given, presence::optional, "one with every contact that the policy's channels need", "The prospect.",
     "{zone: Europe/London, contact: {email: ada@example.org}}",
     [](reader&, const node&, moment_reading&) {}},  // read before all else: the times of the test are on her clock
    touchpoints_key,
    now_key,
    expect_key,
    {"then", kinds::moments, presence::optional, "nothing", "Later moments of the same history.",
     "[{now: 2026-03-02 12:00, expect: {status: active}}]", read_moments},
};
constexpr auto test_key_docs = docs_of(test_keys);

}  // namespace

constexpr table_doc moment_doc{"moment", "a moment", moment_key_docs};
constexpr table_doc test_doc{"test", "a test", test_key_docs};

policy_test read_test(reader& r, const node& n, const policy& p, known_names& known) {
  policy_test test{.at = r.at(n)};
  test_context context{p, known};
  test.given = read_given(r, value_of(n, "given"), context);
  moment_reading reading{context, test};
  read_keys(r, n, key_table<moment_reading>{test_doc, test_keys}, reading);
  test.moments.push_back(std::move(reading.moment));
  for (auto& moment : reading.later) test.moments.push_back(std::move(moment));
  return test;
}

}  // namespace tickler::inline TICKLER_ABI
