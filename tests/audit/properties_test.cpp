// On random histories and promises the audit finds what its definition says.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

#include "cases.hpp"
#include "plain_audit.hpp"
#include "properties/dice.hpp"
#include "properties/property.hpp"

namespace {

using namespace audited;
using plain::dice;
using kind = tickler::promise_draft::kind;

// All end by `ended`, and move by whole minutes.
constexpr const char* cadences[] = {
    R"(cadences:
  answer: {starts: asked, ends: ended, steps: [{id: send, do: {channel: email}, within: 20 minutes}]}
)",
    R"(cadences:
  answer:
    starts: asked
    restart: true
    ends: ended
    steps:
      - {id: send, do: {channel: email}, within: 10 minutes, expires: 30 minutes}
      - {id: ring, do: {channel: phone}, after: 15 minutes, within: 25 minutes, expires: 1 hour}
  care: {starts: {outcome: no_answer}, ends: [ended, asked], steps: [{id: write, do: {channel: email}, after: 1 hour}]}
)",
    R"(cadences:
  answer:
    starts: asked
    per: start
    ends: ended
    steps:
      - {id: send, do: {channel: email}, within: 10 minutes, if: "count('asked', duration('40m')) < 2"}
      - {id: ring, do: {channel: phone}, within: 45 minutes, expires: 90 minutes}
)"};

constexpr const char* lengths[] = {"0 minutes",      "20 minutes",      "1 hour",
                                   "3 hours",        "1 day",           "1 hour 5 minutes",
                                   "1 calendar day", "1 business hour", "40 business minutes"};

plain_event random_event(dice& d) {
  plain_event e;
  for (const char letter : {'x', 'y', 'z', 'c'}) {
    if (d.percent(40)) e.letters += letter;
    if (d.percent(15)) e.keyed_letters += letter;
  }
  if (e.letters.empty()) e.letters = "y";
  return e;
}

plain_promise random_promise(dice& d, kind what) {
  plain_promise p{.what = what, .after = random_event(d), .wanted = random_event(d), .unless = {}, .length = {}};
  const bool needs_length = what == kind::expect, takes_unless = what == kind::expect || what == kind::next_action;
  if (what != kind::respected && (needs_length || d.percent(75))) p.length = tickler::parse_duration(d.one_of(lengths)).value();
  if (takes_unless && d.percent(60)) p.unless = random_event(d);
  p.at_most = static_cast<std::size_t>(d.from(1, 3));
  return p;
}

// Near changes of the clock, and not; times come twice, often.
plain_case random_case(dice& d, kind what) {
  plain_case c;
  const auto begin =
      tickler::parse_instant(d.word({"2026-03-08T05:30:00Z", "2026-11-01T04:30:00Z", "2026-05-13T12:00:00Z"})).value();
  c.cadences = d.one_of(cadences);
  c.who = {.id = "ada", .zone = d.word({"America/New_York", "Europe/London", "Asia/Tokyo"})};
  c.promise = random_promise(d, what);
  const std::string letters = what == kind::respected ? "ycoaibdruspqv" : "xxyyczoad";
  std::vector<int> minutes;
  for (int n = d.from(0, 12); n > 0; --n) minutes.push_back(d.from(0, 36) * (d.percent(80) ? 10 : 7));
  std::sort(minutes.begin(), minutes.end());
  for (const auto m : minutes) c.touches.push_back({begin + std::chrono::minutes{m}, d.one_of(letters), d.percent(30)});
  c.from = begin + std::chrono::minutes{d.percent(50) ? 0 : d.from(0, 36) * 10};
  c.to = c.from + std::chrono::minutes{d.from(0, 50) * 10};
  return c;
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

// How often each verdict came up, so that the cases are known to be about something.
std::map<std::string, int> seen;

void found_as_defined(const plain_case& c) {
  const tickler::vocabulary words;
  const auto policy = policy_of(c, words);
  const auto report = audit(policy, c.who, history_of(c, words), c.from, c.to, {.kept = true});
  const auto found = sorted(lines_of(report)), expected = sorted(plain_lines(c));
  if (found != expected) RC_FAIL(text_of(c) + "\nfound\n" + joined(found) + "\nexpected\n" + joined(expected));
  for (const auto& f : report.findings) ++seen[std::string(tickler::verdict_names[static_cast<std::size_t>(f.verdict)])];
}

bool holds(const char* name, kind what, int cases) {
  seen.clear();
  return plain::holds(name, cases, rc::gen::arbitrary<std::uint64_t>(), [what](std::uint64_t seed) {
    dice d{rc::Random(seed)};
    found_as_defined(random_case(d, what));
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(expect_is_found_as_defined) {
  BOOST_TEST(holds("expect", kind::expect, 2'000));
  BOOST_TEST((seen["kept"] > 0 && seen["broken"] > 0 && seen["open"] > 0));
}

BOOST_AUTO_TEST_CASE(never_is_found_as_defined) {
  BOOST_TEST(holds("never", kind::never, 2'000));
  BOOST_TEST((seen["kept"] > 0 && seen["broken"] > 0 && seen["open"] > 0));
}

BOOST_AUTO_TEST_CASE(at_most_is_found_as_defined) {
  BOOST_TEST(holds("at most", kind::at_most, 2'000));
  BOOST_TEST((seen["kept"] > 0 && seen["broken"] > 0));
}

BOOST_AUTO_TEST_CASE(next_action_is_found_as_defined) {
  BOOST_TEST(holds("next action", kind::next_action, 200));
  BOOST_TEST((seen["kept"] > 0 && seen["broken"] > 0 && seen["open"] > 0));
}

BOOST_AUTO_TEST_CASE(respected_is_found_as_defined) {
  BOOST_TEST(holds("respected", kind::respected, 2'000));
  BOOST_TEST((seen["kept"] > 0 && seen["broken"] > 0));
}
