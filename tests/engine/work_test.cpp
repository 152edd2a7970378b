// What is more work than may be: conditions that are asked too much of a touchpoint, of a record, or together. R146.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/audit.hpp>
#include <tickler/explain.hpp>
#include <tickler/io.hpp>
#include <tickler/may.hpp>
#include <tickler/saved_state.hpp>
#include <tickler/tickler.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using support::at;

namespace {

std::string list_of(int size) {
  std::string text = "[0";
  while (--size > 0) text += ",0";
  return text + ']';
}

// Goes through all pairs, some four instructions each.
std::string pairs(const std::string& list, int size, const std::string& sought) {
  return list + ".exists(x, " + list_of(size) + ".exists(y, y == " + sought + "))";
}

const std::string frame =
    "policy: p\nzone: Europe/London\nchannels: {email: {}}\nfacts: {tags: list, seats: int}\n"
    "events: {asked: {outcome: inquired}, rare: {outcome: [inquired, replied], if: RARE}}\n"
    "cadences: {answer: {starts: asked, if: ANSWER, steps: [{id: send, do: {channel: email}, if: SEND}]}}\n"
    "never: [{do: {channel: email}, while: NEVER}]\n"
    "promises: {seldom: {never: {direction: outbound}, after: {outcome: inquired, if: SELDOM}, for: 1 day}}\n";

struct conditions {
  std::string rare = "touch.key != ''", answer = "has(prospect.seats)", send = "has(prospect.seats)",
              never =
                  "has(prospect.tags) && "
                  "prospect.tags == ['x']",
              seldom = "touch.key != ''";
};

policy policy_of(const conditions& c, const policy_limits& limits = {}) {
  auto text = frame;
  const auto put = [&text](std::string_view name, const std::string& condition) {
    text.replace(text.find(name), name.size(), '"' + condition + '"');
  };
  put("RARE", c.rare), put("ANSWER", c.answer), put("SEND", c.send), put("NEVER", c.never), put("SELDOM", c.seldom);
  auto loaded = load_policy(text, "p.yaml", vocabulary{}, {.limits = limits});
  for (const auto& d : loaded.diagnostics()) BOOST_TEST_MESSAGE(to_string(d));
  return loaded.value();
}

prospect ada(std::size_t tags) {
  prospect who{.id = "ada"};
  who.facts["seats"] = std::int64_t{3};
  who.facts["tags"] = std::vector<std::string>(tags, "gold");
  return who;
}

const instant asked_at = at("2026-03-02T10:00:00Z"), decided_at = at("2026-03-03T10:00:00Z");

history asked_on_monday(const policy& p) {
  history log(p.words());
  log.add({.at = asked_at, .words = {.direction = direction::inbound, .outcome = outcome::inquired}, .keys = {"7"}});
  return log;
}

const std::string costly_touch = pairs(list_of(500), 500, "size(touch.key)");
const std::string costly_record = "has(prospect.tags) && has(prospect.seats) && " + pairs("prospect.tags", 500, "prospect.seats");

struct {
  const char* what;
  conditions asked;
  std::size_t tags;
  prospect_problem decided;
} const rows[] = {
    {"nothing much", {}, 10, prospect_problem::none},
    {"a pattern that goes through a quarter of a million pairs", {.rare = costly_touch}, 10, prospect_problem::too_costly},
    {"the condition of a cadence over ten tags", {.answer = "!(" + costly_record + ")"}, 10, prospect_problem::none},
    {"over a thousand", {.answer = "!(" + costly_record + ")"}, 1'000, prospect_problem::too_costly},
    {"the condition of a step over ten thousand", {.send = "!(" + costly_record + ")"}, 10'000, prospect_problem::too_costly},
    {"that of a rule", {.never = costly_record}, 10'000, prospect_problem::too_costly},
    {"the same over a thousand, for a decision may cost more than a touchpoint",
     {.never = costly_record},
     1'000,
     prospect_problem::none},
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_too_much_work_makes_the_prospect_invalid) {
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT(row.what) {
      const auto p = policy_of(row.asked);
      const auto who = ada(row.tags);
      const auto log = asked_on_monday(p);
      const auto d = evaluate(p, who, log, decided_at);
      BOOST_TEST((d.problem == row.decided));
      BOOST_TEST(d.actions.size() == (row.decided == prospect_problem::none ? 1u : 0u));
      BOOST_TEST((d.status == status::invalid) == (row.decided != prospect_problem::none));
      BOOST_TEST((explain(p, who, log, decided_at).decision == d));
      const auto may_i = may(p, who, log, decided_at, {.channel = channel::email});
      BOOST_TEST((may_i.verdict == (row.decided == prospect_problem::none ? touch_verdict::go : touch_verdict::stop)));
      BOOST_TEST((may_i.problem == row.decided));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_state_that_is_kept_and_one_folded_anew_are_too_costly_alike) {
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT(row.what) {
      const auto p = policy_of(row.asked);
      const auto who = ada(row.tags);
      const auto d = evaluate(p, who, asked_on_monday(p), decided_at);
      auto kept = fold(p, who, history(p.words()), asked_at);
      advance(p, who, kept,
              {.at = asked_at, .words = {.direction = direction::inbound, .outcome = outcome::inquired}, .keys = {"7"}});
      BOOST_TEST((decide(p, who, kept, decided_at) == d));
      BOOST_TEST((decide(p, who, load_state(p, save_state(p, kept)).value(), decided_at) == d));
    }
  }
}

BOOST_AUTO_TEST_CASE(limits_of_work_can_be_lowered_and_raised) {
  const conditions asked{.rare = costly_touch};
  const auto problem = [&](const policy_limits& limits, const conditions& c) {
    const auto p = policy_of(c, limits);
    return evaluate(p, ada(10), asked_on_monday(p), decided_at).problem;
  };
  BOOST_TEST((problem({.touchpoint_work = 10'000'000}, asked) == prospect_problem::none));
  BOOST_TEST((problem({.touchpoint_work = 0}, {}) == prospect_problem::too_costly));
  BOOST_TEST((problem({.decision_work = 0}, {}) == prospect_problem::too_costly));
}

BOOST_AUTO_TEST_CASE(an_audit_says_of_whom_it_could_not_look_at_everything) {
  const auto p = policy_of({.seldom = costly_touch});
  BOOST_TEST((evaluate(p, ada(1), asked_on_monday(p), decided_at).problem == prospect_problem::none));
  const auto report = audit(p, ada(1), asked_on_monday(p), asked_at, decided_at);
  BOOST_REQUIRE(report.invalid.size() == 1);
  BOOST_TEST((report.invalid[0].second == prospect_problem::too_costly));
}
