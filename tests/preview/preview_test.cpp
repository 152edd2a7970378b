// Timelines whose dates were worked out by hand.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <map>
#include <ostream>
#include <stdexcept>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/preview.hpp>

#include "support/instants.hpp"

namespace {

using namespace tickler;

using support::at;

policy shipped() { return load_policy_file(TICKLER_SOURCE_DIR "/examples/policies/art-of-follow-up.yaml", {}).value(); }

zone new_york() { return zone::find("America/New_York").value(); }

// Monday to Friday, 9 to 18. Whoever asks is written to within a day and called after two, twice, a week apart.
constexpr std::string_view small = R"yaml(policy: small
zone: America/New_York
calendars:
  office: {open: {mon-fri: 09:00-18:00}}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: [inquired, requested_information]}
  answered: [{outcome: reached}, {direction: inbound, outcome: replied}]
  bought: {outcome: purchased}
  visit: {channel: web, direction: inbound, with: colleague, if: "touch.key != ''"}
  promised: {outcome: promised}
  word: {outcome: postponed, if: has(touch.until)}
  no-word: {outcome: postponed, if: "!has(touch.until)"}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform}, within: 24 hours}
  call:
    starts: asked
    ends: [answered, bought]
    steps:
      - {id: ring, do: {channel: phone, purpose: check_in}, after: 2 days}
      - {id: again, do: {channel: phone, purpose: check_in}, after: 7 days, within: 8 days}
  reach:
    starts: {outcome: met}
    ends: bought
    steps:
      - {id: talk, do: {channel: phone, purpose: check_in}, done: answered}
  keep-word:
    starts: promised
    steps:
      - {id: as-agreed, do: {channel: start, purpose: check_in}, from: until}
  care:
    starts: bought
    steps:
      - {id: monthly, do: {channel: email, purpose: add_value}, after: 1 month, repeat: forever}
  file:
    starts: {outcome: declined}
    steps:
      - {id: away, do: {channel: internal}}
closes: [{outcome: declined}]
)yaml";

struct desk {
  vocabulary words{};
  policy rules = load_policy(small, "small.yaml", words).value();
};

// "2026-03-05 10:00 keep-trying/message#0 phone no_answer", a line for each entry but those that say that it goes on.
std::string lines_of(const policy& p, const timeline& found, const zone& local) {
  std::string lines;
  for (const auto& e : found.entries) {
    if (e.kind == timeline_kind::status && (e.status == status::active || e.status == status::waiting)) continue;
    auto time = to_string(instant{local.to_local(e.at).time_since_epoch()});
    time[10] = ' ';
    lines += time.substr(0, time.size() - (time.ends_with(":00Z") ? 4 : 1));
    if (e.kind == timeline_kind::done) lines += ' ' + e.what.steps.front().substr(0, e.what.steps.front().find('@'));
    if (e.kind == timeline_kind::touchpoint) lines += " >";
    if (e.kind == timeline_kind::status) lines += ' ' + std::string(status_names[static_cast<std::size_t>(e.status)]);
    if (e.kind == timeline_kind::end) lines += " end " + std::string(timeline_end_names[static_cast<std::size_t>(found.why)]);
    for (const auto word : {p.words().name(e.what.words.channel), p.words().name(e.what.words.outcome)})
      if (!word.empty()) lines += ' ' + std::string(word);
    lines += '\n';
  }
  return lines;
}

std::string preview_of(const policy& p, const prospect& who, const char* starts, const char* now, const char* script,
                       const preview_options& options = {}) {
  const auto local = new_york();
  auto happens = parse_script(script, p, local, at(now)).value();
  happens.insert(happens.begin(), example_touchpoint(p, starts, at(now)).value());
  return lines_of(p, preview(p, who, history(p.words()), at(now), happens, options), local);
}

struct story {
  const char* starts;
  const char* script;
  bool lazy;
  const char* expected;
};

std::ostream& operator<<(std::ostream& out, const story& s) {
  return out << s.starts << ", " << s.script << (s.lazy ? ", lazy" : "");
}

// From Friday 2 January 2026 at 10:00, so that two days later is a Sunday; the office is open again on Monday the 5th at 9:00.
const story stories[] = {
    {"asked", "nobody answers", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-05 09:00 call/ring#0 phone no_answer\n2026-01-12 09:00 call/again#0 phone no_answer\n"
     "2026-01-12 09:00 unattended\n2026-01-12 09:00 end unattended\n"},
    // The letter a day later; the call of Sunday can be done on Monday and is due as that ends, so as the office closes; the second
    // eight days after.
    {"asked", "nobody answers", true,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-03 10:00 answer/send#0 email sent\n"
     "2026-01-05 17:59:59 call/ring#0 phone no_answer\n2026-01-13 17:59:59 call/again#0 phone no_answer\n"
     "2026-01-13 17:59:59 unattended\n2026-01-13 17:59:59 end unattended\n"},
    {"asked", "answers on day 4", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-05 09:00 call/ring#0 phone no_answer\n2026-01-06 10:00 > replied\n2026-01-06 10:00 unattended\n"
     "2026-01-06 10:00 end unattended\n"},
    // What happens at the instant of a call comes first.
    {"asked", "answers on day 3 at 09:00", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-05 09:00 > replied\n2026-01-05 09:00 unattended\n2026-01-05 09:00 end unattended\n"},
    {"asked", "buys on day 1", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-03 10:00 > purchased\n2026-02-03 10:00 care/monthly#0 email sent\n2026-03-03 10:00 care/monthly#1 email sent\n"
     "2026-03-05 10:00 end going_on\n"},
    {"asked", "declines on day 1", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-03 10:00 > declined\n2026-01-03 10:00 file/away#0 internal\n2026-01-05 09:00 call/ring#0 phone no_answer\n"
     "2026-01-12 09:00 call/again#0 phone no_answer\n2026-01-12 09:00 closed\n2026-01-12 09:00 end closed\n"},
    {"asked", "opts out on day 1", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 answer/send#0 email sent\n"
     "2026-01-03 10:00 > opted_out\n2026-01-03 10:00 stopped\n2026-01-03 10:00 end stopped\n"},
    // We call once, and it takes an answer to get on: it never comes, or does.
    {"reach", "nobody answers", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > met\n2026-01-02 10:00 reach/talk#0 phone no_answer\n"
     "2026-03-05 10:00 end awaiting\n"},
    {"reach", "answers on day 4", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > met\n2026-01-02 10:00 reach/talk#0 phone no_answer\n"
     "2026-01-06 10:00 > replied\n2026-01-06 10:00 unattended\n2026-01-06 10:00 end unattended\n"},
    // Kept on the channel of the promise, a week later.
    {"promised", "nobody answers", false,
     "2026-01-02 10:00 unattended\n2026-01-02 10:00 > phone promised\n2026-01-09 10:00 keep-word/as-agreed#0 phone no_answer\n"
     "2026-01-09 10:00 unattended\n2026-01-09 10:00 end unattended\n"},
};

struct example {
  const char* name;
  const char* words;  // channel direction purpose outcome with, and what else there is
};

std::ostream& operator<<(std::ostream& out, const example& e) { return out << e.name; }

const example examples[] = {
    {"asked", "- inbound - inquired prospect"},
    {"answered", "- - - reached prospect"},
    {"visit", "web inbound - - colleague key"},
    {"promised", "phone - - promised prospect until"},  // whoever promises is called on that channel
    {"word", "- - - postponed prospect until"},
    {"no-word", "- - - postponed prospect"},
    {"call", "- inbound - inquired prospect"},
    {"reach", "- - - met prospect"},
    {"nothing", "none"},
};

std::string words_of(const vocabulary& words, const std::optional<touchpoint>& t) {
  if (!t) return "none";
  const auto or_dash = [](std::string_view word) { return std::string(word.empty() ? "-" : word) + ' '; };
  const auto& w = t->words;
  return or_dash(words.name(w.channel)) + or_dash(direction_names[static_cast<std::size_t>(w.direction)]) +
         or_dash(words.name(w.purpose)) + or_dash(words.name(w.outcome)) +
         std::string(party_names[static_cast<std::size_t>(w.with)]) + (t->until ? " until" : "") + (t->keys.empty() ? "" : " key");
}

struct script_line {
  const char* text;
  const char* read;  // or the error, with its offset
};

std::ostream& operator<<(std::ostream& out, const script_line& s) { return out << s.text; }

// From Saturday 7 March 2026 at 12:00 in New York: the clocks change the night after.
const script_line scripts[] = {
    {"nobody answers", ""},
    {"answers on day 1", "2026-03-08T16:00:00Z - inbound - replied prospect\n"},
    {"  answers on day 0 at 14:30 ", "2026-03-07T19:30:00Z - inbound - replied prospect\n"},
    {"buys on day 20, asked on day 2, nobody answers",
     "2026-03-09T16:00:00Z - inbound - inquired prospect\n2026-03-27T16:00:00Z - inbound - purchased prospect\n"},
    {"opts out on day 1, complains on day 2, declines on day 3, asks on day 4",
     "2026-03-08T16:00:00Z - inbound - opted_out prospect\n2026-03-09T16:00:00Z - inbound - complained prospect\n"
     "2026-03-10T16:00:00Z - inbound - declined prospect\n2026-03-11T16:00:00Z - inbound - inquired prospect\n"},
    {"", "0: '' is no '... on day 10'; or write 'nobody answers'"},
    {"answers", "0: 'answers' is no '... on day 10'; or write 'nobody answers'"},
    {"answers on day 1, sings on day 2",
     "18: 'sings' is no event of the policy; known are also 'nobody answers', 'answers', 'asks', 'buys', 'declines', 'complains', "
     "'opts out'"},
    {"answers on day x", "15: 'x' is no day from 0 to 3653"},
    {"answers on day -1", "15: '-1' is no day from 0 to 3653"},
    {"answers on day 4000", "15: '4000' is no day from 0 to 3653"},
    {"answers on day 1 in May", "16: ' in May' is no ' at 14:30'"},
    {"answers on day 1 at 25:00", "20: there is no '25:00' in a day"},
    {"answers on day 0 at 08:00", "15: 'day 0 at 08:00' is before the beginning"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_story_takes_its_course, boost::unit_test::data::make(stories), s) {
  const desk d;
  const auto now = "2026-01-02T15:00:00Z";
  BOOST_TEST(preview_of(d.rules, sample_prospect(d.rules), s.starts, now, s.script,
                        {.lazy = s.lazy, .until = at(now) + date::days{62}}) == s.expected);
}

// Mission row L6: no answer, then a message, three weeks of weekly calls, and a call and an e-mail after 30 days. 25 April is a
// Saturday.
BOOST_AUTO_TEST_CASE(who_never_answers_is_tried_as_the_shipped_policy_says) {
  const auto p = shipped();
  BOOST_TEST(
      preview_of(p, sample_prospect(p), "unanswered", "2026-03-02T15:00:00Z", "nobody answers") ==
      "2026-03-02 10:00 unattended\n2026-03-02 10:00 > phone no_answer\n"
      "2026-03-05 10:00 keep-trying/message#0 phone no_answer\n2026-03-12 10:00 keep-trying/weekly#0 phone no_answer\n"
      "2026-03-19 10:00 keep-trying/weekly#1 phone no_answer\n2026-03-26 10:00 keep-trying/weekly#2 phone no_answer\n"
      "2026-04-27 09:00 keep-trying/tickler-call#0 phone no_answer\n2026-04-27 09:00 keep-trying/tickler-email#0 email sent\n"
      "2026-04-27 09:00 unattended\n2026-04-27 09:00 end unattended\n");
}

// Mission row M2: met on the eve of Thanksgiving, and no open hour in the window: at once, or in the last second of the day.
BOOST_AUTO_TEST_CASE(a_note_before_a_long_weekend_goes_out_the_same_day) {
  const auto p = shipped();
  auto who = sample_prospect(p);
  who.region = "US-NY";
  BOOST_TEST(preview_of(p, who, "met", "2026-11-25T22:00:00Z", "nobody answers") ==
             "2026-11-25 17:00 unattended\n2026-11-25 17:00 > met\n2026-11-25 17:00 welcome/note#0 card sent\n"
             "2026-11-30 17:00 welcome/gift#0 email sent\n2026-11-30 17:00 unattended\n2026-11-30 17:00 end unattended\n");
  BOOST_TEST(preview_of(p, who, "met", "2026-11-25T22:00:00Z", "nobody answers", {.lazy = true}) ==
             "2026-11-25 17:00 unattended\n2026-11-25 17:00 > met\n2026-11-25 17:59:59 welcome/note#0 card sent\n"
             "2026-12-05 17:59:59 welcome/gift#0 email sent\n2026-12-05 17:59:59 unattended\n2026-12-05 17:59:59 end unattended\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_done_blocks_and_is_named) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z");
  const auto found = preview(d.rules, {.id = "mo", .contact = {{"email", "m@example.org"}}}, history(d.words), now,
                             {*example_touchpoint(d.rules, "asked", now)});
  BOOST_CHECK(found.why == timeline_end::blocked);
  BOOST_TEST_REQUIRE(found.last.actions.size() == 1u);
  BOOST_CHECK(found.last.blockers_of(found.last.actions[0])[0].kind == blocker_kind::no_contact);
}

BOOST_AUTO_TEST_CASE(what_it_has_waited_for_is_kept) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z");
  const auto found =
      preview(d.rules, sample_prospect(d.rules), history(d.words), now, {*example_touchpoint(d.rules, "asked", now)});
  for (const auto& e : found.entries) {
    if (e.kind != timeline_kind::done || !e.what.steps.front().starts_with("call/ring")) continue;
    const auto reasons = e.decided.reasons_of(e.decided.actions.front());
    BOOST_TEST_REQUIRE(reasons.size() == 2u);
    BOOST_CHECK((reasons[1] == reason{reason_kind::calendar, 0, at("2026-01-04T15:00:00Z"), at("2026-01-05T14:00:00Z")}));
    BOOST_TEST(e.what.steps.front() == id_of(d.rules, e.decided, e.decided.actions.front()));
    return;
  }
  BOOST_FAIL("no call");
}

BOOST_AUTO_TEST_CASE(what_the_history_has_later_than_now_is_part_of_the_script) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z"), bought = at("2026-01-05T15:00:00Z");
  history log(d.words);
  log.add(*example_touchpoint(d.rules, "asked", now));
  log.add({.at = bought, .words = {.outcome = outcome::purchased}});
  BOOST_TEST(lines_of(d.rules, preview(d.rules, sample_prospect(d.rules), log, now, {}, {.until = bought}), new_york()) ==
             "2026-01-02 10:00 answer/send#0 email sent\n2026-01-05 09:00 call/ring#0 phone no_answer\n"
             "2026-01-05 10:00 > purchased\n2026-01-05 10:00 end going_on\n");
}

BOOST_AUTO_TEST_CASE(a_timeline_has_no_more_entries_than_asked_for) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z");
  const std::vector script{*example_touchpoint(d.rules, "bought", now)};
  const auto found = preview(d.rules, sample_prospect(d.rules), history(d.words), now, script,
                             {.until = now + date::days{3'650}, .most_entries = 20});
  BOOST_CHECK(found.why == timeline_end::too_long);
  BOOST_TEST(found.entries.size() <= 20u);
  BOOST_TEST(found.entries.size() >= 18u);
}

BOOST_AUTO_TEST_CASE(another_outcome_of_unanswered_calls_can_be_asked_for) {
  const desk d;
  const auto lines = preview_of(d.rules, sample_prospect(d.rules), "asked", "2026-01-02T15:00:00Z", "nobody answers",
                                {.unanswered = outcome::left_message});
  BOOST_TEST(lines.find("call/ring#0 phone left_message") != std::string::npos, lines);
}

BOOST_DATA_TEST_CASE(an_example_matches_its_event, boost::unit_test::data::make(examples), e) {
  const desk d;
  BOOST_TEST(words_of(d.words, example_touchpoint(d.rules, e.name, at("2026-01-02T15:00:00Z"))) == e.words);
}

BOOST_DATA_TEST_CASE(a_script_is_read, boost::unit_test::data::make(scripts), s) {
  const desk d;
  const auto script = parse_script(s.text, d.rules, new_york(), at("2026-03-07T17:00:00Z"));
  std::string found;
  if (script)
    for (const auto& t : *script) found += to_string(t.at) + ' ' + words_of(d.words, t) + '\n';
  else
    found = std::to_string(script.error().offset) + ": " + script.error().message;
  BOOST_TEST(found == s.read);
}

BOOST_AUTO_TEST_CASE(anybody_can_be_reached_on_every_channel) {
  const desk d;
  const std::map<std::string, std::string, std::less<>> all{{"email", "known"}, {"mobile", "known"}, {"phone", "known"}};
  BOOST_CHECK(sample_prospect(d.rules).contact == all);
}

BOOST_AUTO_TEST_CASE(a_timeline_is_one_line_of_json) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z");
  const auto found =
      preview(d.rules, {.id = "mo"}, history(d.words), now,
              {{.at = now, .words = {.direction = direction::inbound, .outcome = outcome::opted_out}, .keys = {"1", "2"}}});
  BOOST_TEST(
      to_json(d.rules, {.id = "mo"}, found) ==
      R"({"prospect":"mo","entries":[{"at":"2026-01-02T15:00:00Z","kind":"status","status":"unattended"},)"
      R"({"at":"2026-01-02T15:00:00Z","kind":"touchpoint","status":"unattended","touchpoint":{"channel":null,)"
      R"("direction":"inbound","purpose":null,"outcome":"opted_out","with":"prospect","until":null,"key":["1","2"],"step":[]}},)"
      R"({"at":"2026-01-02T15:00:00Z","kind":"status","status":"stopped"},)"
      R"({"at":"2026-01-02T15:00:00Z","kind":"end","status":"stopped"}],"given_up":[],"why":"stopped",)"
      R"("left":{"prospect":"mo","owner":null,"status":"stopped","problem":null,"next_change":null,"actions":[]}})");
}

BOOST_AUTO_TEST_CASE(what_is_given_up_has_words) {
  const auto rules = load_policy(R"yaml(policy: p
zone: UTC
channels: {phone: {}}
cadences:
  call:
    starts: {outcome: met}
    steps:
      - {id: once, do: {channel: phone}}
      - {id: twice, do: {channel: phone}, after: 1 day, repeat: 2}
      - {id: ever, do: {channel: phone}, after: 1 day, repeat: forever}
  care:
    starts: {outcome: purchased}
    steps:
      - {id: yearly, do: {channel: phone}, from: start, every: 12 months, repeat: forever}
)yaml",
                                 "p.yaml", {})
                         .value();
  BOOST_TEST(to_text(rules, given_up_step{.cadence = 0, .step = 0}) == "given up call/once");
  BOOST_TEST(to_text(rules, given_up_step{.cadence = 0, .step = 1, .repetition = 1}) == "given up call/twice (2 of 2)");
  BOOST_TEST(to_text(rules, given_up_step{.cadence = 0, .step = 2, .repetition = 6}) == "given up call/ever (no. 7)");
  BOOST_TEST(to_text(rules, given_up_step{.cadence = 1, .step = 0, .repetition = 0}) == "missed care/yearly (no. 1)");
  BOOST_TEST(to_text(rules, given_up_step{.cadence = 0, .step = 1, .key = "order-7"}) == "given up call/twice of order-7 (1 of 2)");
}

BOOST_AUTO_TEST_CASE(a_prospect_that_cannot_be_decided_for_has_no_future) {
  const desk d;
  const auto now = at("2026-01-02T15:00:00Z");
  const auto found =
      preview(d.rules, {.id = "mo", .zone = "Nowhere/Land"}, history(d.words), now, {*example_touchpoint(d.rules, "asked", now)});
  BOOST_CHECK(found.why == timeline_end::invalid);
  BOOST_TEST(lines_of(d.rules, found, new_york()) ==
             "2026-01-02 10:00 invalid\n2026-01-02 10:00 > inquired\n2026-01-02 10:00 end invalid\n");
}

BOOST_AUTO_TEST_CASE(a_preview_without_a_policy_is_refused) {
  BOOST_CHECK_THROW(preview({}, {}, history({}), at("2026-01-02T15:00:00Z")), tickler::misuse);
}
