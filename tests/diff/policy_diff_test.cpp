// What is said of an edited policy: each edit is made to the same file, and each line is what an author would call it.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <stdexcept>
#include <tickler/io/diff.hpp>

#include "support/loading.hpp"

namespace {

constexpr std::string_view base = R"(policy: base
revision: 3
zone: America/New_York
business: office
vocabulary: {channels: [fax], purposes: [free_assessment], outcomes: [no_calls]}
facts: {local: bool, transit: duration}
calendars:
  office: {open: {mon-fri: 09:00-18:00}, closed: {all: [12-25, 01-01], US: ["thu[4] nov"]}}
  evenings: {open: {daily: 18:00-20:00}, zone: Europe/London}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: [inquired, requested_information]}
  answered: [{direction: inbound}, {outcome: reached}]
  bought: {outcome: purchased}
  upset: {outcome: complained}
stages: [{name: visibility, from: asked}, {name: profitability, from: bought}]
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 24 hours, at_latest: 72 hours}
  keep-trying:
    starts: asked
    ends: [answered, bought]
    again: 90 days
    steps:
      - {id: message, do: {channel: phone, purpose: check_in}, after: 3 days}
      - {id: weekly, do: {channel: phone, purpose: check_in}, after: 7 days, repeat: 3}
      - {id: tickler-call, do: {channel: [phone, email], purpose: check_in, note: Say hello.}, after: = duration('48h')}
  after-sale:
    starts: bought
    per: key
    steps:
      - {id: thanks, do: {channel: email, purpose: thank, template: thanks}, when_late: {purpose: apologise}}
limits:
  weekly-call: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: [keep-trying/message]}
holds:
  - {on: {outcome: out_of_office}, for: until, else: 7 days}
never:
  - {do: {channel: phone, purpose: promote}, while: "stage == 'visibility'"}
stops: [upset]
closes: bought
promises:
  - {name: answer-in-72h, after: asked, expect: {direction: outbound}, within: 72 hours}
  - {name: no-pestering, at_most: 3, of: {channel: phone}, per: 7 days}
  - {name: nobody-dropped, always: next_action}
)";

struct edit {
  const char* from;
  const char* to;
  const char* said;  // one line for each change
};

std::ostream& operator<<(std::ostream& out, const edit& e) { return out << e.from << " => " << e.to; }

const edit edits[] = {
    {"policy: base", "policy: other", "changed policy: base -> other"},
    {"revision: 3", "revision: 4", "changed revision: 3 -> 4"},
    {"revision: 3\n", "", "changed revision: 3 -> 1"},
    {"America/New_York", "Europe/London", "changed zone: America/New_York -> Europe/London"},
    {"business: office", "business: evenings", "changed business: office -> evenings"},
    {"business: office\n", "", "removed business: office"},
    {"channels: [fax], ", "channels: [fax, telex], ", "added vocabulary channels: telex"},
    {"[free_assessment]", "[free_estimate]",
     "removed vocabulary purposes: free_assessment\nadded vocabulary purposes: free_estimate"},
    {", outcomes: [no_calls]", "", "removed vocabulary outcomes: no_calls"},
    {"local: bool", "local: int", "changed fact local: bool -> int"},
    {"facts: {local", "facts: {vip: bool, local", "added fact vip: bool"},

    {"mon-fri: 09:00-18:00", "mon-fri: [09:00-12:00, 13:00-18:00], sat: 22:00-02:00",
     "changed calendar office: open {mon-fri: 09:00-18:00} -> {mon-fri: [09:00-12:00, 13:00-18:00], sat: 22:00-02:00}"},
    {"[12-25, 01-01]", "[12-25, 01-01, 2026-12-24]", "added calendar office: closed 2026-12-24"},
    {"office: {open: {mon-fri: 09:00-18:00},", "office: {open: {\"mon,wed-fri\": 09:00-18:00},",
     "changed calendar office: open {mon-fri: 09:00-18:00} -> {\"mon,wed-fri\": 09:00-18:00}"},
    {"office: {open: {mon-fri: 09:00-18:00},", "office: {open: {all: {mon-fri: 09:00-18:00}, US: {daily: 08:00-21:00}},",
     "changed calendar office: open {mon-fri: 09:00-18:00} -> {all: {mon-fri: 09:00-18:00}, US: {daily: 08:00-21:00}}"},
    {", US: [\"thu[4] nov\"]}}", ", US: [\"thu[4] nov\"]}, special: {US: {12-24: [09:00-12:00, 13:00-14:00]}}}",
     "added calendar office: special US 12-24: [09:00-12:00, 13:00-14:00]"},
    {"[12-25, 01-01]", "[12-25, easter-2, 12-25 substitute, 01-01]",
     "added calendar office: closed easter-2\nadded calendar office: closed 12-25 substitute"},
    {", US: [\"thu[4] nov\"]", "", "removed calendar office: closed US thu[4] nov"},
    {"zone: Europe/London", "zone: owner", "changed calendar evenings: zone Europe/London -> owner"},
    {", zone: Europe/London", "", "changed calendar evenings: zone Europe/London -> prospect"},
    {"  evenings:", "  lunch: {open: {sat-sun: 12:00-13:00}, closed: 05-01}\n  evenings:",
     "added calendar lunch: open: {sat-sun: 12:00-13:00}, closed: [05-01]"},

    {"needs: [mobile, phone]", "needs: mobile", "changed channel phone: needs [mobile, phone] -> mobile"},
    {", calendar: office}\n", "}\n", "removed channel phone: calendar office"},
    {"  email: {needs: email}", "  email:", "removed channel email: needs email"},
    {"  email: {needs: email}\n", "  email: {needs: email}\n  sms:\n", "added channel sms"},

    {"[inquired, requested_information]", "inquired",
     "changed event asked: {direction: inbound, outcome: [inquired, requested_information]} -> {direction: inbound, outcome: "
     "inquired}"},
    {"[{direction: inbound}, {outcome: reached}]", "{direction: inbound, with: anyone, if: \"touch.key != ''\"}",
     "changed event answered: [{direction: inbound}, {outcome: reached}] -> {direction: inbound, with: anyone, if: \"touch.key != "
     "''\"}"},
    {"{outcome: complained}", "{outcome: complained, with: [prospect, colleague]}",
     "changed event upset: {outcome: complained} -> {outcome: complained, with: [prospect, colleague]}"},
    {"from: bought}", "from: [bought, {outcome: fulfilled}]}",
     "changed stage profitability: bought -> [bought, {outcome: fulfilled}]"},
    {"{name: visibility, from: asked}, {name: profitability, from: bought}",
     "{name: profitability, from: bought}, {name: visibility, from: asked}",
     "moved stage visibility: first -> behind profitability"},

    {"starts: bought", "starts: [bought, upset]", "changed cadence after-sale: starts bought -> [bought, upset]"},
    {"    ends: [answered, bought]\n", "", "removed cadence keep-trying: ends [answered, bought]"},
    {"    again: 90 days\n", "    again: never\n", "changed cadence keep-trying: again 90 days -> never"},
    {"    again: 90 days\n", "", "changed cadence keep-trying: again 90 days -> yes"},
    {"    again: 90 days\n", "    again: 90 days\n    priority: 70\n", "changed cadence keep-trying: priority 50 -> 70"},
    {"    again: 90 days\n", "    again: 90 days\n    restart: true\n", "changed cadence keep-trying: restart false -> true"},
    {"    per: key\n", "", "changed cadence after-sale: per key -> one run"},
    {"    per: key\n", "    per: start\n", "changed cadence after-sale: per key -> start"},
    {"    per: key\n", "    per: key\n    if: \"stage == 'visibility'\"\n", "added cadence after-sale: if stage == 'visibility'"},

    {"after: 7 days", "after: 10 days", "changed keep-trying/weekly: after 7 days -> 10 days"},
    {"after: 3 days", "after: 3 business days, within: 5 business days",
     "changed keep-trying/message: after 3 days -> 3 business days\nadded keep-trying/message: within 5 business days"},
    {"after: 3 days", "from: until, after: 24 hours before",
     "changed keep-trying/message: from previous -> until\nchanged keep-trying/message: after 3 days -> 24 hours before"},
    {"after: = duration('48h')", "after: 30 days", "changed keep-trying/tickler-call: after = duration('48h') -> 30 days"},
    {", at_latest: 72 hours}", "}", "removed answer/send: at_latest 72 hours"},
    {"within: 24 hours", "within: 23 hours", "changed answer/send: within 24 hours -> 23 hours"},
    {"channel: email, purpose: inform", "channel: [phone, email], purpose: rapport, to: referrer",
     "changed answer/send: channel email -> [phone, email]\nchanged answer/send: purpose inform -> rapport\n"
     "changed answer/send: to prospect -> referrer"},
    {"note: Say hello.", "note: 'Say \"hello\", twice.'",
     "changed keep-trying/tickler-call: note Say hello. -> Say \"hello\", twice."},
    {"template: thanks", "template: thanks-2", "changed after-sale/thanks: template thanks -> thanks-2"},
    {"repeat: 3", "repeat: forever", "changed keep-trying/weekly: repeat 3 -> forever"},
    {", repeat: 3", "", "changed keep-trying/weekly: repeat 3 -> 1"},
    {", repeat: 3",
     ", repeat: 3, at: 09:05, calendar: [office, evenings], expires: 14 days, done: answered, variants: {a: 1, b: 2}",
     "added keep-trying/weekly: at 09:05\nadded keep-trying/weekly: calendar [office, evenings]\n"
     "added keep-trying/weekly: done answered\nadded keep-trying/weekly: expires 14 days\n"
     "added keep-trying/weekly: variants {a: 1, b: 2}"},
    {"after: = duration('48h')", "from: start, every: 1 week, at: next 09:15, apart: 3 days, clock: owner",
     "removed keep-trying/tickler-call: after = duration('48h')\nchanged keep-trying/tickler-call: from previous -> start\n"
     "added keep-trying/tickler-call: at next 09:15\nadded keep-trying/tickler-call: apart 3 days\n"
     "added keep-trying/tickler-call: clock owner\nadded keep-trying/tickler-call: every 1 week\n"
     "changed keep-trying/tickler-call: repeat 1 -> forever"},
    {", repeat: 3", ", repeat: 3, if: \"stage != 'visibility'\"", "added keep-trying/weekly: if stage != 'visibility'"},
    {"when_late: {purpose: apologise}", "when_late: {purpose: remind, note: \"Sorry, late.\"}",
     "changed after-sale/thanks: when_late {purpose: apologise} -> {purpose: remind, note: \"Sorry, late.\"}"},

    {"      - {id: weekly, do: {channel: phone, purpose: check_in}, after: 7 days, repeat: 3}\n", "",
     "removed step keep-trying/weekly: channel: phone, purpose: check_in, after: 7 days, repeat: 3"},
    {"  after-sale:\n",
     "  win-back:\n    starts: upset\n    steps:\n      - {id: sorry, do: {channel: email, purpose: apologise}}\n"
     "      - {id: call, do: {channel: phone}, after: 2 weeks}\n  after-sale:\n",
     "added cadence win-back: starts: upset\nadded step win-back/sorry: channel: email, purpose: apologise\n"
     "added step win-back/call: channel: phone, after: 2 weeks"},

    {"at_most: 1", "at_most: 2", "changed limit weekly-call: at_most 1 -> 2"},
    {"at_most: 1, per: 7 days, except: [keep-trying/message]", "at_most: 1, per: forever",
     "removed limit weekly-call: except keep-trying/message\nchanged limit weekly-call: per 7 days -> forever"},
    {"{count: {channel: phone, direction: outbound}", "{count: {channel: phone}, while: \"stage == 'visibility'\"",
     "changed limit weekly-call: count {channel: phone, direction: outbound} -> {channel: phone}\n"
     "added limit weekly-call: while stage == 'visibility'"},
    {"limits:\n", "limits:\n  once: {count: {channel: fax, direction: outbound}, at_most: 1, per: forever}\n",
     "added limit once: count: {channel: fax, direction: outbound}, at_most: 1, per: forever"},
    {"holds:\n", "holds:\n  - {on: upset, for: 3 days}\n", "added hold upset: for: 3 days"},
    {"holds:\n", "holds:\n  - {on: upset, for: 3 days, deadlines: run}\n", "added hold upset: for: 3 days, deadlines: run"},
    {"holds:\n", "holds:\n  - {name: angry, on: upset, for: until}\n", "added hold angry: on: upset, for: until"},
    {"else: 7 days}", "channels: phone, lifted_by: answered, except: [answer/send]}",
     "removed hold {outcome: out_of_office}: else 7 days\nadded hold {outcome: out_of_office}: channels phone\n"
     "added hold {outcome: out_of_office}: lifted_by answered\nadded hold {outcome: out_of_office}: except answer/send"},
    {"for: until, else: 7 days", "for: 7 days",
     "removed hold {outcome: out_of_office}: else 7 days\nchanged hold {outcome: out_of_office}: for until -> 7 days"},
    {"stage == 'visibility'", "stage == 'profitability'",
     "changed never {channel: phone, purpose: promote}: while stage == 'visibility' -> stage == 'profitability'"},
    {"{channel: phone, purpose: promote}", "{purpose: promote}",
     "removed never {channel: phone, purpose: promote}: while: stage == 'visibility'\n"
     "added never {purpose: promote}: while: stage == 'visibility'"},
    {"stops: [upset]", "stops: [upset, {name: no-phone, on: {outcome: no_calls}, channels: [phone], lifted_by: answered}]",
     "added stop no-phone: on: {outcome: no_calls}, channels: phone, lifted_by: answered"},
    {"closes: bought", "closes: [bought, upset]", "changed closes: bought -> [bought, upset]"},
    {"closes: bought\n", "", "removed closes: bought"},
    {"expect: {direction: outbound}, within: 72 hours", "expect: {direction: outbound}, within: 48 hours",
     "changed promise answer-in-72h: within 72 hours -> 48 hours"},
    {"within: 72 hours}", "within: 72 hours, cite: clause 4.2, as_of: 2026-11-28}",
     "added promise answer-in-72h: cite clause 4.2\nadded promise answer-in-72h: as_of 2026-11-28"},
    {"at_most: 3", "at_most: 4", "changed promise no-pestering: at_most 3 -> 4"},
    {"promises:\n", "promises:\n  - {name: once, at_most: 1, of: upset}\n",
     "added promise once: at_most: 1, of: upset, per: forever"},
    {"always: next_action", "always: respected", "changed promise nobody-dropped: always next_action -> respected"},
    {"always: next_action", "after: bought, expect: {direction: outbound}, within: 1 day",
     "removed promise nobody-dropped: always next_action\nadded promise nobody-dropped: after bought\n"
     "added promise nobody-dropped: expect {direction: outbound}\nadded promise nobody-dropped: within 1 day"},
    {"always: next_action", "never: {channel: phone}, after: upset, for: 30 days",
     "removed promise nobody-dropped: always next_action\nadded promise nobody-dropped: after upset\n"
     "added promise nobody-dropped: never {channel: phone}\nadded promise nobody-dropped: for 30 days"},
    {"always: next_action", "always: next_action, unless: bought, within: 2 days",
     "added promise nobody-dropped: unless bought\nadded promise nobody-dropped: within 2 days"},
};

tickler::policy_draft draft_of(const std::string& text) {
  const auto loaded = loading::load(text);
  BOOST_TEST_REQUIRE(!loading::has_error(loaded.diagnostics()), loading::lines_of(loaded.diagnostics()));
  return loaded.value().draft();
}

std::string said(const tickler::policy_draft& before, const tickler::policy_draft& after) {
  std::string lines;
  for (const auto& c : tickler::diff(before, after)) lines += (lines.empty() ? "" : "\n") + to_text(c);
  return lines;
}

std::string edited(const edit& e) {
  std::string text(base);
  const auto at = text.find(e.from);
  if (at == std::string::npos) throw std::logic_error(std::string("not in the policy: ") + e.from);
  return text.replace(at, std::string_view(e.from).size(), e.to);
}

std::string text_between(std::string_view from, std::string_view to) {
  const auto begin = base.find(from), end = base.find(to);
  return std::string(base.substr(begin, end - begin));
}

}  // namespace

BOOST_DATA_TEST_CASE(an_edit_is_said_in_the_words_of_the_policy, boost::unit_test::data::make(edits), e) {
  BOOST_TEST(said(draft_of(std::string(base)), draft_of(edited(e))) == e.said);
}

BOOST_AUTO_TEST_CASE(equal_policies_do_not_differ_wherever_they_are_written) {
  const auto draft = draft_of(std::string(base));
  BOOST_TEST(said(draft, draft) == "");
  BOOST_TEST(said(draft, draft_of("# A comment.\n\n" + std::string(base))) == "");
}

BOOST_AUTO_TEST_CASE(of_what_stands_in_another_order_as_little_as_possible_is_said_to_have_moved) {
  const auto answer = text_between("  answer:\n", "  keep-trying:\n");
  std::string text(base);
  text.erase(text.find(answer), answer.size());
  text.insert(text.find("limits:\n"), answer);
  BOOST_TEST(said(draft_of(std::string(base)), draft_of(text)) == "moved cadence answer: first -> behind after-sale");
}

BOOST_AUTO_TEST_CASE(rules_without_a_name_that_are_about_the_same_are_told_apart_by_their_number) {
  tickler::policy_draft before, after;
  before.holds = {{.on = "away", .lasts = 7 * tickler::units::days}};
  after.holds = {{.on = "away", .lasts = 7 * tickler::units::days}, {.on = "away", .lasts = 9 * tickler::units::days}};
  BOOST_TEST(said(before, after) == "added hold away (2): for: 9 days");
}

BOOST_AUTO_TEST_CASE(what_a_draft_has_in_place_of_a_word_is_said_as_its_number) {
  tickler::policy_draft before, after;
  before.facts = {{.name = "local", .type = tickler::fact_type::boolean}};
  after.facts = {{.name = "local", .type = static_cast<tickler::fact_type>(77)}};
  BOOST_TEST(said(before, after) == "changed fact local: bool -> 77");
}

BOOST_AUTO_TEST_CASE(a_change_of_the_policy_is_one_line_of_json) {
  const tickler::policy_change changed{
      tickler::policy_change_kind::changed, {"cadences", "keep-trying", "steps", "weekly", "after"}, "7 days", "10 days"};
  BOOST_TEST(to_json(changed) ==
             R"({"change":"policy","kind":"changed","path":["cadences","keep-trying","steps","weekly","after"],)"
             R"("before":"7 days","after":"10 days"})");
  const tickler::policy_change added{tickler::policy_change_kind::added, {"channels", "sms"}, "", ""};
  BOOST_TEST(to_json(added) == R"({"change":"policy","kind":"added","path":["channels","sms"],"before":null,"after":null})");
}
