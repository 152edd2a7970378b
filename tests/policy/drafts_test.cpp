// Policies made in C++ are checked as those read from a file are: the same numbers, with paths instead of places.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "support/loading.hpp"

namespace {

using namespace tickler;
using namespace std::chrono_literals;

policy_draft good_draft() {
  policy_draft draft;
  draft.name = "p";
  draft.zone = "Europe/London";
  draft.business = "office";
  draft.calendars = {{.name = "office", .hours = {opening{mon_fri, 9h, 18h}}}};
  draft.channels = {{.name = "email", .needs = {"email"}}, {.name = "phone"}};
  draft.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}}}}};
  draft.cadences = {{.name = "answer",
                     .starts = {"asked"},
                     .steps = {{.name = "send", .channels = {"email"}, .within = duration(24 * units::hours)}}}};
  return draft;
}

struct mistake {
  const char* name;
  void (*make)(policy_draft&);
  std::string lines;
};
std::ostream& operator<<(std::ostream& out, const mistake& m) { return out << m.name; }

step_draft& send(policy_draft& d) { return d.cadences[0].steps[0]; }
calendar_draft& office(policy_draft& d) { return d.calendars[0]; }
hold_draft& new_hold(policy_draft& d) { return d.holds.emplace_back(hold_draft{.on = {"asked"}, .otherwise = 7 * units::days}); }
limit_draft& new_limit(policy_draft& d) {
  return d.limits.emplace_back(limit_draft{
      .name = "weekly", .count = {pattern_draft{.channels = {"phone"}, .directions = {direction::outbound}}}, .at_most = 1});
}
promise_draft& new_promise(policy_draft& d, promise_draft::kind what) {
  return d.promises.emplace_back(promise_draft{.what = what, .name = "kept"});
}

const mistake mistakes[] = {
    {"none", [](policy_draft&) {}, ""},
    {"no name", [](policy_draft& d) { d.name = ""; }, "policy: error: a policy needs a name [T104]\n"},
    {"no zone", [](policy_draft& d) { d.zone = ""; }, "zone: error: a policy needs 'zone' [T104]\n"},
    {"an unknown zone", [](policy_draft& d) { d.zone = "Europe/Lodnon"; },
     "zone: error: unknown time zone 'Europe/Lodnon', did you mean 'Europe/London'? [T302]\n"},
    {"a direction that is none",
     [](policy_draft& d) {
       d.events[0].any_of[0].directions = {direction{77}, direction{77}};
     },
     "events.asked.direction: error: 'direction' is outbound, inbound or internal, not 77 [T105]\n"
     "events.asked.direction: error: 'direction' is outbound, inbound or internal, not 77 [T105]\n"},
    {"no direction, as one", [](policy_draft& d) { d.events[0].any_of[0].directions = {direction::none}; },
     "events.asked.direction: error: 'direction' is outbound, inbound or internal, not 0 [T105]\n"},
    {"a party that is none", [](policy_draft& d) { d.events[0].any_of[0].with = {party{3}}; },
     "events.asked.with: error: 'with' is prospect, referrer or colleague, not 3 [T105]\n"},
    {"an addressee that is none", [](policy_draft& d) { send(d).to = party{3}; },
     "cadences.answer.steps.send.to: error: 'to' is prospect, referrer or colleague, not 3 [T105]\n"},
    {"an anchor that is none", [](policy_draft& d) { send(d).from = anchor{3}; },
     "cadences.answer.steps.send.from: error: 'from' is previous, start or until, not 3 [T105]\n"},
    {"a clock that is none", [](policy_draft& d) { send(d).clock = step_clock{2}; },
     "cadences.answer.steps.send.clock: error: 'clock' is prospect or owner, not 2 [T105]\n"},
    {"a calendar's clock that is none", [](policy_draft& d) { office(d).whose = calendar_draft::clock{3}; },
     "calendars.office.zone: error: 'zone' is prospect, owner or a zone, not 3 [T105]\n"},
    {"runs per what is none", [](policy_draft& d) { d.cadences[0].per = run_per{3}; },
     "cadences.answer.per: error: 'per' is one run, key or start, not 3 [T105]\n"},
    {"an again that is none", [](policy_draft& d) { d.cadences[0].again.when = again_draft::kind{3}; },
     "cadences.answer.again: error: 'again' is yes, never or a duration, not 3 [T105]\n"},
    {"a type that is none", [](policy_draft& d) { d.facts = {{.name = "seats", .type = fact_type{7}}}; },
     "facts.seats: error: a fact is bool, int, double, string, timestamp, duration or list, not 7 [T105]\n"},
    {"a promise of a kind that is none", [](policy_draft& d) { new_promise(d, promise_draft::kind{5}); },
     "promises.kept.always: error: 'always' is expect, never, at_most, next_action or respected, not 5 [T105]\n"},
    {"a note that is not UTF-8", [](policy_draft& d) { send(d).note = "caf\xe9"; },
     "cadences.answer.steps.send.note: error: 'note' is not UTF-8 [T110]\n"},
    {"a template with a zero byte", [](policy_draft& d) { send(d).template_name = std::string("short\0", 6); },
     "cadences.answer.steps.send.template: error: a zero byte in 'template' [T111]\n"},
    {"a citation that is cut off within a character", [](policy_draft& d) { office(d).cite = "\xc2"; },
     "calendars.office.cite: error: 'cite' is not UTF-8 [T110]\n"},
    {"a name in capitals", [](policy_draft& d) { d.cadences[0].name = "Answer"; },
     "cadences.Answer: error: 'Answer' is no name: a name begins with a letter a-z, goes on with a-z, 0-9, '_' or '-', and has at "
     "most "
     "64 bytes, such as 'answer' [T201]\n"},
    {"a step without a name", [](policy_draft& d) { send(d).name = ""; },
     "cadences.answer.steps.1: error: a step needs a name [T104]\n"},
    {"two events of one name", [](policy_draft& d) { d.events.push_back(d.events[0]); },
     "events.asked: error: 'asked' is already defined [T202]\n"},
    {"two facts of one name",
     [](policy_draft& d) {
       d.facts = {{.name = "local"}, {.name = "local"}};
     },
     "facts.local: error: 'local' is already defined [T202]\n"},
    {"a negative revision", [](policy_draft& d) { d.revision = -1; }, "revision: error: 'revision' is 0 or more, not -1 [T401]\n"},
    {"an undefined business calendar", [](policy_draft& d) { d.business = "ofice"; },
     "business: error: no calendar 'ofice' is defined, did you mean 'office'? [T210]\n"},
    {"a calendar without hours", [](policy_draft& d) { office(d).hours.clear(); },
     "calendars.office: error: calendar 'office' never opens [T311]\n"},
    {"hours without days",
     [](policy_draft& d) {
       office(d).hours = {opening{0, 9h, 18h}};
     },
     "calendars.office.open: error: opening hours are of some weekdays, from and to different times of 00:00 to 24:00 [T303]\n"},
    {"hours past midnight's end",
     [](policy_draft& d) {
       office(d).hours = {opening{daily, 9h, 25h}};
     },
     "calendars.office.open: error: opening hours are of some weekdays, from and to different times of 00:00 to 24:00 [T303]\n"},
    {"a closed day that does not exist",
     [](policy_draft& d) {
       office(d).closed = {closure{"", date::February / 30 / 2026}};
     },
     "calendars.office.closed: error: no such day [T305]\n"},
    {"a special day that does not exist",
     [](policy_draft& d) {
       office(d).special = {special_day{"", date::February / 30 / 2026, {{9h, 12h}}}};
     },
     "calendars.office.special: error: no such day [T305]\n"},
    {"a special day without hours",
     [](policy_draft& d) {
       office(d).special = {special_day{"", date::December / 24, {}}};
     },
     "calendars.office.special: error: the hours of a special day are from and to different times of 00:00 to 24:00 [T303]\n"},
    {"a calendar in an unknown zone",
     [](policy_draft& d) {
       office(d).whose = calendar_draft::clock::named;
       office(d).zone = "Mars";
     },
     "calendars.office.zone: error: unknown time zone 'Mars' [T302]\n"},
    {"an unknown channel", [](policy_draft& d) { d.channels[0].name = "e-mail"; },
     "channels.e-mail: error: unknown channel 'e-mail', did you mean 'email'? [T203]\n"
     "cadences.answer.steps.send.channel: error: channel 'email' is not listed under 'channels' [T207]\n"},
    {"a contact kind twice",
     [](policy_draft& d) {
       d.channels[0].needs = {"email", "email"};
     },
     "channels.email.needs.email: error: 'email' is listed twice [T202]\n"},
    {"an own word that is standard", [](policy_draft& d) { d.own_purposes = {"inform"}; },
     "vocabulary.purposes.inform: error: 'inform' is a standard purpose already [T206]\n"},
    {"an event without patterns", [](policy_draft& d) { d.events[0].any_of.clear(); },
     "events.asked: error: event 'asked' has no pattern [T103]\n"},
    {"an unknown outcome in the second pattern", [](policy_draft& d) { d.events[0].any_of.push_back({.outcomes = {"no_anwser"}}); },
     "events.asked.2.outcome.no_anwser: error: unknown outcome 'no_anwser', did you mean 'no_answer'? [T205]\n"},
    {"a cadence that nothing starts", [](policy_draft& d) { d.cadences[0].starts = {}; },
     "cadences.answer: error: a cadence needs 'starts' [T104]\n"},
    {"a cadence without steps", [](policy_draft& d) { d.cadences[0].steps.clear(); },
     "cadences.answer: error: a cadence needs 'steps' [T104]\n"},
    {"an undefined event", [](policy_draft& d) { d.cadences[0].ends = {"bought"}; },
     "cadences.answer.ends.bought: error: no event 'bought' is defined; of outcomes, did you mean 'purchased'? [T209]\n"},
    {"a high priority", [](policy_draft& d) { d.cadences[0].priority = 1001; },
     "cadences.answer.priority: error: 'priority' is 0 to 1000, not 1001 [T401]\n"},
    {"again after business days",
     [](policy_draft& d) {
       d.cadences[0].again = {again_draft::kind::after, 2 * units::business_days, {}};
     },
     "cadences.answer.again: error: 'again' takes no business days, hours or minutes [T308]\n"},
    {"again beside per",
     [](policy_draft& d) {
       d.cadences[0].per = run_per::key;
       d.cadences[0].again.when = again_draft::kind::never;
     },
     "cadences.answer.again: error: 'again' does not go with 'per': each key or start has a run of its own [T403]\n"},
    {"a step without a channel", [](policy_draft& d) { send(d).channels.clear(); },
     "cadences.answer.steps.send.channel: error: a step needs 'channel' [T104]\n"},
    {"start beside another channel",
     [](policy_draft& d) {
       send(d).channels = {"start", "email"};
     },
     "cadences.answer.steps.send.channel: error: 'start' stands alone, without other channels [T208]\n"},
    {"an unknown purpose", [](policy_draft& d) { send(d).purpose = "informs"; },
     "cadences.answer.steps.send.purpose: error: unknown purpose 'informs', did you mean 'inform'? [T204]\n"},
    {"a step to a colleague", [](policy_draft& d) { send(d).to = party::colleague; },
     "cadences.answer.steps.send.to: error: 'to' is the prospect or the referrer [T105]\n"},
    {"a negative duration", [](policy_draft& d) { send(d).within = -1 * units::days; },
     "cadences.answer.steps.send.within: error: a duration is never negative [T301]\n"},
    {"business days without a calendar for them",
     [](policy_draft& d) {
       d.business = "";
       d.channels[1].calendars = {"office"};
       send(d).within = 3 * units::business_days;
     },
     "cadences.answer.steps.send.within: error: '3 business days' needs 'business:', the calendar that it counts in [T307]\n"},
    {"a window out of order", [](policy_draft& d) { send(d).after = 2 * units::days; },
     "cadences.answer.steps.send.within: error: 'within' (24 hours) comes before 'after' (2 days) [T309]\n"},
    {"before from the step before",
     [](policy_draft& d) {
       send(d).after = 2 * units::days;
       send(d).after_is_before = true;
     },
     "cadences.answer.steps.send.after: error: 'before' needs 'from: until', the time that it counts back from [T310]\n"},
    {"the 25th hour", [](policy_draft& d) { send(d).at = {25h}; },
     "cadences.answer.steps.send.at: error: 'at' is a time of day, 00:00 to 23:59 [T306]\n"},
    {"the next time of no day", [](policy_draft& d) { send(d).at_next = true; },
     "cadences.answer.steps.send.at: error: 'at: next' needs a time of day [T306]\n"},
    {"a distance in business days without a calendar for them",
     [](policy_draft& d) {
       d.business = "";
       d.channels[1].calendars = {"office"};
       send(d).apart = 3 * units::business_days;
       send(d).expires = 3 * units::business_hours;
     },
     "cadences.answer.steps.send.apart: error: '3 business days' needs 'business:', the calendar that it counts in [T307]\n"
     "cadences.answer.steps.send.expires: error: '3 business hours' needs 'business:', the calendar that it counts in [T307]\n"},
    {"a schedule from no date", [](policy_draft& d) { send(d).every = 1 * units::weeks; },
     "cadences.answer.steps.send.every: error: 'every' needs 'from: start' or 'from: until', the date that the schedule counts "
     "from "
     "[T312]\n"},
    {"a schedule of a negative length",
     [](policy_draft& d) {
       send(d).from = anchor::start;
       send(d).every = -1 * units::weeks;
     },
     "cadences.answer.steps.send.every: error: a duration is never negative [T301]\n"},
    {"no repetition", [](policy_draft& d) { send(d).repeat = 0; },
     "cadences.answer.steps.send.repeat: error: 'repeat' is 1 to 1000 or forever, not 0 [T401]\n"},
    {"repetitions all at once", [](policy_draft& d) { send(d).repeat = 2; },
     "cadences.answer.steps.send.repeat: error: 'repeat' needs 'after', or all repetitions would be due at once [T402]\n"},
    {"late without a change", [](policy_draft& d) { send(d).when_late.emplace(); },
     "cadences.answer.steps.send.when_late: error: 'when_late' needs a purpose, a template or a note [T104]\n"},
    {"a variant without weight", [](policy_draft& d) { send(d).variants = {{.name = "short", .weight = 0}}; },
     "cadences.answer.steps.send.variants.short.weight: error: 'weight' is 1 to 1000000, not 0 [T401]\n"},
    {"a step that may get stuck", [](policy_draft& d) { d.cadences[0].steps.push_back({.name = "call", .channels = {"phone"}}); },
     "cadences.answer.steps.send: warning: step 'send' has no 'expires': a prospect without contact data for it never gets to the "
     "steps after it [T405]\n"},
    {"a stage without an event", [](policy_draft& d) { d.stages = {{.name = "visibility"}}; },
     "stages.visibility: error: a stage needs 'from' [T104]\n"},
    {"a limit that counts nothing", [](policy_draft& d) { new_limit(d).count = {}; },
     "limits.weekly: error: a limit needs 'count' [T104]\n"},
    {"a limit of none", [](policy_draft& d) { new_limit(d).at_most = 0; },
     "limits.weekly.at_most: error: 'at_most' is 1 to 64, not 0 [T401]\n"},
    {"a limit of what comes in", [](policy_draft& d) { new_limit(d).count = {"asked"}; },
     "limits.weekly: warning: limit 'weekly' counts nothing outbound, so it never holds a step back [T406]\n"},
    {"an exception for no step", [](policy_draft& d) { new_limit(d).except = {"answer/sent"}; },
     "limits.weekly.except: error: 'answer/sent' is no step of this policy, did you mean 'answer/send'? [T211]\n"},
    {"a hold on nothing", [](policy_draft& d) { new_hold(d).on = {}; }, "holds.1: error: a hold needs 'on' [T104]\n"},
    {"a hold with two ends",
     [](policy_draft& d) {
       auto& hold = new_hold(d);
       hold.lasts = hold.otherwise = 2 * units::days;
     },
     "holds.1.else: error: 'else' goes with 'for: until' only: a duration always has an end [T404]\n"},
    {"never anything", [](policy_draft& d) { d.never.emplace_back(); },
     "never.1: error: a 'never' rule needs a channel or a purpose [T104]\n"},
    {"a stop on nothing", [](policy_draft& d) { d.stops.emplace_back().name = "upset"; },
     "stops.upset: error: a stop needs 'on' [T104]\n"},
    {"a close on an undefined event", [](policy_draft& d) { d.closes = {"bought"}; },
     "closes.bought: error: no event 'bought' is defined; of outcomes, did you mean 'purchased'? [T209]\n"},
    {"a promise of nothing", [](policy_draft& d) { new_promise(d, promise_draft::kind::expect).after = {"asked"}; },
     "promises.kept: error: a promise needs 'expect' [T104]\npromises.kept: error: a promise needs 'within' [T104]\n"},
    {"a promise that forbids nothing", [](policy_draft& d) { new_promise(d, promise_draft::kind::never).after = {"asked"}; },
     "promises.kept: error: a promise needs 'never' [T104]\n"},
    {"a promise of respect within a time",
     [](policy_draft& d) { new_promise(d, promise_draft::kind::respected).within = duration(1 * units::days); },
     "promises.kept.within: error: 'within' goes with 'next_action', not with 'respected' [T107]\n"},
    {"a promise of respect with an exception",
     [](policy_draft& d) { new_promise(d, promise_draft::kind::respected).unless = {"asked"}; },
     "promises.kept.unless: error: 'unless' goes with 'next_action', not with 'respected' [T107]\n"},
    {"a promise that breaks off with an undefined event",
     [](policy_draft& d) { new_promise(d, promise_draft::kind::next_action).unless = {"aksed"}; },
     "promises.kept.unless.aksed: error: no event 'aksed' is defined, did you mean 'asked'? [T209]\n"},
    {"a promise of none", [](policy_draft& d) { new_promise(d, promise_draft::kind::at_most).of = {"asked"}; },
     "promises.kept.at_most: error: 'at_most' is 1 to 64, not 0 [T401]\n"},
    {"an unused event", [](policy_draft& d) { d.events.push_back({.name = "met", .any_of = {{.outcomes = {"met"}}}}); },
     "events.met: warning: event 'met' is never used [T212]\n"},
};

struct size_case {
  const char* name;
  policy_limits limits;
  std::string line;
};
std::ostream& operator<<(std::ostream& out, const size_case& c) { return out << c.name; }

// Each of the full draft has two.
const size_case sizes[] = {
    {"calendars", {.calendars = 1}, "calendars: error: more than 1 calendars [T501]\n"},
    {"regions", {.regions = 1}, "calendars: error: more than 1 regions in the calendars [T501]\n"},
    {"closed days", {.closed_days = 1}, "calendars.office.closed: error: more than 1 closed days [T501]\n"},
    {"intervals", {.intervals_a_day = 1}, "calendars.office.open: error: more than 1 intervals a day [T501]\n"},
    {"contact kinds", {.contact_kinds = 1}, "channels: error: more than 1 kinds of contact data [T501]\n"},
    {"channels", {.channels = 1}, "channels: error: more than 1 channels [T501]\n"},
    {"events", {.events = 1}, "events: error: more than 1 events [T501]\n"},
    {"patterns", {.patterns = 1}, "events.asked: error: more than 1 patterns in one event [T501]\n"},
    {"cadences", {.cadences = 1}, "cadences: error: more than 1 cadences [T501]\n"},
    {"steps", {.steps = 1}, "cadences.answer.steps: error: more than 1 steps in one cadence [T501]\n"},
    {"limits", {.limits = 1}, "limits: error: more than 1 limits [T501]\n"},
    {"holds", {.holds = 1}, "holds: error: more than 1 holds [T501]\n"},
    {"never", {.never = 1}, "never: error: more than 1 'never' rules [T501]\n"},
    {"stops", {.stops = 1}, "stops: error: more than 1 stops [T501]\n"},
    {"stages", {.stages = 1}, "stages: error: more than 1 stages [T501]\n"},
    {"promises", {.promises = 1}, "promises: error: more than 1 promises [T501]\n"},
};

policy_draft draft_with_two_of_each() {
  auto d = good_draft();
  d.calendars.push_back({.name = "evenings", .hours = {opening{daily, 18h, 22h}}});
  office(d).hours.push_back(opening{monday, 20h, 21h});
  office(d).closed = {closure{"US", date::July / 4}, closure{"GB", date::December / 26}};
  d.channels[1].calendars = {"evenings"};
  d.channels[1].needs = {"phone"};
  d.events.push_back({.name = "met", .any_of = {{.outcomes = {"met"}}}});
  d.events[0].any_of.push_back({.outcomes = {"inquired"}});
  send(d).expires = 2 * units::days;
  d.cadences[0].steps.push_back({.name = "call", .channels = {"phone"}});
  d.cadences.push_back({.name = "welcome", .starts = {"met"}, .steps = {{.name = "note", .channels = {"email"}}}});
  new_limit(d).name = "daily";
  new_limit(d);
  new_hold(d);
  new_hold(d);
  d.never = {{.channels = {"phone"}}, {.purposes = {"promote"}}};
  d.stops = {{.on = {pattern_draft{.outcomes = {"complained"}}}, .channels = {"phone"}},
             {.on = {pattern_draft{.outcomes = {"declined"}}}, .channels = {"email"}}};
  d.stages = {{.name = "first", .from = {"met"}}, {.name = "second", .from = {"asked"}}};
  d.cadences[1].condition = "stage != 'second'";
  new_promise(d, promise_draft::kind::next_action);
  new_promise(d, promise_draft::kind::respected).name = "opt-outs";
  return d;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_mistake_in_a_policy_made_in_cpp_names_its_path, boost::unit_test::data::make(mistakes), m) {
  auto draft = good_draft();
  m.make(draft);
  const auto compiled = compile(draft, vocabulary{});
  BOOST_TEST(loading::lines_of(compiled.diagnostics()) == m.lines);
  BOOST_TEST(static_cast<bool>(compiled) == (m.lines.find(" error: ") == std::string::npos));
}

BOOST_AUTO_TEST_CASE(what_a_temporary_says_outlives_it) {
  auto draft = good_draft();
  send(draft).purpose = "free_assessment";
  std::string lines;
  for (const auto& d : compile(draft, vocabulary{}).diagnostics()) lines += to_string(d) + '\n';
  BOOST_TEST(lines ==
             "cadences.answer.steps.send.purpose: error: unknown purpose 'free_assessment': one of your own is listed under "
             "'vocabulary' [T204]\n");
}

BOOST_AUTO_TEST_CASE(two_of_each_are_fine) {
  BOOST_TEST(loading::lines_of(compile(draft_with_two_of_each(), vocabulary{}).diagnostics()) == "");
}

BOOST_DATA_TEST_CASE(two_are_too_many_where_the_limit_is_one, boost::unit_test::data::make(sizes), c) {
  BOOST_TEST(loading::lines_of(compile(draft_with_two_of_each(), vocabulary{}, {.limits = c.limits}).diagnostics()) == c.line);
}

BOOST_AUTO_TEST_CASE(fifty_three_own_channels_are_the_most) {
  auto draft = good_draft();
  std::vector<located_string> used;
  for (int i = 0; i < 53; ++i) draft.own_channels.push_back("c" + std::to_string(i));
  draft.events[0].any_of[0].channels = draft.own_channels;
  BOOST_TEST(loading::lines_of(compile(draft, vocabulary{}).diagnostics()) == "");
  draft.own_channels.push_back("c53");
  draft.events[0].any_of[0].channels = draft.own_channels;
  BOOST_TEST(loading::lines_of(compile(draft, vocabulary{}).diagnostics()) ==
             "vocabulary.channels: error: more than 53 own channels [T501]\n");
}

BOOST_AUTO_TEST_CASE(other_policies_words_are_not_ones_own) {
  vocabulary words;
  words.declare<purpose>("free_assessment");
  auto draft = good_draft();
  send(draft).purpose = "free_assessment";
  BOOST_TEST(loading::lines_of(compile(draft, words).diagnostics()) ==
             "cadences.answer.steps.send.purpose: error: unknown purpose 'free_assessment': one of your own is listed under "
             "'vocabulary' [T204]\n");
}

BOOST_AUTO_TEST_CASE(more_than_64_promises_are_too_many) {
  auto draft = good_draft();
  for (int i = 0; i < 64; ++i) new_promise(draft, promise_draft::kind::respected).name = "p" + std::to_string(i);
  BOOST_TEST(loading::lines_of(compile(draft, vocabulary{}).diagnostics()) == "");
  new_promise(draft, promise_draft::kind::respected).name = "p64";
  BOOST_TEST(loading::lines_of(compile(draft, vocabulary{}).diagnostics()) == "promises: error: more than 64 promises [T501]\n");
}

BOOST_AUTO_TEST_CASE(a_policy_has_at_most_500_words_of_its_own) {
  auto draft = good_draft();
  for (int i = 0; i < 300; ++i) draft.own_purposes.push_back("p" + std::to_string(i));
  for (int i = 0; i < 200; ++i) draft.own_outcomes.push_back("o" + std::to_string(i));
  BOOST_TEST(static_cast<bool>(compile(draft, vocabulary{})));
  draft.own_outcomes.push_back("o200");
  BOOST_TEST(loading::lines_of(compile(draft, vocabulary{}).diagnostics()) ==
             "vocabulary.outcomes: error: more than 500 own purposes and outcomes [T501]\n");
}

namespace {

// Each as many as the engine holds; one more is refused.
const policy_limits held[] = {{.channels = 64}, {.holds = 64},    {.never = 64},        {.stops = 64},
                              {.limits = 32},   {.promises = 64}, {.contact_kinds = 64}};
const policy_limits past[] = {{.channels = 65}, {.holds = 65},    {.never = 65},        {.stops = 65},
                              {.limits = 33},   {.promises = 65}, {.contact_kinds = 65}};

}  // namespace

BOOST_AUTO_TEST_CASE(limits_cannot_be_raised_past_what_the_engine_holds) {
  for (const auto& limits : held) BOOST_TEST(static_cast<bool>(compile(good_draft(), vocabulary{}, {.limits = limits})));
  for (const auto& limits : past) BOOST_CHECK_THROW(compile(good_draft(), vocabulary{}, {.limits = limits}), misuse);
}
