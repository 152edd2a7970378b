// Of a cadence whose `if` compares now, since or count with what does not move, next_change is the very second at which the
// decision changes.
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>

#include "engine_answer.hpp"
#include "property.hpp"
#include "random_conditions.hpp"
#include "reference_parts.hpp"

namespace plain {
namespace {

// Any touch starts a task that is due by the end of the day; nothing but the condition and that moves.
tickler::policy_draft one_task(dice& d, const stage_setting& set) {
  auto p = random_policy(d, set);
  p.cadences = {{.name = "k0",
                 .starts = tickler::pattern_draft{},
                 .per = tickler::run_per::start,
                 .condition = random_conditions(d, set, p).moving_comparison(),
                 .steps = {{.name = "s0", .channels = {"internal"}, .purpose = "report"}}}};
  p.limits.clear();
  p.holds.clear();
  p.never.clear();
  p.stops.clear();
  p.closes = {};
  return p;
}

rc::Gen<scene> tasks() {
  return [](const rc::Random& random, int) {
    dice d(random);
    const auto set = random_setting(d);
    scene s{.policy = one_task(d, set), .who = random_prospect(d, set)};
    for (const auto& e : random_history(d, set, s.policy, d.from(1, 8)))
      if (!is_signal(e)) s.history.push_back(e);
    for (auto& e : s.history) e.steps.clear();
    s.nows = random_nows(d, set, s.history, 3);
    return rc::shrinkable::just(std::move(s));
  };
}

std::set<std::chrono::seconds> spans_in(const std::string& text) {
  std::set<std::chrono::seconds> spans{std::chrono::seconds{0}};
  const std::regex written(R"(duration\('(-?\d+)(h|m|s|ms)'\))");
  for (std::sregex_iterator i(text.begin(), text.end(), written), end; i != end; ++i) {
    const auto number = std::stoll((*i)[1].str());
    const auto unit = (*i)[2].str();
    spans.insert(std::chrono::seconds{unit == "h"   ? number * 3600
                                      : unit == "m" ? number * 60
                                      : unit == "s" ? number
                                                    : number / 1000});
  }
  return spans;
}

// What turns where so long ago meets an instant is known by no sum: about that second, and here and there before it.
void add_samples(const tickler::decision& d, instant now, std::set<instant>& all) {
  const instant end = d.next_change.value_or(now + std::chrono::hours{24 * 400});
  for (int i = 1; i < 150; ++i) all.insert(now + (end - now) * i / 150);
  for (int i = -2; i <= 2; ++i) all.insert(end + std::chrono::seconds{i});
  all.erase(all.begin(), all.upper_bound(now));
  all.erase(all.lower_bound(tickler::time_end), all.end());
}

// Every second around which the condition can change or a task become overdue.
std::set<instant> seconds_to_try(const scene& s, const tickler::decision& d, instant now) {
  const auto& text = s.policy.cadences.front().condition.text;
  std::set<instant> about;
  for (const auto& e : s.history) about.insert(e.at);
  const std::regex written(R"(timestamp\('([^']+)'\))");
  for (std::sregex_iterator i(text.begin(), text.end(), written), end; i != end; ++i)
    about.insert(tickler::parse_instant((*i)[1].str()).value());
  std::set<instant> centres;
  for (const instant t : about)
    for (const auto span : spans_in(text)) centres.insert({t + span, t - span});
  for (const auto& a : d.actions) centres.insert(*a.due);
  std::set<instant> all;
  for (const instant t : centres)
    for (int i = -3; i <= 3; ++i)
      if (t + std::chrono::seconds{i} > now) all.insert(t + std::chrono::seconds{i});
  if (text.find("ago(") != std::string::npos) add_samples(d, now, all);
  return all;
}

std::string first_difference(const scene& s, const ready_scene& made, const tickler::decision& d, instant now) {
  for (const instant t : seconds_to_try(s, d, now)) {
    auto later = by_each_path(made.policy, s.who, made.log, t);
    later.next_change = d.next_change;
    if (later != d) return tickler::to_string(t);
  }
  return "never";
}

BOOST_AUTO_TEST_CASE(the_decision_changes_exactly_at_next_change) {
  BOOST_TEST(holds("exact next_change", 4'000, tasks(), [](const scene& s) {
    for (const instant now : s.nows) {
      const ready_scene made(s.policy, up_to(s.history, now));
      const auto d = by_each_path(made.policy, s.who, made.log, now);
      const std::string next = d.next_change ? tickler::to_string(*d.next_change) : "never";
      const auto expected = first_difference(s, made, d, now);
      if (next != expected)
        RC_FAIL("at " + tickler::to_string(now) + " next_change is " + next + ", the first difference " + expected);
    }
  }));
}

}  // namespace
}  // namespace plain
