#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/io.hpp>

namespace {

using namespace tickler;

instant at(const char* t) { return parse_instant(t).value(); }

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
    {{blocker_kind::beyond_2037}, "its time lies past 2037"},
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
};

}  // namespace

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
             "{\"prospect\":\"a\\\"\\\\\\u000a\\u0001/\x7f\xC3\xA9\",\"status\":\"stopped\",\"next_change\":null,\"actions\":[]}");
}

BOOST_AUTO_TEST_CASE(a_decision_is_one_json_object_with_its_fields_in_order) {
  decision d;
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
  ready.when = at("2026-03-05T10:00:00Z");
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

  const auto json = to_json(small(), {.id = "ada"}, d);
  BOOST_TEST(
      json ==
      R"({"prospect":"ada","status":"active","next_change":"2026-03-05T15:00:00Z","actions":[)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z~order-7","cadence":"answer","step":"send","repetition":0,"key":"order-7",)"
      R"("channel":"email","to":"prospect","purpose":"inform","template":"catalogue","note":"Say \"hello\".\u000aé","variant":"warm",)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-03T05:00:00Z","at_latest":"2026-03-04T10:00:00Z",)"
      R"("when":"2026-03-05T10:00:00Z","behind":null,"state":"ready","flags":[],"missing":[],"reasons":[)"
      R"({"kind":"started","at":"2026-03-02T10:00:00Z"},)"
      R"({"kind":"hold","name":"hold 1","from":"2026-03-02T10:00:00Z","to":"2026-03-03T10:00:00Z"},)"
      R"({"kind":"calendar","from":"2026-03-03T10:00:00Z","to":"2026-03-03T14:00:00Z"},)"
      R"({"kind":"limit","name":"weekly-call","from":"2026-03-03T14:00:00Z","to":"2026-03-04T14:00:00Z"}]},)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z","cadence":"answer","step":"send","repetition":0,"key":"",)"
      R"("channel":"email","to":"prospect","purpose":"apologise","template":"catalogue","note":"Sorry.","variant":"warm",)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-03T05:00:00Z","at_latest":"2026-03-04T10:00:00Z",)"
      R"("when":"2026-03-05T10:00:00Z","behind":null,"state":"ready","flags":["overdue","late","squeezed","late_unavoidable"],)"
      R"("missing":[],"reasons":[]},)"
      R"({"id":"answer/ask#2@2026-03-02T10:00:00Z","cadence":"answer","step":"ask","repetition":2,"key":"",)"
      R"("channel":"phone","to":"referrer","purpose":"ask_for_sale","template":null,"note":null,"variant":null,)"
      R"("not_before":"2026-03-02T10:00:00Z","due":"2026-03-02T10:00:00Z","at_latest":null,"when":null,)"
      R"("behind":"answer/send#0@2026-03-02T10:00:00Z~order-7","state":"waiting","flags":[],"missing":[],"reasons":[]},)"
      R"({"id":"answer/send#0@2026-03-02T10:00:00Z","cadence":"answer","step":"send","repetition":0,"key":"",)"
      R"("channel":null,"to":"prospect","purpose":null,"template":"catalogue","note":"Say \"hello\".\u000aé","variant":null,)"
      R"("not_before":null,"due":null,"at_latest":null,"when":null,"behind":null,"state":"blocked","flags":[],)"
      R"~("missing":["opted out of email","no mobile or phone (collect_details)"],"reasons":[]}]})~");
}
