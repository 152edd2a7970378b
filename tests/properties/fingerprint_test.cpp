// Whatever decides is in a policy's fingerprint: a state kept for one policy is never taken for another's. Whatever is not in it
// changes no decision.
#include "policy/compile/fingerprint.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io/load_policy.hpp>

#include "draft_changes.hpp"
#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::fingerprint_of;
using tickler::policy_draft;

constexpr std::string_view with_everything = R"yaml(policy: everything
revision: 3
zone: Europe/London
business: office
vocabulary: {channels: [fax], purposes: [free_trial], outcomes: [no_calls]}
facts: {local: bool, transit: duration}
calendars:
  office:
    open: {mon-fri: 09:00-18:00, sat: [09:00-12:00, 14:00-16:00]}
    closed: {all: [12-25, 2026-12-24], US: ["thu[4] nov"]}
    special: {2026-12-31: 09:00-12:00}
  evenings: {open: {daily: 18:00-20:00}, zone: America/New_York}
channels:
  phone: {needs: [mobile, phone], calendar: [office]}
  email: {needs: email}
  fax:
events:
  asked: {direction: inbound, outcome: [inquired, requested_information], with: [prospect, colleague], if: touch.key != 'x'}
  answered: [{channel: [phone, fax], purpose: [check_in, free_trial]}, {outcome: [reached, no_calls]}]
  bought: {outcome: purchased}
  upset: {outcome: complained}
stages: [{name: visibility, from: asked}, {name: profitability, from: [bought, {outcome: fulfilled}]}]
cadences:
  answer:
    starts: asked
    ends: [bought, {outcome: declined}]
    restart: true
    again: 90 days
    if: stage != 'profitability'
    priority: 70
    steps:
      - id: send
        do: {channel: [email, fax], purpose: inform, to: referrer, template: thanks, note: Say hello.}
        within: 24 hours
        at_latest: 2 business days
        when_late: {purpose: apologise, template: sorry, note: Say sorry.}
        expires: 14 days
      - id: call
        do: {channel: phone, purpose: check_in}
        from: start
        after: 3 days
        within: "= has(prospect.transit) ? prospect.transit + duration('96h') : duration('96h')"
        at: 09:15
        calendar: office
        repeat: 3
        if: "!has(prospect.local) || prospect.local"
        done: answered
        variants: {short: 1, long: 2}
      - {id: before, do: {channel: start}, from: until, after: 24 hours before, within: 1 hour before, at_latest: 10 min before,
         calendar: evenings}
  orders:
    starts: bought
    per: key
    steps: [{id: thank, do: {channel: email, purpose: thank}, after: = duration('1h'), at_latest: = duration('48h')}]
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days, except: answer/send, while: stage != 'visibility',
           cite: clause 4, as_of: 2026-11-28}
holds:
  - {name: away, on: {outcome: out_of_office}, for: until, else: 7 days, channels: phone, lifted_by: answered, except: answer/send}
  - {on: upset, for: 3 days, while: "!happened('bought')"}
never:
  - {name: no-selling, do: {channel: phone, purpose: promote}, while: stage == 'visibility'}
stops:
  - {name: no-phone, on: {outcome: no_calls}, channels: phone, lifted_by: bought}
closes: bought
promises:
  - {name: answered-soon, after: asked, expect: {direction: outbound}, unless: bought, within: 72 hours}
  - {name: left-in-peace, after: upset, never: {channel: phone}, for: 30 days}
  - {name: no-pestering, at_most: 3, of: {channel: phone}, per: 7 days}
  - {name: nobody-dropped, always: next_action, within: 1 day}
)yaml";

policy_draft everything() {
  return tickler::load_policy(with_everything, "everything.yaml", tickler::vocabulary{}).value().draft();
}

std::vector<tickler::decision> decisions(const policy_draft& draft, const scene& s) {
  const ready_scene made(draft, s.history);
  std::vector<tickler::decision> list;
  for (const auto now : s.nows) list.push_back(evaluate(made.policy, s.who, made.log, now));
  return list;
}

// One value that decides and leaves the fingerprint as it is, or the other way round; empty if there is none.
std::string astonishing(policy_draft draft) {
  const auto known = fingerprint_of(draft);
  std::string found;
  draft_changes changes([&](const std::string& path, bool decides) {
    if ((fingerprint_of(draft) != known) != decides) found = path;
    return false;
  });
  changes.in(draft);
  return found;
}

// The same in other words, at other places and with another promise.
policy_draft told_otherwise(policy_draft draft) {
  const tickler::promise_draft promise{.what = tickler::promise_draft::kind::respected, .name = "kept"};
  draft.promises.clear();
  draft_changes changes([](const std::string&, bool decides) { return !decides; });
  changes.in(draft);
  draft.promises = {promise};
  return draft;
}

BOOST_AUTO_TEST_CASE(each_member_of_each_part_is_listed_once) {
  auto draft = everything();
  draft_changes changes([](const std::string&, bool) { return false; });
  changes.in(draft);
  BOOST_TEST(changes.listed_twice() == std::set<std::string>{}, boost::test_tools::per_element());
  BOOST_TEST(changes.never_filled() == std::set<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_fingerprint_is_of_all_that_decides_and_of_nothing_else) {
  BOOST_TEST(astonishing(everything()) == "");
  BOOST_TEST(holds("fingerprint", 300, [](const scene& s) { RC_ASSERT(astonishing(s.policy) == ""); }));
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_fingerprint_changes_no_decision) {
  std::size_t actions = 0;
  BOOST_TEST(holds("told otherwise", 1'000, [&](const scene& s) {
    for (const auto& draft : {s.policy, everything()}) {
      const auto other = told_otherwise(draft);
      const auto decided = decisions(draft, s);
      RC_ASSERT(fingerprint_of(other) == fingerprint_of(draft));
      RC_ASSERT(decisions(other, s) == decided);
      for (const auto& d : decided) actions += d.actions.size();
    }
  }));
  BOOST_TEST(actions > 0u);
}

}  // namespace
}  // namespace plain
