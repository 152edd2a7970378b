// Touchpoints that carried out nothing although one field short: which field, by a table. 2 March 2026 is a Monday.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <tickler/error.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/near_misses.hpp>
#include <vector>

#include "support/instants.hpp"

namespace {

using namespace tickler;

// Whoever asks is written to, called or written to again a week later, and we make a note of it. Whoever is met is greeted.
constexpr std::string_view small = R"yaml(policy: small
zone: UTC
channels: {email: {}, phone: {}, card: {}}
events:
  asked: {direction: inbound, outcome: inquired}
  left: {outcome: declined}
cadences:
  answer:
    starts: asked
    ends: left
    steps:
      - {id: send, do: {channel: email, purpose: inform}}
      - {id: ring, do: {channel: [phone, email], purpose: check_in}, after: 7 days}
  task:
    starts: asked
    steps: [{id: note, do: {channel: internal}, after: 1 day}]
  greet:
    starts: {outcome: met}
    steps: [{id: hello, do: {channel: card}}]
  once:
    starts: {outcome: interested}
    if: now < timestamp('2026-01-01T00:00:00Z')
    steps: [{id: talk, do: {channel: phone}}]
  wait:
    starts: asked
    steps: [{id: word, do: {channel: phone}, done: {channel: social, direction: outbound}}]
limits:
  mails: {count: {channel: email}, at_most: 60, per: 7 days}
)yaml";

struct one_touch {
  const char* name;
  touch_words words{};
  const char* step = "";  // that it names
  const char* lacks;      // a field, and the step that it would have carried out; "": none
};

std::ostream& operator<<(std::ostream& out, const one_touch& t) { return out << t.name; }

constexpr auto none_channel = channel::none;

// Tuesday noon, the day after she asked.
const one_touch touches[] = {
    {"the right one", {channel::email, direction::outbound, purpose::inform, outcome::sent}, "", ""},
    {"no direction", {channel::email, direction::none, purpose::inform, outcome::sent}, "", "direction answer/send"},
    {"no direction and no purpose", {channel::email, direction::none, purpose::none, outcome::sent}, "", "direction answer/send"},
    {"another purpose", {channel::email, direction::outbound, purpose::promote, outcome::sent}, "", "purpose answer/send"},
    {"the purpose of a later step",
     {channel::email, direction::outbound, purpose::check_in, outcome::sent},
     "",
     "purpose answer/send"},
    {"no channel", {none_channel, direction::outbound, purpose::inform, outcome::sent}, "", "channel answer/send"},
    {"two fields short", {channel::email, direction::none, purpose::promote, outcome::sent}, "", ""},
    {"two others short", {none_channel, direction::none, purpose::inform, outcome::sent}, "", ""},
    {"hers", {channel::email, direction::inbound, purpose::inform, outcome::none}, "", ""},
    {"on another channel", {channel::card, direction::outbound, purpose::inform, outcome::sent}, "", ""},
    {"of a step that is not on offer", {channel::phone, direction::none, purpose::check_in, outcome::sent}, "", ""},
    {"a signal", {channel::email, direction::none, purpose::inform, outcome::opened}, "", ""},
    {"with a colleague", {channel::email, direction::none, purpose::inform, outcome::sent, party::colleague}, "", ""},
    {"our own, no direction", {channel::internal, direction::none, purpose::none, outcome::none}, "", "direction task/note"},
    {"one that is refused a run",
     {channel::email, direction::none, purpose::inform, outcome::interested},
     "",
     "direction answer/send"},
    {"ours, of another purpose, that begins a run",
     {channel::email, direction::outbound, purpose::promote, outcome::met},
     "",
     "purpose answer/send"},
    {"one that begins another run", {channel::email, direction::none, purpose::inform, outcome::met}, "", ""},
    {"one that ends the run", {channel::email, direction::none, purpose::inform, outcome::declined}, "", ""},
    {"an event that a step waits for", {channel::social, direction::none, purpose::none, outcome::sent}, "", "direction wait/word"},
    {"a name, no direction",
     {channel::card, direction::none, purpose::promote, outcome::sent},
     "answer/ring",
     "direction answer/ring"},
    {"a name, another purpose", {channel::email, direction::outbound, purpose::promote, outcome::sent}, "answer/send", ""},
    {"a name, no channel", {none_channel, direction::outbound, purpose::none, outcome::sent}, "answer/send", ""},
    {"a name of nothing", {channel::email, direction::none, purpose::inform, outcome::sent}, "no/such", "direction answer/send"},
};

struct desk {
  vocabulary words{};
  policy rules = load_policy(small, "p.yaml", words).value();
  history log{words};

  desk() {
    log.add({.at = support::at("2026-03-02T10:00:00Z"), .words = {.direction = direction::inbound, .outcome = outcome::inquired}});
  }
  void add(const char* at, const touch_words& said, const std::string& step = "") {
    log.add({.at = support::at(at), .words = said, .steps = step.empty() ? std::vector<std::string>{} : std::vector{step}});
  }
  std::string near_misses(const char* now) const {
    std::string lines;
    for (const auto& m : explain(rules, {.id = "ada"}, log, support::at(now)).near_misses) {
      const auto& cadence = rules.draft().cadences[m.cadence];
      (lines += lines.empty() ? "" : "; ") +=
          std::string(to_string(m.field)) + ' ' + *cadence.name + '/' + *cadence.steps[m.step].name;
    }
    return lines;
  }
};

constexpr auto tuesday_noon = "2026-03-03T12:00:00Z";

}  // namespace

BOOST_DATA_TEST_CASE(a_touchpoint_lacks_the_one_field_with_which_it_would_have_carried_out_a_step,
                     boost::unit_test::data::make(touches), c) {
  desk d;
  d.add(tuesday_noon, c.words, c.step);
  BOOST_TEST(d.near_misses(tuesday_noon) == c.lacks);
  BOOST_TEST(d.near_misses("2026-04-03T12:00:00Z") == c.lacks);
  BOOST_TEST(d.near_misses("2026-03-03T11:59:59Z") == "");  // it does not exist yet
}

// The call is for Tuesday the 10th, by its date and not its hour.
BOOST_AUTO_TEST_CASE(what_comes_too_early_is_more_than_one_field_short) {
  const touch_words call{channel::phone, direction::none, purpose::check_in, outcome::no_answer};
  desk d;
  d.add(tuesday_noon, {channel::email, direction::outbound, purpose::inform, outcome::sent});
  d.add("2026-03-09T23:59:59Z", call);
  BOOST_TEST(d.near_misses("2026-03-20T00:00:00Z") == "");
  d.add("2026-03-10T00:00:00Z", call);
  BOOST_TEST(d.near_misses("2026-03-20T00:00:00Z") == "direction answer/ring");
}

BOOST_AUTO_TEST_CASE(an_explanation_says_which_field_in_words_and_as_json) {
  desk d;
  d.add(tuesday_noon, {channel::email, direction::none, purpose::inform, outcome::sent});
  d.add(tuesday_noon, {channel::email, direction::outbound, purpose::promote, outcome::sent});
  const auto said = [&] {
    const auto why = explain(d.rules, {.id = "ada"}, d.log, support::at(tuesday_noon));
    return describe(d.rules, {.id = "ada"}, d.log, why);
  };
  const auto text = to_text(said());
  BOOST_TEST(
      text.find("      not carried out by sent (email inform) Tue 3 Mar 12:00, which has no direction\n") != std::string::npos,
      text);
  BOOST_TEST(
      text.find("      not carried out by sent (our email promote) Tue 3 Mar 12:00, whose purpose is promote, not inform\n") !=
          std::string::npos,
      text);
  const auto json = to_json(said());
  BOOST_TEST(json.find(R"({"what":"note","name":"direction","verdict":"one_field_short","text":"not carried out by )") !=
                 std::string::npos,
             json);
  // What has been carried out since is not told of any more.
  d.add(tuesday_noon, {channel::email, direction::outbound, purpose::inform, outcome::sent});
  BOOST_TEST(to_text(said()).find("not carried out by") == std::string::npos, to_text(said()));
}

// Ada has one of each, Bo none, Cy two, Dee cannot be decided for, Eve is erased.
BOOST_AUTO_TEST_CASE(a_book_counts_them_by_field_and_names_whose_they_are) {
  const desk d;
  book all(d.words);
  const auto add = [&](prospect who, std::initializer_list<touch_words> said) {
    const auto number = all.add(who);
    all.add(number, d.log[0]);
    for (const auto& words : said) all.add(number, {.at = support::at(tuesday_noon), .words = words});
    return number;
  };
  const touch_words no_direction{channel::email, direction::none, purpose::inform, outcome::sent};
  const touch_words other_purpose{channel::email, direction::outbound, purpose::promote, outcome::sent};
  const touch_words no_channel{none_channel, direction::outbound, purpose::inform, outcome::sent};
  add({.id = "ada"}, {no_channel, no_direction, other_purpose});
  add({.id = "bo"}, {{channel::email, direction::outbound, purpose::inform, outcome::sent}});
  add({.id = "cy"}, {no_direction, no_direction});
  add({.id = "dee", .zone = "Nowhere/Land"}, {no_direction});
  all.erase(add({.id = "eve"}, {no_direction}));

  const auto found = find_near_misses(d.rules, all, support::at(tuesday_noon), {.most_named = 1});
  BOOST_TEST(found.count(missing_field::direction) == 3u);
  BOOST_TEST(found.count(missing_field::channel) == 1u);
  BOOST_TEST(found.count(missing_field::purpose) == 1u);
  BOOST_TEST(found.total() == 5u);
  BOOST_TEST(found.prospects == 2u);
  BOOST_TEST_REQUIRE(found.first.size() == 1u);
  BOOST_TEST(all.id(found.first[0].number) == "ada");
  BOOST_TEST(found.first[0].what.touchpoint == 1u);
  BOOST_CHECK(find_near_misses(d.rules, all, support::at(tuesday_noon), {.threads = 3, .most_named = 1}) == found);
  BOOST_TEST(find_near_misses(d.rules, all, support::at("2026-03-03T11:59:59Z")).total() == 0u);
  BOOST_CHECK_THROW(find_near_misses(policy(), all, support::at(tuesday_noon)), misuse);
  BOOST_CHECK_THROW(find_near_misses(load_policy(small, "p.yaml", vocabulary()).value(), all, support::at(tuesday_noon)), misuse);
}
