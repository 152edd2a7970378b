// A policy that is written is the one that is read.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <tickler/diff.hpp>
#include <tickler/io/write_policy.hpp>
#include <vector>

#include "policy/write/file_form.hpp"
#include "support/small_policy.hpp"

using namespace tickler;
using support::small_draft;
namespace data = boost::unit_test::data;

namespace {

policy read(const std::string& yaml) { return load_policy(yaml, "written.yaml", vocabulary{}).value(); }

policy_draft full_draft() {
  policy_draft d{.name = "full", .revision = 3, .zone = "Europe/London", .business = "office"};
  d.own_channels = {"fax"};
  d.own_outcomes = {"no_calls", "won"};
  d.facts = {{.name = "local", .type = fact_type::boolean}};
  const closure christmas{"", date::December / 25}, thanksgiving{"US", date::November / date::thu[4]};
  d.calendars = {{.name = "office",
                  .hours = {opening{mon_fri, std::chrono::hours{9}, std::chrono::hours{18}},
                            opening{saturday, std::chrono::hours{9}, std::chrono::hours{12}},
                            opening{saturday, std::chrono::hours{14}, std::chrono::hours{16}}},
                  .closed = {christmas, thanksgiving},
                  .special = {special_day{"", date::December / 24, {{std::chrono::hours{9}, std::chrono::hours{12}}}},
                              special_day{"US",
                                          easter_day{false, -2},
                                          {{std::chrono::hours{9}, std::chrono::hours{10}},
                                           {std::chrono::hours{11}, std::chrono::hours{12}}}}},
                  .whose = calendar_draft::clock::named,
                  .zone = "Europe/Berlin",
                  .cite = "ArbZG § 9: rest",
                  .as_of = date::year{1994} / 6 / 6}};
  d.channels = {{.name = "phone", .needs = {"mobile", "phone"}, .calendars = {"office"}}, {.name = "fax"}};
  d.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}, .condition = "touch.key != 'x'"}}},
              {.name = "won", .any_of = {{.outcomes = {"won"}}, {.outcomes = {"purchased"}, .with = {party::colleague}}}}};
  d.stages = {{.name = "met", .from = "asked"}};
  d.cadences = {{.name = "answer",
                 .starts = "asked",
                 .again = {.when = again_draft::kind::after, .wait = 90 * units::days},
                 .steps = {{.name = "call",
                            .channels = {"phone", "fax"},
                            .purpose = "inform",
                            .note = "Say: hello.",
                            .from = anchor::start,
                            .after = 1 * units::hours,
                            .at = std::chrono::minutes{555},
                            .repeat = 3,
                            .variants = {{.name = "a"}, {.name = "b", .weight = 3}}},
                           {.name = "last", .channels = {"phone"}, .computed_after = "duration('48h')"}}},
                {.name = "statement",
                 .starts = "asked",
                 .steps = {{.name = "draw-up",
                            .channels = {"internal"},
                            .from = anchor::start,
                            .apart = 3 * units::business_days,
                            .at = std::chrono::minutes{555},
                            .at_next = true,
                            .clock = step_clock::prospect,
                            .every = 12 * units::months,
                            .expires = 2 * units::business_hours},
                           {.name = "send",
                            .channels = {"phone"},
                            .from = anchor::until,
                            .apart = duration{},
                            .every = 1 * units::months,
                            .repeat = repeat_forever}}}};
  d.limits = {{.name = "once", .count = pattern_draft{.channels = {"phone"}}, .at_most = 1, .cite = "clause 4"}};
  d.holds = {{.on = pattern_draft{.outcomes = {"out_of_office"}}, .otherwise = 7 * units::days},
             {.on = "asked", .lasts = 1 * units::days, .deadlines_run = true, .cite = "227", .as_of = date::year{2024} / 2 / 29}};
  d.never = {{.channels = {"phone"}, .purposes = {"promote"}}};
  d.stops = {{.name = "quiet", .on = pattern_draft{.outcomes = {"no_calls"}}, .channels = {"phone"}}};
  d.closes = "won";
  d.promises = {{.what = promise_draft::kind::next_action, .name = "nobody-dropped"},
                {.what = promise_draft::kind::at_most, .name = "no-pestering", .of = "asked", .at_most = 3}};
  return d;
}

constexpr std::string_view full_text = R"yaml(policy: full
revision: 3
zone: Europe/London
business: office
vocabulary:
  channels: fax
  outcomes: [no_calls, won]
facts:
  local: bool
calendars:
  office:
    open: {mon-fri: 09:00-18:00, sat: [09:00-12:00, 14:00-16:00]}
    closed: {all: 12-25, US: "thu[4] nov"}
    special: {all: {12-24: 09:00-12:00}, US: {easter-2: [09:00-10:00, 11:00-12:00]}}
    zone: Europe/Berlin
    cite: "ArbZG § 9: rest"
    as_of: 1994-06-06
channels:
  phone:
    needs: [mobile, phone]
    calendar: office
  fax:
events:
  asked: {direction: inbound, if: "touch.key != 'x'"}
  won: [{outcome: won}, {outcome: purchased, with: colleague}]
stages:
  - name: met
    from: asked
cadences:
  answer:
    starts: asked
    again: 90 days
    steps:
      - id: call
        do:
          channel: [phone, fax]
          purpose: inform
          note: "Say: hello."
        from: start
        after: 1 hour
        at: 09:15
        repeat: 3
        variants: {a: 1, b: 3}
      - id: last
        do:
          channel: phone
        after: "= duration('48h')"
  statement:
    starts: asked
    steps:
      - id: draw-up
        do:
          channel: internal
        from: start
        at: next 09:15
        apart: 3 business days
        clock: prospect
        every: 12 months
        repeat: 1
        expires: 2 business hours
      - id: send
        do:
          channel: phone
        from: until
        apart: 0 minutes
        every: 1 month
limits:
  once:
    count: {channel: phone}
    at_most: 1
    per: forever
    cite: clause 4
holds:
  - on: {outcome: out_of_office}
    for: until
    else: 7 days
  - on: asked
    for: 1 day
    deadlines: run
    cite: 227
    as_of: 2024-02-29
never:
  - do: {channel: phone, purpose: promote}
stops:
  - name: quiet
    on: {outcome: no_calls}
    channels: phone
closes: won
promises:
  - name: nobody-dropped
    always: next_action
  - name: no-pestering
    at_most: 3
    of: asked
)yaml";

}  // namespace

BOOST_AUTO_TEST_SUITE(writing)

BOOST_AUTO_TEST_CASE(a_policy_is_written_as_an_author_would_write_it) { BOOST_TEST(to_yaml(full_draft()) == full_text); }

BOOST_AUTO_TEST_CASE(what_is_written_is_read_as_the_same_draft) {
  const auto draft = full_draft();
  const auto p = read(to_yaml(draft));
  BOOST_TEST(same(p.draft(), draft));
  BOOST_TEST(diff(p.draft(), draft).empty());
  BOOST_TEST(p.fingerprint() == compile(draft, vocabulary{}).value().fingerprint());
}

BOOST_AUTO_TEST_CASE(a_shipped_policy_is_the_same_after_load_write_and_load) {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(TICKLER_SOURCE_DIR "/examples")) {
    const auto path = file.path().string();
    const bool is_mapping = path.find("/crm/") != path.npos;
    if (!path.ends_with(".yaml") || path.ends_with(".tests.yaml") || is_mapping) continue;
    const auto p = load_policy_file(path, vocabulary{}).value();
    const auto yaml = to_yaml(p.draft());
    const auto again = read(yaml);
    BOOST_TEST(again.fingerprint() == p.fingerprint(), path);
    BOOST_TEST(same(again.draft(), p.draft()), path);
    BOOST_TEST(diff(again.draft(), p.draft()).empty(), path);
    BOOST_TEST(to_yaml(again.draft()) == yaml, path);
    ++count;
  }
  BOOST_TEST(count >= 3u);
}

struct text_case {
  std::string_view text, written;
};
const text_case texts[] = {
    {"Say hello.", "Say hello."},
    {"a:b", "a:b"},
    {"a: b", "\"a: b\""},
    {"at last:", "\"at last:\""},
    {"x # y", "\"x # y\""},
    {"- x", "\"- x\""},
    {"-", "\"-\""},
    {"a-b", "a-b"},
    {"? x", "\"? x\""},
    {":x", "\":x\""},
    {"= x", "= x"},
    {"[x]", "\"[x]\""},
    {"{{name}}, hello", "\"{{name}}, hello\""},
    {"a, b", "\"a, b\""},
    {"it's", "\"it's\""},
    {"say \"hi\"", "\"say \\\"hi\\\"\""},
    {"back\\slash", "\"back\\\\slash\""},
    {"&a", "\"&a\""},
    {"*a", "\"*a\""},
    {"!a", "\"!a\""},
    {"|", "\"|\""},
    {">", "\">\""},
    {"%a", "\"%a\""},
    {"@a", "\"@a\""},
    {"`a", "\"`a\""},
    {" x", "\" x\""},
    {"x ", "\"x \""},
    {"a\nb", "\"a\\nb\""},
    {"a\tb", "\"a\\x09b\""},
    {"a\rb", "\"a\\x0Db\""},
    {"\x7f", "\"\\x7F\""},
    {"caf\xc3\xa9", "caf\xc3\xa9"},
    {"a\xc2\x85"
     "b",
     "\"a\\x85b\""},  // next line: a break to YAML
    {"a\xe2\x80\xa8"
     "b",
     "\"a\\u2028b\""},  // line separator: likewise
    {"\xef\xbb\xbf"
     "a",
     "\"\\uFEFFa\""},                                    // byte order mark
    {"\xf0\x9f\x93\x9e ring", "\xf0\x9f\x93\x9e ring"},  // a telephone
    {"true", "true"},                                    // our reader has no types: these are texts as any other
    {"null", "null"},
    {"~", "~"},
    {"010", "010"},
    {"<<", "\"<<\""},
    {"---", "\"---\""},
};
std::ostream& operator<<(std::ostream& out, const text_case& c) { return out << c.written; }
BOOST_DATA_TEST_CASE(a_text_stands_in_quotes_where_it_would_be_read_as_something_else, data::make(texts), c) {
  auto draft = small_draft();
  draft.cadences[0].steps[0].note = std::string(c.text);
  draft.cadences[0].steps[0].when_late = when_late_draft{.note = std::string(c.text)};  // inside of braces
  draft.cadences[0].steps[0].at_latest = 48 * units::hours;
  const auto yaml = to_yaml(draft);
  BOOST_TEST(yaml.find("          note: " + std::string(c.written) + '\n') != std::string::npos, yaml);
  const auto p = read(yaml);
  const auto& step = p.draft().cadences[0].steps[0];
  BOOST_TEST(*step.note == c.text);
  BOOST_TEST(*step.when_late->note == c.text);
}

struct refused_case {
  const char* sentence;
  std::function<void(policy_draft&)> change;
  const char* why;
};
const refused_case refused[] = {
    {"a step without a channel", [](policy_draft& d) { d.cadences[0].steps[0].channels.clear(); },
     "expected a channel or a list of channels, found nothing"},
    {"a policy without a zone", [](policy_draft& d) { d.zone = ""; }, "expected a time zone such as Europe/London, found nothing"},
    {"two channels of one name", [](policy_draft& d) { d.channels.push_back(d.channels[0]); }, "the key 'email' is here twice"},
    {"a text that is not UTF-8", [](policy_draft& d) { d.cadences[0].steps[0].note = "caf\xe9"; }, "the text is not UTF-8"},
    {"a text with a zero byte", [](policy_draft& d) { d.cadences[0].steps[0].note = std::string("a\0b", 3); },
     "a text with a zero byte in it, as \"\\0\" writes one"},
    {"a region that is called as all of them are",
     [](policy_draft& d) {
       const opening morning{mon_fri, std::chrono::hours{9}, std::chrono::hours{12}};
       d.calendars = {{.name = "c", .hours = {morning}, .closed = {closure{"all", date::May / 1}}}};
     },
     "it would be read as something else"},
    {"a promise with a key of another",
     [](policy_draft& d) { d.promises = {{.what = promise_draft::kind::next_action, .name = "p", .per = 1 * units::days}}; },
     "'per' goes with 'at_most'"},
    {"the next time of no day", [](policy_draft& d) { d.cadences[0].steps[0].at_next = true; },
     "it would be read as something else"},
    {"a negative duration",
     [](policy_draft& d) {
       d.cadences[0].steps[0].within = duration{{{-1, time_unit::hour}}};
     },
     ""},
};
std::ostream& operator<<(std::ostream& out, const refused_case& c) { return out << c.sentence; }
BOOST_DATA_TEST_CASE(what_no_file_can_say_is_refused_and_why, data::make(refused), c) {
  auto draft = small_draft();
  to_yaml(draft);
  c.change(draft);
  BOOST_CHECK_EXCEPTION(to_yaml(draft), tickler::misuse, [&](const tickler::misuse& e) {
    const std::string what = e.what();
    BOOST_TEST_MESSAGE(what);
    return what.starts_with("no policy file can say this: ") && what.ends_with(c.why + std::string(" [T816]"));
  });
}

BOOST_AUTO_TEST_CASE(a_policy_longer_than_may_be_read_is_refused) {
  BOOST_CHECK_THROW(to_yaml(small_draft(), {.bytes = 50}), tickler::misuse);
  BOOST_CHECK_THROW(to_yaml(small_draft(), {.events = 10}), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_draft_that_does_not_compile_yet_is_written_all_the_same) {
  auto draft = small_draft();
  draft.cadences[0].starts = "nothing-of-this-name";
  const auto loaded = load_policy(to_yaml(draft), "written.yaml", vocabulary{});
  BOOST_TEST(!loaded);
  BOOST_TEST(loaded.diagnostics().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_only_cpp_says_in_another_form_is_written_in_the_one_of_files) {
  auto draft = small_draft();
  using std::chrono::hours;
  draft.calendars = {{.name = "c",
                      .hours = {opening{tuesday | thursday, hours{9}, hours{12}}, opening{sunday | monday, hours{9}, hours{12}},
                                opening{tuesday, hours{14}, hours{16}}, opening{sunday | monday, hours{15}, hours{16}}},
                      .closed = {closure{"US", date::July / 4}, closure{"", date::May / 1}, closure{"US", date::May / 30}}}};
  draft.events[0].any_of[0].with.clear();
  draft.cadences[0].again.wait = 3 * units::days;  // though it is `yes`
  const auto yaml = to_yaml(draft);
  BOOST_TEST(yaml.find("    open: {\"tue,thu\": 09:00-12:00, sun-mon: [09:00-12:00, 15:00-16:00], tue: 14:00-16:00}\n") !=
                 std::string::npos,
             yaml);
  BOOST_TEST(yaml.find("    closed: {US: [07-04, 05-30], all: 05-01}\n") != std::string::npos, yaml);
  BOOST_TEST(yaml.find("  asked: {direction: inbound, with: anyone}\n") != std::string::npos, yaml);
  BOOST_TEST(to_yaml(read(yaml).draft()) == yaml);
}

BOOST_AUTO_TEST_SUITE_END()
