#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/instants.hpp"

using namespace tickler;
using support::at;

namespace {

constexpr auto ladder = R"(
policy: ladder
zone: UTC
calendars:
  office: {open: {mon-fri: 09:00-17:00}}
channels:
  phone: {needs: phone, calendar: office}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
  answered: {outcome: reached}
  bought: {outcome: purchased}
  upset: {outcome: complained}
  away: {outcome: out_of_office}
stages:
  - {name: stranger, from: asked}
  - {name: customer, from: bought}
cadences:
  try:
    starts: asked
    ends: answered
    steps:
      - {id: call, do: {channel: phone, purpose: inform}, within: 1 day, expires: 3 days}
      - {id: write, do: {channel: email, purpose: inform}, after: 2 days, within: 3 days, repeat: 2}
      - {id: last, do: {channel: phone, purpose: check_in}, after: 7 days}
  offer:
    starts: asked
    again: never
    steps:
      - {id: sell, if: stage == 'customer', do: {channel: email, purpose: promote}}
      - {id: show, do: {channel: [phone, email], purpose: add_value}, after: 10 days}
  thank:
    starts: bought
    if: has(prospect.owner) && prospect.owner == 'bo'
    steps:
      - {id: card, do: {channel: email, purpose: thank}}
limits:
  calls: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
holds:
  - {name: on-leave, on: away, for: 5 days, channels: email}
never:
  - {name: no-sale, do: {channel: email, purpose: inform}, while: "count('asked', duration('240h')) > 2"}
stops: [upset]
closes: [bought]
)";

// "2026-03-02T10:00 in email inquired": a Monday
struct told_history {
  std::vector<std::string> touches;
  std::string now;
};

touchpoint touch_of(const std::string& line, vocabulary& words) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
    end = line.find(' ', begin);
    parts.push_back(line.substr(begin, end - begin));
  }
  touchpoint t{.at = at(parts.at(0) + ":00Z")};
  t.words.direction = parts.at(1) == "in" ? direction::inbound : direction::outbound;
  t.words.channel = words.find<channel>(parts.at(2)).value();
  t.words.outcome = words.find<outcome>(parts.at(3)).value();
  if (parts.size() > 4) t.steps = {parts[4]};
  return t;
}

struct desk {
  vocabulary words{};
  policy rules = load_policy(ladder, "ladder.yaml", words).value();
  prospect ada{.id = "ada", .contact = {{"phone", "1"}, {"email", "a@example.org"}}};
  history log{words};

  explanation why(const told_history& given) {
    for (const auto& line : given.touches) log.add(touch_of(line, words));
    return explain(rules, ada, log, at(given.now + ":00Z"));
  }
};

std::string name_of(step_verdict v) { return std::string(step_verdict_names[static_cast<std::size_t>(v)]); }

// "call ready, write later, last later": of the newest run of a cadence.
std::string verdicts(const explanation& why, const policy& p, std::size_t cadence) {
  const auto runs = why.runs_of(why.cadences.at(cadence));
  if (runs.empty()) return "not started";
  std::string out;
  for (const auto& s : why.steps_of(runs.back())) {
    const auto& written = p.draft().cadences[cadence].steps[s.step];
    out += (out.empty() ? "" : ", ") + *written.name + ' ' + name_of(s.verdict);
    if (*written.repeat > 1) out += ' ' + std::to_string(s.repetitions);
  }
  return out;
}

std::string ending(const explanation& why, std::size_t cadence) {
  const auto runs = why.runs_of(why.cadences.at(cadence));
  return runs.empty() ? "none" : std::string(run_end_names[static_cast<std::size_t>(runs.back().ending)]);
}

struct verdict_case {
  const char* what;
  told_history given;
  const char* ending;
  const char* steps;  // of the cadence `try`
};

std::ostream& operator<<(std::ostream& out, const verdict_case& c) { return out << c.what; }

const std::string asked = "2026-03-02T10:00 in email inquired";  // a Monday

const verdict_case cases[] = {
    {"nothing has happened", {{}, "2026-03-02T10:00"}, "none", "not started"},
    {"the first step is on offer", {{asked}, "2026-03-02T11:00"}, "running", "call ready, write later 0, last later"},
    {"out of hours", {{asked}, "2026-03-02T18:00"}, "running", "call waiting, write later 0, last later"},
    {"done by a call",
     {{asked, "2026-03-02T12:00 out phone no_answer"}, "2026-03-03T12:00"},
     "running",
     "call done, write waiting 0, last later"},
    {"the second of two",
     {{asked, "2026-03-02T12:00 out phone no_answer", "2026-03-04T12:00 out email sent"}, "2026-03-05T12:00"},
     "running",
     "call done, write waiting 1, last later"},
    {"expired on Thursday at ten, though nobody looked",
     {{asked}, "2026-03-05T10:00"},
     "running",
     "call expired, write waiting 0, last later"},
    {"a second before that it is not", {{asked}, "2026-03-05T09:59"}, "running", "call ready, write later 0, last later"},
    {"left out",
     {{asked, "2026-03-02T12:00 out phone skipped try/call"}, "2026-03-02T13:00"},
     "running",
     "call skipped, write waiting 0, last later"},
    {"a later step named: the ones before are passed",
     {{asked, "2026-03-02T12:00 out phone no_answer try/last"}, "2026-03-02T13:00"},
     "over",
     "call passed, write passed 0, last done"},
    {"ended by an answer, half done",
     {{asked, "2026-03-02T12:00 out phone no_answer", "2026-03-04T12:00 out email sent", "2026-03-05T12:00 in phone reached"},
      "2026-03-06T12:00"},
     "ended",
     "call done, write not_reached 1, last not_reached"},
    {"all contact stopped",
     {{asked, "2026-03-02T12:00 in email complained"}, "2026-03-02T13:00"},
     "cut_off",
     "call not_reached, write not_reached 0, last not_reached"},
    {"no telephone would be needed: its e-mail is bounced",
     {{asked, "2026-03-02T12:00 out phone no_answer", "2026-03-02T12:30 out email bounced"}, "2026-03-05T12:00"},
     "running",
     "call done, write blocked 0, last later"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(explaining)

BOOST_DATA_TEST_CASE(every_step_has_its_verdict, boost::unit_test::data::make(cases), c) {
  desk d;
  const auto why = d.why(c.given);
  BOOST_TEST(ending(why, 0) == c.ending);
  BOOST_TEST(verdicts(why, d.rules, 0) == c.steps);
  BOOST_TEST((why.decision == evaluate(d.rules, d.ada, d.log, why.now)));
}

BOOST_AUTO_TEST_CASE(a_step_whose_condition_does_not_hold_lets_the_next_one_forward) {
  desk d;
  const auto why = d.why({{asked}, "2026-03-02T11:00"});
  BOOST_TEST(verdicts(why, d.rules, 1) == "sell condition_false, show waiting");
  const auto& offer = d.rules.draft().cadences[1];
  const auto found = explain_condition(d.rules, d.ada, why, offer.steps[0].condition, &why.runs_of(why.cadences[1]).back());
  BOOST_TEST(found.written == "stage == 'customer'");
  BOOST_TEST(found.value == "false");
  BOOST_TEST(found.parts.size() == 1u);
  BOOST_TEST(found.parts.at(0).written == "stage");
  BOOST_TEST(found.parts.at(0).value == "'stranger'");
  BOOST_TEST(found.at.line == 30u);
}

BOOST_AUTO_TEST_CASE(what_kept_an_action_off_a_channel_that_its_step_prefers_is_told) {
  desk d;
  d.ada.contact.erase("phone");
  const auto why = d.why({{asked}, "2026-03-02T11:00"});
  const auto& show = why.steps_of(why.runs_of(why.cadences[1]).back())[1];
  BOOST_TEST((why.decision.actions[show.action].channel == channel::email));
  BOOST_TEST(why.passed_channels_of(show).size() == 1u);
  BOOST_TEST((why.passed_channels_of(show)[0] == blocker{blocker_kind::no_contact, channel::phone}));
  BOOST_TEST(to_text(describe(d.rules, d.ada, d.log, why)).find("      not by phone: no phone (collect_details)\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_touchpoint_that_did_not_start_a_cadence_says_why) {
  desk d;
  const auto why =
      d.why({{asked, "2026-03-03T10:00 in email inquired", "2026-03-04T10:00 in email purchased"}, "2026-03-04T11:00"});
  const auto refused = [&](std::size_t cadence) { return why.trace.at(why.cadences[cadence].refused); };
  BOOST_TEST((refused(0).refused == refusal::running));
  BOOST_TEST(refused(0).touchpoint == 1u);
  BOOST_TEST((refused(2).refused == refusal::condition));
  BOOST_TEST(refused(2).touchpoint == 2u);
}

// Three runs that one touchpoint began, and of which one letter carries out two.
BOOST_AUTO_TEST_CASE(runs_that_one_touchpoint_began_are_told_apart_by_their_keys) {
  vocabulary words;
  const auto rules = load_policy(R"(
policy: invoices
zone: UTC
channels: {email: {}}
cadences:
  thank:
    starts: {outcome: purchased}
    per: key
    if: start.key != '2'
    steps:
      - {id: card, do: {channel: email, purpose: thank}}
      - {id: ask, do: {channel: email, purpose: check_in}, if: start.key == '3'}
)",
                                 "invoices.yaml", words)
                         .value();
  history log(words);
  const prospect ada{.id = "ada"};
  const auto told = [&](const char* now) {
    const auto why = explain(rules, ada, log, at(now));
    std::string out;
    for (const auto& r : why.runs) {
      out += (out.empty() ? "" : "; ") + std::string(why.key(r));
      for (const auto& s : why.steps_of(r)) out += ' ' + name_of(s.verdict);
      for (std::uint32_t i = 0; i < why.trace.size(); ++i)
        if (r.is_of(why.trace[i]) && why.trace[i].kind == trace_kind::done)
          out += ", by " + std::to_string(why.trace[i].touchpoint);
    }
    return out;
  };
  touchpoint bought{.at = at("2026-03-02T10:00:00Z"), .words = {.outcome = outcome::purchased}, .keys = {"3", "1", "2", "4"}};
  log.add(bought);
  BOOST_TEST(told("2026-03-02T10:00:00Z") == "3 ready later; 1 ready later; 4 ready later");
  log.add({.at = at("2026-03-02T11:00:00Z"),
           .words = {.channel = channel::email, .direction = direction::outbound, .purpose = purpose::thank},
           .keys = {"4", "3"}});
  BOOST_TEST(told("2026-03-02T12:00:00Z") == "3 done ready, by 1; 1 ready later; 4 done condition_false, by 1");
}

BOOST_AUTO_TEST_CASE(what_a_limit_counted_is_named) {
  desk d;
  const auto why = d.why({{asked, "2026-03-02T12:00 out phone no_answer", "2026-03-02T12:10 out email sent"}, "2026-03-06T12:00"});
  BOOST_TEST((limit_usage_at(d.rules, d.ada, why, 0, at("2026-03-09T11:59:59Z")) == std::vector<std::uint32_t>{1}));
  BOOST_TEST(limit_usage_at(d.rules, d.ada, why, 0, at("2026-03-09T12:00:00Z")).empty());
}

// Both want to call on Tuesday morning, and a call a week is enough.
BOOST_AUTO_TEST_CASE(the_action_that_goes_first_and_takes_the_room_is_named) {
  vocabulary words;
  const auto rules = load_policy(R"(
policy: two-calls
zone: UTC
calendars:
  office: {open: {mon-fri: 09:00-17:00}}
channels:
  phone: {calendar: office}
events:
  asked: {outcome: inquired}
cadences:
  first:
    starts: asked
    steps:
      - {id: call, do: {channel: phone, purpose: inform}, after: 12 hours}
  second:
    starts: asked
    steps:
      - {id: call, do: {channel: phone, purpose: check_in}, after: 12 hours}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
)",
                                 "two-calls.yaml", words)
                         .value();
  history log(words);
  log.add(touch_of(asked, words));
  const prospect ada{.id = "ada"};
  const auto why = explain(rules, ada, log, at("2026-03-02T11:00:00Z"));
  BOOST_TEST((limit_usage_by_actions(rules, why, 0, 1) == std::vector<std::uint32_t>{0}));
  BOOST_TEST(limit_usage_by_actions(rules, why, 0, 0).empty());
  const auto told = to_text(describe(rules, ada, log, why));
  BOOST_TEST(told.find("      moved by weekly to Tue 10 Mar 09:00: at most 1 per 7 days\n"
                       "        it counts first/call, which goes first\n") != std::string::npos);
}

// The ladder, each rule of which says what it goes back to.
desk desk_of_cited_rules() {
  std::string cited(ladder);
  const auto add = [&cited](std::string_view behind, std::string_view cite) {
    cited.insert(cited.find(behind) + behind.size(), ", " + std::string(cite));
  };
  add("open: {mon-fri: 09:00-17:00}", "cite: ArbZG 9");
  add("at_most: 1, per: 7 days", "cite: 12 CFR 1006.14, as_of: 2026-11-28");
  add("for: 5 days, channels: email", "cite: clause 4");
  add("duration('240h')) > 2\"", "cite: UWG 7");
  cited.replace(cited.find("stops: [upset]"), 14, "stops: [{on: upset, cite: GDPR Art. 21}]");
  desk d;
  d.rules = load_policy(cited, "cited.yaml", d.words).value();
  return d;
}

struct cited_case {
  const char* sentence;
  told_history given;
  const char* text;
  const char* json;
};
std::ostream& operator<<(std::ostream& out, const cited_case& c) { return out << c.sentence; }

const cited_case cited_cases[] = {
    {"a limit",
     {{"2026-02-25T10:00 out phone no_answer", asked}, "2026-03-02T10:00"},
     "moved by calls to Wed 4 Mar 10:00: at most 1 per 7 days [12 CFR 1006.14, as of 2026-11-28]\n",
     R"("cite":"12 CFR 1006.14","as_of":"2026-11-28")"},
    {"a hold",
     {{asked, "2026-03-02T12:00 out phone no_answer", "2026-03-03T10:00 in email out_of_office"}, "2026-03-05T12:00"},
     "held by on-leave until Sun 8 Mar 10:00, since out of office (their email) Tue 3 Mar 10:00 [clause 4]\n",
     R"("cite":"clause 4")"},
    {"a never",
     {{asked, asked, asked, "2026-03-02T12:00 out phone no_answer"}, "2026-03-05T12:00"},
     "no-sale forbids inform by email [UWG 7]\n",
     R"("cite":"UWG 7")"},
    {"a stop",
     {{asked, "2026-03-02T12:00 in email complained"}, "2026-03-05T12:00"},
     "the policy stops on upset, and nothing lifts it. [GDPR Art. 21]\n",
     R"("cite":"GDPR Art. 21")"},
    {"a calendar",
     {{"2026-03-02T18:00 in email inquired"}, "2026-03-02T18:00"},
     "office is closed until Tue 3 Mar 09:00 [ArbZG 9]\n",
     R"("cite":"ArbZG 9")"},
};

BOOST_DATA_TEST_CASE(what_a_rule_goes_back_to_is_told_with_it, boost::unit_test::data::make(cited_cases), c) {
  auto d = desk_of_cited_rules();
  const auto told = describe(d.rules, d.ada, d.log, d.why(c.given));
  BOOST_TEST(to_text(told).find(c.text) != std::string::npos, to_text(told));
  BOOST_TEST(to_json(told).find(c.json) != std::string::npos, to_json(told));
}

BOOST_AUTO_TEST_CASE(an_explanation_of_a_run_that_is_over_has_no_condition) {
  desk d;
  const auto why = d.why({{asked, "2026-03-02T12:00 in phone reached"}, "2026-03-02T13:00"});
  const auto& draft = d.rules.draft();
  BOOST_CHECK_THROW(
      explain_condition(d.rules, d.ada, why, draft.cadences[1].steps[0].condition, &why.runs_of(why.cadences[0]).back()),
      tickler::misuse);
  BOOST_CHECK_THROW(explain(d.rules, d.ada, history{vocabulary{}}, why.now), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_condition_that_is_not_of_the_policy_is_refused) {
  desk d;
  const auto why = d.why({{asked}, "2026-03-02T11:00"});
  const auto& draft = d.rules.draft();
  const auto& offer = why.runs_of(why.cadences[1]).back();
  const auto tried = [&](const expression& e, const run_report* of) { return explain_condition(d.rules, d.ada, why, e, of); };
  BOOST_CHECK_NO_THROW(tried(draft.cadences[1].steps[0].condition, &offer));
  BOOST_CHECK_NO_THROW(tried(draft.never[0].condition, nullptr));
  for (const auto* other : {"happened('upset')", "stage ==", ""}) {
    BOOST_CHECK_THROW(tried(other, &offer), tickler::misuse);
    BOOST_CHECK_THROW(tried(other, nullptr), tickler::misuse);
  }
  BOOST_CHECK_THROW(tried(draft.cadences[1].steps[0].condition, nullptr), tickler::misuse);
  BOOST_CHECK_THROW(tried(draft.never[0].condition, &offer), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_prospect_that_cannot_be_decided_for_is_told_as_such) {
  desk d;
  d.ada.zone = "Mars/Base";
  const auto why = d.why({{asked}, "2026-03-02T11:00"});
  BOOST_TEST((why.decision.status == status::invalid));
  BOOST_TEST(to_text(describe(d.rules, d.ada, d.log, why)) ==
             "ada (UTC): nothing can be decided: unknown time zone 'Mars/Base'.\n");
}

namespace {

struct condition_case {
  const char* written;
  const char* in_short;
};

std::ostream& operator<<(std::ostream& out, const condition_case& c) { return out << c.written; }

// Each part as "written: value", those within it in brackets.
std::string spelled(const condition_part& c) {
  std::string out = c.written + ": " + c.value + (c.item.empty() ? "" : " for " + c.item);
  for (std::size_t i = 0; i < c.parts.size(); ++i) out += (i == 0 ? " [" : "; ") + spelled(c.parts[i]);
  return c.parts.empty() ? out : out + ']';
}

const condition_case conditions[] = {
    {"happened('asked') && happened('bought') && false", "happened('asked') && happened('bought') && false: false"},
    {"happened('asked') && happened('bought')", "happened('asked') && happened('bought'): false [happened('bought'): false]"},
    {"happened('asked') || happened('bought')", "happened('asked') || happened('bought'): true [happened('asked'): true]"},
    {"happened('upset') || happened('bought')",
     "happened('upset') || happened('bought'): false [happened('upset'): false; happened('bought'): false]"},
    {"(happened('upset') || prospect.id == 'bo') && happened('asked')",
     "(happened('upset') || prospect.id == 'bo') && happened('asked'): false [(happened('upset') || prospect.id == 'bo'): false "
     "[happened('upset'): false; prospect.id == 'bo': false [prospect.id: 'ada']]]"},
    {"!happened('asked')", "!happened('asked'): false [happened('asked'): true]"},
    {"since('asked') < duration('30m')", "since('asked') < duration('30m'): false [since('asked'): 3600s]"},
    {"since('bought') < duration('30m')",
     "since('bought') < duration('30m'): nothing: the event has not happened [since('bought'): nothing: the event has not "
     "happened]"},
    {"['x', 'ada', 'y'].exists(n, n == prospect.id)",
     "['x', 'ada', 'y'].exists(n, n == prospect.id): true [n == prospect.id: true for n = 'ada' [prospect.id: 'ada']]"},
    {"has(prospect.owner) ? prospect.owner == 'bo' : start.channel == 'email'",
     "has(prospect.owner) ? prospect.owner == 'bo' : start.channel == 'email': true [has(prospect.owner): false; "
     "start.channel == 'email': true [start.channel: 'email']]"},
    {"-5 + size(prospect.id) < 0",
     "-5 + size(prospect.id) < 0: true [-5 + size(prospect.id): -2 [size(prospect.id): 3 [prospect.id: 'ada']]]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_condition_is_told_by_the_parts_that_decide_it, boost::unit_test::data::make(conditions), c) {
  vocabulary words;
  auto draft = load_policy(ladder, "ladder.yaml", words).value().draft();
  draft.cadences[1].steps[1].condition = expression(c.written);
  const auto rules = compile(draft, words).value();
  const prospect ada{.id = "ada", .contact = {{"phone", "1"}, {"email", "a@example.org"}}};
  history log(words);
  log.add(touch_of(asked, words));
  const auto why = explain(rules, ada, log, at("2026-03-02T11:00:00Z"));
  const auto found =
      explain_condition(rules, ada, why, rules.draft().cadences[1].steps[1].condition, &why.runs_of(why.cadences[1]).back());
  BOOST_TEST(spelled(found) == c.in_short);
}

namespace {

constexpr auto closing_policy = R"(
policy: closing
zone: UTC
channels: {phone: {}, email: {}, sms: {}, web: {}}
events: {asked: {outcome: inquired}, upset: {outcome: complained}}
cadences:
  call: {starts: asked, steps: [{id: call, do: {channel: phone, purpose: inform}}]}
stops: [upset]
)";

struct blame_case {
  const char* title;
  std::vector<std::pair<outcome, std::string_view>> touches;  // of 1, 2, ... March; the channel, if any
  std::size_t blamed;                                         // of these
  const char* said;

  friend std::ostream& operator<<(std::ostream& out, const blame_case& c) { return out << c.title; }
};

const blame_case blame_cases[] = {
    {"an opt-out of one channel more does not close what an opt-out of all has closed",
     {{outcome::opted_out, ""}, {outcome::opted_in, "email"}, {outcome::opted_out, "sms"}, {outcome::inquired, "email"}},
     0,
     "opted out of phone, since opted out (by them) Sun 1 Mar"},
    {"an opt-out on the web is one of all, whether the policy declares the channel or not",
     {{outcome::opted_out, "web"}, {outcome::opted_in, "email"}, {outcome::inquired, "email"}},
     0,
     "opted out of phone, since opted out (their web) Sun 1 Mar"},
    {"an opt-out of one channel is not what has stopped all contact",
     {{outcome::complained, ""}, {outcome::opted_out, "email"}},
     0,
     "No contact of any kind since complained (by them) Sun 1 Mar 10:00: the policy stops on upset"},
};

}  // namespace

BOOST_DATA_TEST_CASE(what_closed_a_channel_is_blamed_for_it, boost::unit_test::data::make(blame_cases), c) {
  vocabulary words;
  const auto rules = load_policy(closing_policy, "closing.yaml", words).value();
  const prospect ada{.id = "ada"};
  history log(words);
  auto t = at("2026-03-01T10:00:00Z");
  for (const auto& [what, on] : c.touches) {
    log.add({.at = t, .words = {on.empty() ? channel::none : *words.find<channel>(on), direction::inbound, purpose::none, what}});
    t += date::days{1};
  }
  const auto why = explain(rules, ada, log, t);
  const auto* cause = cause_of_stop(why);
  for (const auto& b : why.decision.blockers)
    if (b.kind == blocker_kind::opted_out) cause = cause_of(rules, why, b);
  BOOST_REQUIRE(cause != nullptr);
  BOOST_TEST(cause->touchpoint == c.blamed);
  const auto text = to_text(describe(rules, ada, log, why));
  BOOST_TEST(text.find(c.said) != std::string::npos, c.title << '\n' << text);
}

BOOST_AUTO_TEST_SUITE_END()
