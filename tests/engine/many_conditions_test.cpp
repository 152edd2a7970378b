// Up to four conditions of a touchpoint are asked once and for all, of what its words are; where there are more, rules are matched
// anew each time. Nobody should see a difference.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"

namespace {

using namespace tickler;
using support::at;

constexpr std::string_view rules = R"(policy: desk
zone: UTC
channels: {phone: {}, email: {}, post: {}}
events:
  asked: {direction: inbound, outcome: inquired}
  urgent: {direction: inbound, outcome: inquired, if: touch.key == 'urgent'}
  often: {count: urgent, at_least: 2, within: 9 days}
  more: {direction: inbound, outcome: inquired, if: touch.key == 'more'}
MORE
cadences:
  answer: {starts: urgent, again: never, steps: [{id: call, do: {channel: phone}}]}
  escalate: {starts: often, steps: [{id: write, do: {channel: email}, done: more}]}
  know: {starts: asked, again: never, steps: [{id: letter, do: {channel: post}, if: count('often') >= 1 && count('urgent') >= 2}]}
holds: [{name: quiet, on: often, for: 30 days, channels: phone, lifted_by: more}]
)";

policy with(std::string_view more) {
  std::string yaml(rules);
  return load_policy(yaml.replace(yaml.find("MORE\n"), 5, more), "desk.yaml", vocabulary()).value();
}

// What there is to do after each touchpoint, in words.
std::string told(const policy& p) {
  history log(p.words());
  std::string text;
  int day = 2;
  for (const auto* key : {"", "urgent", "urgent", "more", "urgent"}) {
    touchpoint t{.at = at("2026-03-0" + std::to_string(day++) + "T10:00:00Z"),
                 .words = {.channel = channel::web, .direction = direction::inbound, .outcome = outcome::inquired}};
    if (*key != '\0') t.keys = {key};
    log.add(t);
    const auto d = evaluate(p, {.id = "ada"}, log, t.at);
    for (const auto& a : d.actions) text += id_of(p, d, a) + ' ' + std::string(to_string(a.state)) + '\n';
    text += '\n';
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_event_means_the_same_however_many_conditions_are_asked_of_a_touchpoint) {
  // Two urgent ones within nine days begin the escalation, keep her from being called, and let the letter go out; another word
  // writes it off and lets her be called again.
  const std::string expected =
      "\n"
      "answer/call#0@2026-03-03T10:00:00Z ready\n\n"
      "escalate/write#0@2026-03-04T10:00:00Z ready\nknow/letter#0@2026-03-02T10:00:00Z ready\n"
      "answer/call#0@2026-03-03T10:00:00Z waiting\n\n"
      "answer/call#0@2026-03-03T10:00:00Z ready\nknow/letter#0@2026-03-02T10:00:00Z ready\n\n"
      "escalate/write#0@2026-03-06T10:00:00Z ready\nknow/letter#0@2026-03-02T10:00:00Z ready\n"
      "answer/call#0@2026-03-03T10:00:00Z waiting\n\n";
  std::string five;
  for (const auto* name : {"a", "b", "c", "d", "e"})
    five += std::string("  ") + name + ": {direction: inbound, outcome: inquired, if: touch.key == '" + name + "'}\n";
  BOOST_TEST(told(with("")) == expected);
  BOOST_TEST(told(with(five)) == expected);
}
