// The plain reference itself, on cases whose answers the design and the mission state.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "reference_time.hpp"
#include "scene.hpp"
#include "support/instants.hpp"

namespace plain {
namespace {

using namespace std::chrono_literals;
using namespace tickler::units;
using tickler::direction;

tickler::calendar_draft office() {
  tickler::calendar_draft c{.name = "office", .hours = {tickler::opening{tickler::mon_fri, 9h, 18h}}};
  for (const char* day : {"2026-11-26", "2026-11-27"}) c.closed.push_back(tickler::closure{.day = *tickler::parse_closed_day(day)});
  return c;
}

tickler::pattern_draft outcomes(std::vector<tickler::located_string> names) { return {.outcomes = std::move(names)}; }
tickler::pattern_draft inbound() { return {.directions = {direction::inbound}}; }

tickler::policy_draft sales() {
  tickler::policy_draft p{.name = "sales", .zone = "America/New_York", .business = "office"};
  p.calendars = {office()};
  p.channels = {{.name = "phone", .calendars = {"office"}}, {.name = "email"}, {.name = "card", .calendars = {"office"}}};
  p.events = {{.name = "answered", .any_of = {inbound(), outcomes({"reached"})}}};
  tickler::pattern_draft unanswered{.channels = {"phone"}, .directions = {direction::outbound}, .outcomes = {"no_answer"}};
  p.cadences = {
      {.name = "keep-word",
       .starts = outcomes({"promised"}),
       .per = tickler::run_per::start,
       .steps = {{.name = "as-agreed",
                  .channels = {"start"},
                  .purpose = "check_in",
                  .from = tickler::anchor::until,
                  .within = 30 * tickler::units::minutes,
                  .at_latest = 2 * tickler::units::hours,
                  .when_late = tickler::when_late_draft{.purpose = "apologise"}}}},
      {.name = "answer",
       .starts = outcomes({"inquired"}),
       .steps = {{.name = "send",
                  .channels = {"email"},
                  .purpose = "inform",
                  .within = 24 * tickler::units::hours,
                  .at_latest = 72 * tickler::units::hours}}},
      {.name = "keep-trying",
       .starts = unanswered,
       .ends = "answered",
       .steps = {{.name = "message", .channels = {"phone"}, .purpose = "check_in", .after = 3 * tickler::units::days},
                 {.name = "weekly", .channels = {"phone"}, .purpose = "check_in", .after = 7 * tickler::units::days, .repeat = 3},
                 {.name = "tickler-call", .channels = {"phone"}, .purpose = "check_in", .after = 30 * tickler::units::days},
                 {.name = "tickler-email", .channels = {"email"}, .purpose = "check_in"}}},
      {.name = "after-sale",
       .starts = outcomes({"purchased"}),
       .per = tickler::run_per::key,
       .steps = {{.name = "happy", .channels = {"phone"}, .purpose = "confirm_satisfaction", .after = 14 * tickler::units::days}}},
      {.name = "welcome",
       .starts = outcomes({"met"}),
       .steps = {{.name = "note",
                  .channels = {"card", "email"},
                  .purpose = "rapport",
                  .after = 24 * tickler::units::hours,
                  .within = 48 * tickler::units::hours,
                  .at_latest = 72 * tickler::units::hours}}},
      {.name = "referral",
       .starts = outcomes({"interested"}),
       .steps = {{.name = "ring", .channels = {"phone"}, .purpose = "ask_referral"}}}};
  p.limits = {{.name = "weekly-call",
               .count = tickler::pattern_draft{.channels = {"phone"}, .directions = {direction::outbound}},
               .at_most = 1,
               .per = 7 * tickler::units::days,
               .except = {"keep-word/as-agreed", "keep-trying/message", "keep-trying/tickler-call"}}};
  p.closes = outcomes({"purchased"});
  return p;
}

using support::at;

touch call(const char* time, const char* outcome) {
  return {.at = at(time), .channel = "phone", .purpose = "check_in", .outcome = outcome, .direction = direction::outbound};
}
touch seen(const char* time, const char* outcome, const char* channel = "in_person") {
  return {.at = at(time), .channel = channel, .outcome = outcome};
}
touch with_until(touch e, const char* until) { return e.until = at(until), e; }
touch with_key(touch e, const char* key) { return e.keys = {key}, e; }
touch with_step(touch e, const char* step) { return e.steps = {step}, e; }

// "active: ready welcome/note#0@2026-03-02T20:00:00Z card rapport 2026-03-03T20:00:00Z late"
std::string brief(const decision& d) {
  std::string all{tickler::status_names[static_cast<std::size_t>(d.status)]};
  for (const auto& a : d.actions) {
    all += ": " + std::string(tickler::action_state_names[static_cast<std::size_t>(a.state)]) + ' ' + a.id + ' ' + a.channel + ' ' +
           a.purpose;
    if (a.when) all += ' ' + tickler::to_string(*a.when);
    if (!a.behind.empty()) all += " behind " + a.behind;
    for (const auto& b : a.blockers) all += ' ' + std::string(tickler::blocker_kind_names[static_cast<std::size_t>(b.kind)]);
    if (a.overdue) all += " overdue";
    if (a.late) all += " late";
    if (a.squeezed) all += " squeezed";
    if (a.late_unavoidable) all += " late_unavoidable";
  }
  return all;
}

struct story {
  const char* name;
  std::vector<touch> history;
  const char* now;
  const char* expected;
};

std::ostream& operator<<(std::ostream& out, const story& s) { return out << s.name; }

// Times of New York are written in UTC: -5 h in winter, -4 h from 8 March 2026.
const std::vector<story> stories = {
    {"M1: met on Monday at 15:00, a note on Tuesday from 15:00",
     {seen("2026-03-02T20:00:00Z", "met")},
     "2026-03-02T20:00:00Z",
     "waiting: waiting welcome/note#0@2026-03-02T20:00:00Z card rapport 2026-03-03T20:00:00Z"},
    {"M2: the office closes for four days, so the note goes out at once",
     {seen("2026-11-25T22:00:00Z", "met")},
     "2026-11-25T22:00:00Z",
     "active: ready welcome/note#0@2026-11-25T22:00:00Z card rapport 2026-11-25T22:00:00Z squeezed"},
    {"M2: past the open stretch it is late",
     {seen("2026-11-25T22:00:00Z", "met")},
     "2026-11-25T23:00:00Z",
     "waiting: waiting welcome/note#0@2026-11-25T22:00:00Z card rapport 2026-11-30T14:00:00Z late"},
    {"M2: met after hours there is no stretch before",
     {seen("2026-11-25T23:00:00Z", "met")},
     "2026-11-25T23:00:00Z",
     "waiting: waiting welcome/note#0@2026-11-25T23:00:00Z card rapport 2026-11-30T14:00:00Z late late_unavoidable"},
    {"L6: no answer on Monday, a message on Thursday",
     {call("2026-03-02T15:00:00Z", "no_answer")},
     "2026-03-02T15:00:00Z",
     "waiting: waiting keep-trying/message#0@2026-03-02T15:00:00Z phone check_in 2026-03-05T15:00:00Z"},
    {"L6: then weekly, by the wall clock",
     {call("2026-03-02T15:00:00Z", "no_answer"), call("2026-03-05T15:00:00Z", "left_message")},
     "2026-03-06T15:00:00Z",
     "waiting: waiting keep-trying/weekly#0@2026-03-02T15:00:00Z phone check_in 2026-03-12T14:00:00Z"},
    {"L6: 30 days after 26 March is a Saturday",
     {call("2026-03-02T15:00:00Z", "no_answer"), call("2026-03-05T15:00:00Z", "no_answer"),
      call("2026-03-12T14:00:00Z", "no_answer"), call("2026-03-19T14:00:00Z", "no_answer"),
      call("2026-03-26T14:00:00Z", "no_answer")},
     "2026-03-26T14:00:00Z",
     "waiting: waiting keep-trying/tickler-call#0@2026-03-02T15:00:00Z phone check_in 2026-04-27T13:00:00Z"},
    {"L6: a redial within minutes is no step",
     {call("2026-03-02T15:00:00Z", "no_answer"), call("2026-03-02T15:10:00Z", "no_answer")},
     "2026-03-05T15:00:00Z",
     "active: ready keep-trying/message#0@2026-03-02T15:00:00Z phone check_in 2026-03-05T15:00:00Z"},
    {"R4: an answer ends it, and nobody has a next step",
     {call("2026-03-02T15:00:00Z", "no_answer"), seen("2026-03-03T15:00:00Z", "reached", "phone")},
     "2026-03-05T15:00:00Z",
     "unattended"},
    {"R1: the other call waits for the first",
     {with_step(call("2026-02-25T15:00:00Z", "sent"), "k"), seen("2026-03-01T15:00:00Z", "purchased"),
      seen("2026-03-16T15:00:00Z", "interested")},
     "2026-03-16T15:00:00Z",
     "active: ready after-sale/happy#0@2026-03-01T15:00:00Z phone confirm_satisfaction 2026-03-16T13:00:00Z"
     ": waiting referral/ring#0@2026-03-16T15:00:00Z phone ask_referral behind after-sale/happy#0@2026-03-01T15:00:00Z"},
    {"R1: a call last Friday holds back until next Friday",
     {call("2026-03-13T15:00:00Z", "sent"), seen("2026-03-16T15:00:00Z", "interested")},
     "2026-03-16T15:00:00Z",
     "waiting: waiting referral/ring#0@2026-03-16T15:00:00Z phone ask_referral 2026-03-20T15:00:00Z"},
    {"R3: promised for 10:00, at 13:00 an apology",
     {with_until(seen("2026-03-02T15:00:00Z", "promised", "phone"), "2026-03-03T15:00:00Z")},
     "2026-03-03T18:00:00Z",
     "active: ready keep-word/as-agreed#0@2026-03-02T15:00:00Z phone apologise 2026-03-03T15:00:00Z overdue late"},
    {"R5: two promises are two runs, each on its channel",
     {with_until(seen("2026-03-02T15:00:00Z", "promised", "email"), "2026-03-06T14:00:00Z"),
      with_until(seen("2026-03-02T15:00:00Z", "promised", "phone"), "2026-03-05T15:00:00Z")},
     "2026-03-02T15:00:00Z",
     "waiting: waiting keep-word/as-agreed#0@2026-03-02T15:00:00Z+1 phone check_in 2026-03-05T15:00:00Z"
     ": waiting keep-word/as-agreed#0@2026-03-02T15:00:00Z email check_in 2026-03-06T14:00:00Z"},
    {"R6: an order is done on its own",
     {with_key(seen("2026-01-05T15:00:00Z", "purchased"), "7/b"), with_key(seen("2026-01-06T15:00:00Z", "purchased"), "a"),
      with_key(with_step(call("2026-01-20T15:00:00Z", "sent"), "after-sale/happy"), "a")},
     "2026-01-21T15:00:00Z",
     "waiting: waiting after-sale/happy#0@2026-01-05T15:00:00Z~7%2Fb phone confirm_satisfaction 2026-01-27T15:00:00Z"},
    {"R6: done with both, the answer stays certain",
     {seen("2026-01-05T15:00:00Z", "purchased"), with_step(seen("2026-01-06T15:00:00Z", "skipped"), "after-sale/happy")},
     "2026-01-21T15:00:00Z",
     "closed"},
    {"H1: an inquiry of a week ago",
     {seen("2026-05-13T14:00:00Z", "inquired", "email")},
     "2026-05-20T14:00:00Z",
     "active: ready answer/send#0@2026-05-13T14:00:00Z email inform 2026-05-13T14:00:00Z overdue late"},
    {"H2: a call is not the material",
     {seen("2026-05-13T14:00:00Z", "inquired", "email"), call("2026-05-13T15:00:00Z", "sent")},
     "2026-05-13T16:00:00Z",
     "active: ready answer/send#0@2026-05-13T14:00:00Z email inform 2026-05-13T14:00:00Z"},
    {"O1: opted out of e-mail",
     {seen("2026-05-13T14:00:00Z", "inquired", "email"), seen("2026-05-13T15:00:00Z", "opted_out", "email")},
     "2026-05-13T16:00:00Z",
     "blocked: blocked answer/send#0@2026-05-13T14:00:00Z  inform opted_out"},
    {"O1: opted out on the web is out of all",
     {seen("2026-05-13T14:00:00Z", "inquired", "email"), seen("2026-05-13T15:00:00Z", "opted_out", "web")},
     "2026-05-13T16:00:00Z",
     "stopped"},
    {"O1: opted in again, nothing is left running",
     {seen("2026-05-13T14:00:00Z", "inquired", "email"), seen("2026-05-13T15:00:00Z", "opted_out", "web"),
      seen("2026-05-13T15:30:00Z", "opted_in", "phone")},
     "2026-05-13T16:00:00Z",
     "unattended"},
};

BOOST_DATA_TEST_CASE(the_reference_tells_each_story_as_the_mission_does, boost::unit_test::data::make(stories), s) {
  BOOST_TEST(brief(decide(sales(), {.id = "ada"}, s.history, at(s.now))) == s.expected);
}

// What the reference alone can show of each meaning: policies of one idea.
tickler::step_draft call_step(const char* name, tickler::duration after) {
  return {.name = name, .channels = {"phone"}, .purpose = "check_in", .after = tickler::located(after)};
}

tickler::policy_draft one_cadence(const char* starts, std::vector<tickler::step_draft> steps) {
  tickler::policy_draft p{.name = "one", .zone = "America/New_York", .business = "office"};
  p.calendars = {office()};
  p.channels = {{.name = "phone", .calendars = {"office"}}, {.name = "email"}, {.name = "internal"}};
  p.cadences = {{.name = "c", .starts = outcomes({starts}), .steps = std::move(steps)}};
  p.holds = {{.on = outcomes({"postponed"})}};
  return p;
}

tickler::policy_draft weekly_at_nine() {
  auto s = call_step("s", 7 * tickler::units::days);
  s.channels = {"email"};
  s.at = tickler::located(std::chrono::minutes{9h});
  s.repeat = tickler::repeat_forever;
  return one_cadence("met", {s});
}

tickler::policy_draft reminder() {
  auto s = call_step("s", 1 * tickler::units::days);
  s.from = tickler::anchor::until;
  s.after_is_before = true;
  return one_cadence("scheduled", {s});
}

tickler::policy_draft neglected_ladder() {
  std::vector<tickler::step_draft> steps;
  for (const auto& [name, days] : {std::pair("a", 2), std::pair("b", 7), std::pair("c", 14), std::pair("d", 21)}) {
    auto s = call_step(name, days * tickler::units::days);
    s.from = tickler::anchor::start;
    if (days < 21) s.expires = tickler::located(2 * tickler::units::days);
    steps.push_back(s);
  }
  return one_cadence("met", steps);
}

tickler::policy_draft expiring() {
  tickler::step_draft s{.name = "s", .channels = {"phone"}, .purpose = "check_in"};
  s.expires = tickler::located(2 * tickler::units::days);
  return one_cadence("met", {s});
}

tickler::policy_draft retry() {
  auto s = call_step("s", 1 * tickler::units::days);
  s.at_latest = tickler::located(2 * tickler::units::days);
  return one_cadence("no_answer", {s});
}

tickler::policy_draft monthly() {
  tickler::step_draft s{.name = "s", .channels = {"email"}, .purpose = "check_in"};
  s.from = tickler::anchor::start;
  s.every = tickler::located(1 * tickler::units::months);
  s.repeat = tickler::repeat_forever;
  return one_cadence("met", {s});
}

struct change {
  const char* name;
  tickler::policy_draft policy;
  std::vector<touch> history;
  const char* now;
  const char* expected;
};

std::ostream& operator<<(std::ostream& out, const change& c) { return out << c.name; }

touch mail(const char* time) { return {.at = at(time), .channel = "email", .outcome = "sent", .direction = direction::outbound}; }

const std::vector<change> changes = {
    {"weekly at nine, sent twenty seconds after it, is next Monday",
     weekly_at_nine(),
     {seen("2026-01-05T14:00:00Z", "met"), mail("2026-01-12T14:00:20Z")},
     "2026-01-12T14:00:20Z",
     "waiting: waiting c/s#1@2026-01-05T14:00:00Z email check_in 2026-01-19T14:00:00Z"},
    {"a reminder for a Sunday goes out on Friday",
     reminder(),
     {with_until(seen("2026-01-05T15:00:00Z", "scheduled"), "2026-01-11T17:00:00Z")},
     "2026-01-05T15:00:00Z",
     "waiting: waiting c/s#0@2026-01-05T15:00:00Z phone check_in 2026-01-09T14:00:00Z squeezed"},
    {"and is given up as Friday ends",
     reminder(),
     {with_until(seen("2026-01-05T15:00:00Z", "scheduled"), "2026-01-11T17:00:00Z")},
     "2026-01-09T23:00:00Z",
     "unattended"},
    {"a missing date is missing",
     reminder(),
     {seen("2026-01-05T15:00:00Z", "scheduled")},
     "2026-02-05T15:00:00Z",
     "blocked: blocked c/s#0@2026-01-05T15:00:00Z phone check_in no_date"},
    {"2, 7, 14 and 21 days: all neglected, the last is of day 21",
     neglected_ladder(),
     {seen("2026-01-05T15:00:00Z", "met")},
     "2026-01-25T15:00:00Z",
     "waiting: waiting c/d#0@2026-01-05T15:00:00Z phone check_in 2026-01-26T15:00:00Z"},
    {"met on Friday 18:30, two days begin on Monday and are over on Tuesday 18:00",
     expiring(),
     {seen("2026-01-09T23:30:00Z", "met")},
     "2026-01-13T22:59:59Z",
     "active: ready c/s#0@2026-01-09T23:30:00Z phone check_in 2026-01-13T14:00:00Z overdue"},
    {"and then it is given up", expiring(), {seen("2026-01-09T23:30:00Z", "met")}, "2026-01-13T23:00:00Z", "unattended"},
    {"held until the 20th, what was left of two days is left",
     expiring(),
     {seen("2026-01-05T15:00:00Z", "met"), with_until(seen("2026-01-06T15:00:00Z", "postponed"), "2026-01-20T15:00:00Z")},
     "2026-01-21T14:59:59Z",
     "active: ready c/s#0@2026-01-05T15:00:00Z phone check_in 2026-01-21T14:00:00Z overdue"},
    {"a retry is not squeezed",
     retry(),
     {call("2026-01-09T21:00:00Z", "no_answer")},
     "2026-01-09T21:00:00Z",
     "waiting: waiting c/s#0@2026-01-09T21:00:00Z phone check_in 2026-01-12T14:00:00Z late late_unavoidable"},
    {"every month from the 31st",
     monthly(),
     {seen("2026-01-31T15:00:00Z", "met"), mail("2026-02-10T15:00:00Z"), mail("2026-03-06T15:00:00Z")},
     "2026-03-06T15:00:00Z",
     "waiting: waiting c/s#2@2026-01-31T15:00:00Z email check_in 2026-03-31T14:00:00Z"},
};

BOOST_DATA_TEST_CASE(the_reference_means_what_the_changes_say, boost::unit_test::data::make(changes), c) {
  BOOST_TEST(brief(decide(c.policy, {.id = "ada"}, c.history, at(c.now))) == c.expected);
}

struct sum {
  const char* start;
  const char* length;
  const char* end;
};

std::ostream& operator<<(std::ostream& out, const sum& s) { return out << s.start << " + " << s.length; }

const sum sums[] = {
    {"2026-03-06T22:00:00Z", "1 business day", "2026-03-09T21:00:00Z"},    // Friday 17:00 to Monday 17:00, over the change
    {"2026-03-07T15:00:00Z", "1 business day", "2026-03-10T13:00:00Z"},    // Saturday is Monday 9:00 first
    {"2026-11-25T22:00:00Z", "2 business hours", "2026-11-30T15:00:00Z"},  // an hour today, one after the holidays
    {"2026-11-25T22:00:00Z", "1 business hour", "2026-11-25T23:00:00Z"},   // until the very end
    {"2026-01-31T15:00:00Z", "1 month", "2026-02-28T15:00:00Z"},
    {"2026-03-07T15:00:00Z", "1 day", "2026-03-08T14:00:00Z"},
    {"2026-03-07T15:00:00Z", "24 hours", "2026-03-08T15:00:00Z"},
    {"2026-03-07T07:30:00Z", "1 day", "2026-03-08T07:30:00Z"},            // 2:30 does not exist: 3:30
    {"2026-02-08T07:30:00Z", "1 month", "2026-03-08T07:30:00Z"},          // by months likewise
    {"2026-03-07T08:00:00Z", "1 day", "2026-03-08T07:00:00Z"},            // 3:00 is there
    {"2026-10-31T05:30:00Z", "1 day", "2026-11-01T05:30:00Z"},            // 1:30 twice: the earlier
    {"2026-09-08T22:00:00Z", "7 calendar days", "2026-09-15T04:00:00Z"},  // a conversation on 8 September frees the 15th
    {"2026-03-02T15:00:00Z", "1 day 4 hours", "2026-03-03T19:00:00Z"},
};

BOOST_DATA_TEST_CASE(the_reference_counts_time_by_the_wall_clock, boost::unit_test::data::make(sums), s) {
  const auto calendar = office();
  const wall_clock new_york("America/New_York");
  const reckoner time{new_york, opening_times{&calendar, "", new_york}};
  const auto end = time.add(tickler::parse_duration(s.length).value(), at(s.start));
  BOOST_TEST(static_cast<bool>(end));
  BOOST_TEST(tickler::to_string(end.at) == s.end);
}

}  // namespace
}  // namespace plain
