#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <ostream>
#include <tickler/io.hpp>

#include "support/instants.hpp"

namespace {

using namespace tickler;

using support::at;

constexpr std::string_view policy_text = R"(policy: words
zone: America/New_York
business: office
vocabulary: {channels: [fax]}
calendars:
  office: {open: {mon-fri: 09:00-18:00}}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
  web: {}
events:
  asked: {outcome: inquired}
  away: {outcome: out_of_office}
  moved: {outcome: rescheduled}
cadences:
  answer:
    starts: asked
    steps:
      - id: send
        do: {channel: [email, phone], purpose: inform, template: catalogue, note: "Say \"hello\".\n\u00e9"}
        at_latest: 2 days
        when_late: {purpose: apologise, note: Sorry.}
        variants: {plain: 1, warm: 1}
      - {id: ask, do: {channel: phone, purpose: ask_for_sale}, after: 1 day}
  keep-trying:
    starts: [{direction: outbound, outcome: no_answer}, away]
    steps:
      - {id: weekly, do: {channel: phone}, after: 7 days, repeat: 3}
      - {id: monthly, do: {channel: start, purpose: check_in}, after: 1 month, repeat: forever}
limits:
  weekly-call: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
holds:
  - {on: away, for: until}
  - {name: moving, on: moved, for: 7 days}
never:
  - {do: {channel: phone, purpose: [promote, remind]}}
  - {name: quiet, do: {channel: email}}
)";

const policy& small() {
  static const auto loaded = load_policy(policy_text, "words.yaml", vocabulary());
  return loaded.value();
}

struct blocker_case {
  blocker what;
  const char* words;
};

std::ostream& operator<<(std::ostream& out, const blocker_case& c) { return out << c.words; }

const blocker_case blockers[] = {
    {{blocker_kind::no_contact, channel::phone}, "no mobile or phone (collect_details)"},
    {{blocker_kind::no_contact, channel::email}, "no email (collect_details)"},
    {{blocker_kind::opted_out, channel::email}, "opted out of email"},
    {{blocker_kind::bounced, channel::email}, "email bounced"},
    {{blocker_kind::never, channel::phone, 0}, "never 1 forbids promote or remind by phone"},
    {{blocker_kind::never, channel::email, 1}, "quiet forbids email"},
    {{blocker_kind::no_referrer}, "no referrer"},
    {{blocker_kind::undeclared_channel}, "what started it has no channel to answer on"},
    {{blocker_kind::undeclared_channel, channel::sms}, "what started it came by sms, which the policy does not declare"},
    {{blocker_kind::limit, channel::phone, 0}, "weekly-call leaves no room ever"},
    {{blocker_kind::never_open, channel::phone}, "its calendars do not open together within two years"},
    {{blocker_kind::no_business_time}, "the business calendar does not open enough within two years"},
    {{blocker_kind::beyond_2037}, "its time lies outside 1970 to 2037"},
    {{blocker_kind::too_late, channel::phone}, "by the time it could be done it is no longer on offer"},
    {{blocker_kind::unknown_region}, "region unknown: a calendar has hours by region, and none for this one"},
};

struct reason_case {
  reason what;
  const char* words;
};

std::ostream& operator<<(std::ostream& out, const reason_case& c) { return out << c.words; }

// New York is five hours behind UTC in winter.
const reason_case reasons[] = {
    {{reason_kind::started, 0, at("2026-03-02T15:00:00Z"), at("2026-03-02T15:00:00Z")}, "started Mon 2 Mar 10:00"},
    {{reason_kind::started, 0, at("2026-03-02T15:00:07Z"), at("2026-03-02T15:00:07Z")}, "started Mon 2 Mar 10:00:07"},
    {{reason_kind::hold, 0, at("2026-03-02T15:00:00Z"), at("2026-03-05T15:00:00Z")}, "held by hold 1 until Thu 5 Mar 10:00"},
    {{reason_kind::hold, 1, at("2026-03-02T15:00:00Z"), at("2026-03-05T15:00:00Z")}, "held by moving until Thu 5 Mar 10:00"},
    {{reason_kind::snooze, 0, at("2026-12-30T15:00:00Z"), at("2027-01-05T15:00:00Z")}, "snoozed until Tue 5 Jan 2027 10:00"},
    {{reason_kind::limit, 0, at("2026-03-02T15:00:00Z"), at("2026-03-05T15:00:00Z")}, "moved by weekly-call to Thu 5 Mar 10:00"},
    {{reason_kind::calendar, 0, at("2026-03-07T15:00:00Z"), at("2026-03-09T13:00:00Z")}, "closed until Mon 9 Mar 09:00"},
    {{reason_kind::squeeze, 0, at("2026-03-07T15:00:00Z"), at("2026-03-06T22:00:00Z")}, "moved forward to Fri 6 Mar 17:00"},
    {{reason_kind::given_up, 0, at("2026-03-04T15:00:00Z"), at("2026-03-09T13:00:00Z")},
     "given up Wed 4 Mar 10:00, not possible before Mon 9 Mar 09:00"},
    {{reason_kind::condition, 0, at("2026-03-02T15:00:00Z"), at("2026-03-05T15:00:00Z")},
     "kept back by a condition until Thu 5 Mar 10:00"},
};

struct touch_case {
  touch_words what;
  const char* words;
};

std::ostream& operator<<(std::ostream& out, const touch_case& c) { return out << c.words; }

const touch_case touches[] = {
    {{channel::phone, direction::outbound, purpose::check_in, outcome::no_answer}, "no answer (our phone check in)"},
    {{channel::email, direction::outbound, purpose::inform}, "our email inform"},
    {{channel::web, direction::inbound, purpose::none, outcome::inquired}, "inquired (their web)"},
    {{channel::none, direction::inbound, purpose::none, outcome::inquired}, "inquired (by them)"},
    {{channel::none, direction::internal, purpose::none, outcome::cancelled}, "cancelled (by ourselves)"},
    {{channel::internal, direction::internal, purpose::report}, "our own internal report"},
    {{channel::email, direction::outbound, purpose::report, outcome::sent, party::referrer},
     "sent (our email report to the referrer)"},
    {{channel::phone, direction::inbound, purpose::none, outcome::reached, party::referrer}, "reached (the referrer's phone)"},
    {{channel::none, direction::inbound, purpose::none, outcome::met, party::colleague}, "met (by a colleague)"},
    {{channel::phone, direction::none, purpose::none, outcome::left_message}, "left message (phone)"},
    {{channel::none, direction::none, purpose::none, outcome::purchased}, "purchased"},
    {{channel::none, direction::outbound}, "a touchpoint (by us)"},
    {{}, "a touchpoint"},
};

struct clock_case {
  const char* at;
  std::optional<instant> seen_from;
  const char* words;
};

std::ostream& operator<<(std::ostream& out, const clock_case& c) { return out << c.words; }

// The year is the one that the clock shows: in New York 2026 ends five hours later.
const clock_case clocks[] = {
    {"2026-03-02T15:00:00Z", {}, "Mon 2 Mar 2026 10:00"},
    {"2026-03-02T15:00:00Z", at("2026-12-31T12:00:00Z"), "Mon 2 Mar 10:00"},
    {"2026-03-02T15:00:00Z", at("2027-01-01T04:59:59Z"), "Mon 2 Mar 10:00"},
    {"2026-03-02T15:00:00Z", at("2027-01-01T05:00:00Z"), "Mon 2 Mar 2026 10:00"},
    {"2027-01-01T04:59:59Z", at("2026-03-02T15:00:00Z"), "Thu 31 Dec 23:59:59"},
    {"2027-01-01T05:00:00Z", at("2026-03-02T15:00:00Z"), "Fri 1 Jan 2027 00:00"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_touchpoint_is_said_in_words, boost::unit_test::data::make(touches), c) {
  BOOST_TEST(to_text(small().words(), c.what) == c.words);
}

BOOST_DATA_TEST_CASE(an_instant_is_said_as_the_clock_on_the_wall_shows_it, boost::unit_test::data::make(clocks), c) {
  BOOST_TEST(to_text(at(c.at), zone::find("America/New_York").value(), c.seen_from) == c.words);
}

BOOST_AUTO_TEST_CASE(a_prospects_clock_is_her_own_or_the_policys) {
  BOOST_TEST(zone_of(small(), {.id = "ada"}).value().name() == "America/New_York");
  BOOST_TEST(zone_of(small(), {.id = "ada", .zone = "Europe/London"}).value().name() == "Europe/London");
  BOOST_TEST(!zone_of(small(), {.id = "ada", .zone = "Europe/Lundon"}));
}

BOOST_DATA_TEST_CASE(what_blocks_an_action_is_said_in_words, boost::unit_test::data::make(blockers), c) {
  BOOST_TEST(to_text(small(), c.what) == c.words);
}

BOOST_DATA_TEST_CASE(what_moves_an_action_is_said_in_words_and_local_time, boost::unit_test::data::make(reasons), c) {
  BOOST_TEST(to_text(small(), c.what, zone::find("America/New_York").value()) == c.words);
}

BOOST_AUTO_TEST_CASE(a_decision_without_actions_is_short) {
  decision d;
  d.status = status::stopped;
  BOOST_TEST(to_json(small(), {.id = "a\"\\\n\x01/\x7f\xC3\xA9"}, d) ==
             "{\"prospect\":\"a\\\"\\\\\\u000a\\u0001/"
             "\x7f\xC3\xA9\",\"owner\":null,\"status\":\"stopped\",\"problem\":null,\"next_change\":null,\"actions\":[]}");
}

BOOST_AUTO_TEST_CASE(a_decision_is_one_json_object_with_its_fields_in_order) {
  decision d;
  d.policy_fingerprint = small().fingerprint();
  d.status = status::active;
  d.next_change = at("2026-03-05T15:00:00Z");
  d.keys = "order-7";
  d.reasons = {{reason_kind::started, 0, at("2026-03-02T10:00:00Z"), at("2026-03-02T10:00:00Z")},
               {reason_kind::hold, 0, at("2026-03-02T10:00:00Z"), at("2026-03-03T10:00:00Z")},
               {reason_kind::calendar, 0, at("2026-03-03T10:00:00Z"), at("2026-03-03T14:00:00Z")},
               {reason_kind::limit, 0, at("2026-03-03T14:00:00Z"), at("2026-03-04T14:00:00Z")}};
  d.blockers = {{blocker_kind::opted_out, channel::email}, {blocker_kind::no_contact, channel::phone}};

  action ready;
  ready.start = at("2026-03-02T10:00:00Z");
  ready.channel = channel::email;
  ready.purpose = purpose::inform;
  ready.variant = 1;
  ready.state = action_state::ready;
  ready.not_before = ready.start;
  ready.due = at("2026-03-03T05:00:00Z");
  ready.at_latest = at("2026-03-04T10:00:00Z");
  ready.contact = 0;
  ready.when = at("2026-03-02T12:00:00Z");
  ready.key_size = 7;
  ready.reason_count = 4;

  action late = ready;
  late.purpose = purpose::apologise;
  late.replaced = true;
  late.flags = 1 | 2 | 4 | 8;
  late.key_size = 0;
  late.reason_count = 0;

  action behind;
  behind.step = 1;
  behind.start = ready.start;
  behind.repetition = 2;
  behind.channel = channel::phone;
  behind.purpose = purpose::ask_for_sale;
  behind.to = party::referrer;
  behind.state = action_state::waiting;
  behind.not_before = behind.due = ready.start;
  behind.behind = 0;

  action blocked;
  blocked.start = ready.start;
  blocked.blocker_count = 2;
  d.actions = {ready, late, behind, blocked};

  const auto json = to_json(small(), {.id = "ada", .contact = {{"email", "ada@example.org"}}, .owner = "bo"}, d);
  BOOST_TEST(
      json ==
      R"({"prospect":"ada","owner":"bo","status":"active","problem":null,"next_change":"2026-03-05T15:00:00Z","actions":[)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z~order-7","cadence":"answer","step":"send","repetition":0,"key":"order-7",)"
      R"("channel":"email","contact":{"kind":"email","value":"ada@example.org"},"to":"prospect","purpose":"inform","template":"catalogue","note":"Say \"hello\".\u000aé","variant":"warm",)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-03T05:00:00Z","at_latest":"2026-03-04T10:00:00Z",)"
      R"("when":"2026-03-02T12:00:00Z","behind":null,"state":"ready","flags":[],"missing":[],"reasons":[)"
      R"({"kind":"started","at":"2026-03-02T10:00:00Z"},)"
      R"({"kind":"hold","name":"hold 1","from":"2026-03-02T10:00:00Z","to":"2026-03-03T10:00:00Z"},)"
      R"({"kind":"calendar","from":"2026-03-03T10:00:00Z","to":"2026-03-03T14:00:00Z"},)"
      R"({"kind":"limit","name":"weekly-call","from":"2026-03-03T14:00:00Z","to":"2026-03-04T14:00:00Z"}]},)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z","cadence":"answer","step":"send","repetition":0,"key":"",)"
      R"("channel":"email","contact":{"kind":"email","value":"ada@example.org"},"to":"prospect","purpose":"apologise","template":"catalogue","note":"Sorry.","variant":"warm",)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-03T05:00:00Z","at_latest":"2026-03-04T10:00:00Z",)"
      R"("when":"2026-03-02T12:00:00Z","behind":null,"state":"ready","flags":["overdue","late","squeezed","late_unavoidable"],)"
      R"("missing":[],"reasons":[]},)"
      R"({"id":"answer/ask#2@2026-03-02T10:00:00Z","cadence":"answer","step":"ask","repetition":2,"key":"",)"
      R"("channel":"phone","contact":null,"to":"referrer","purpose":"ask_for_sale","template":null,"note":null,"variant":null,)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-02T10:00:00Z","at_latest":null,"when":null,)"
      R"("behind":"answer/send#0@2026-03-02T10:00:00Z~order-7","state":"waiting","flags":[],"missing":[],"reasons":[]},)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z","cadence":"answer","step":"send","repetition":0,"key":"",)"
      R"("channel":null,"contact":null,"to":"prospect","purpose":null,"template":"catalogue","note":"Say \"hello\".\u000aé","variant":null,)"
      R"("not_before":null,"due":null,"at_latest":null,"when":null,"behind":null,"state":"blocked","flags":[],)"
      R"~("missing":["opted out of email","no mobile or phone (collect_details)"],"reasons":[]}]})~");
}

namespace {

// What is said of the last action of these, at noon in New York.
action_text said(std::vector<action> actions, const prospect& who = {.id = "ada"}) {
  decision d;
  d.keys = "order-7";
  d.reasons = {{reason_kind::started, 0, at("2026-03-02T15:00:00Z"), at("2026-03-02T15:00:00Z")},
               {reason_kind::hold, 0, at("2026-03-02T15:00:00Z"), at("2026-03-03T15:00:00Z")},
               {reason_kind::limit, 0, at("2026-03-03T15:00:00Z"), at("2026-03-04T15:00:00Z")}};
  d.blockers = {{blocker_kind::opted_out, channel::email}, {blocker_kind::no_contact, channel::phone}};
  d.actions = std::move(actions);
  return to_text(small(), who, d, d.actions.back(), zone_of(small(), who).value(), at("2026-03-02T17:00:00Z"));
}

action action_of(std::uint16_t cadence, std::uint16_t step, action_state state) {
  action a;
  a.cadence = cadence, a.step = step, a.state = state;
  a.start = at("2026-03-02T15:00:00Z");
  a.due = at("2026-03-03T15:00:00Z"), a.when = at("2026-03-04T15:00:00Z");
  return a;
}

}  // namespace

// Havana's clocks went from Saturday's last second to Sunday 01:00.
BOOST_AUTO_TEST_CASE(a_deadline_at_midnight_is_told_as_the_end_of_the_day_before) {
  const auto new_york = zone::find("America/New_York").value(), havana = zone::find("America/Havana").value();
  const auto this_year = at("2026-03-02T15:00:00Z");
  BOOST_TEST(deadline_text(at("2026-03-05T05:00:00Z"), new_york) == "end of Wed 4 Mar 2026");
  BOOST_TEST(deadline_text(at("2026-03-05T05:00:00Z"), new_york, this_year) == "end of Wed 4 Mar");
  BOOST_TEST(deadline_text(at("2027-01-01T05:00:00Z"), new_york, this_year) == "end of Thu 31 Dec");
  BOOST_TEST(deadline_text(at("2026-03-05T05:00:01Z"), new_york, this_year) == "Thu 5 Mar 00:00:01");
  BOOST_TEST(deadline_text(at("2026-03-05T15:00:00Z"), new_york, this_year) == "Thu 5 Mar 10:00");
  BOOST_TEST(deadline_text(at("2026-03-08T05:00:00Z"), havana, this_year) == "end of Sat 7 Mar");
}

BOOST_AUTO_TEST_CASE(a_ready_action_says_when_it_is_due_and_what_moved_it) {
  auto ready = action_of(0, 0, action_state::ready);
  ready.channel = channel::email, ready.purpose = purpose::inform;
  ready.key_size = 7, ready.reason_count = 3;
  const auto text = said({ready});
  BOOST_TEST(text.step == "answer/send of order-7");
  BOOST_TEST(text.what == "email inform");
  BOOST_TEST(text.when == "Tue 3 Mar 10:00");
  BOOST_TEST(
      text.why ==
      "answer/send of order-7: asked Mon 2 Mar 10:00; held by hold 1 until Tue 3 Mar 10:00; moved by weekly-call to Wed 4 Mar "
      "10:00");
  BOOST_TEST(said({ready}, {.id = "bo", .zone = "Europe/London"}).when == "Tue 3 Mar 15:00 Europe/London");
  BOOST_TEST(said({ready}, {.id = "cy", .zone = "America/New_York"}).when == "Tue 3 Mar 10:00");
}

BOOST_AUTO_TEST_CASE(a_waiting_action_says_when_it_comes_or_behind_which) {
  auto first = action_of(1, 0, action_state::waiting);
  first.channel = channel::phone, first.to = party::referrer, first.repetition = 1;
  auto second = first;
  second.step = 1, second.purpose = purpose::check_in, second.repetition = 3, second.key_size = 7, second.behind = 0;
  const prospect who{.id = "ada", .referrer = "cy"};
  const auto text = said({first}, who), later = said({first, second});
  BOOST_TEST(text.what == "phone to the referrer cy");
  BOOST_TEST(text.when == "Wed 4 Mar 10:00");
  BOOST_TEST(text.why == "keep-trying/weekly (2 of 3): outbound, no answer or away Mon 2 Mar 10:00");
  BOOST_TEST(later.step == "keep-trying/monthly of order-7 (no. 4)");
  BOOST_TEST(later.what == "phone check in to the referrer");
  BOOST_TEST(later.when == "after keep-trying/weekly (2 of 3)");
}

BOOST_AUTO_TEST_CASE(a_blocked_action_says_what_is_missing_and_by_which_channels_it_might_be_done) {
  auto blocked = action_of(0, 0, action_state::blocked);
  blocked.purpose = purpose::inform, blocked.blocker_count = 2;
  const auto text = said({blocked});
  BOOST_TEST(text.what == "email or phone inform");
  BOOST_TEST(text.when == "opted out of email; no mobile or phone (collect_details)");
  BOOST_TEST(said({action_of(1, 1, action_state::blocked)}).what == "the same way");
}

BOOST_AUTO_TEST_CASE(the_names_of_flags_come_in_their_order) {
  action a;
  BOOST_TEST(flags_of(a).empty());
  a.flags = 1 | 8;
  BOOST_TEST((flags_of(a) == std::vector<std::string_view>{"overdue", "late_unavoidable"}));
}

BOOST_AUTO_TEST_CASE(a_step_says_something_else_once_it_is_late) {
  auto a = action_of(0, 0, action_state::ready);
  BOOST_TEST(note_of(small(), a) == "Say \"hello\".\n\u00e9");
  a.replaced = true;
  BOOST_TEST(note_of(small(), a) == "Sorry.");
  BOOST_TEST(template_of(small(), a) == "catalogue");  // `when_late` has none
  a.step = 1;
  BOOST_TEST(note_of(small(), a) == "");
}
