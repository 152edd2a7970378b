// A state as bytes: it goes on in another process, and whatever does not fit is refused.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io/load_policy.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "base/hash.hpp"
#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;

namespace {

// Something of all that a state can hold.
constexpr auto everything = R"yaml(policy: everything
zone: Europe/London
vocabulary: {channels: [fax]}
channels:
  email: {}
  fax: {}
events:
  asked: {direction: inbound, outcome: inquired}
  ordered: {outcome: purchased}
  later: {outcome: postponed}
  cross: {outcome: complained}
  calm: {outcome: reached}
cadences:
  answer:
    starts: asked
    again: 2 days
    steps:
      - {id: send, do: {channel: start, purpose: inform}, within: 1 day}
      - {id: ring, do: {channel: fax, purpose: check_in}, after: 2 days, repeat: 3, if: "!seen('ordered')"}
  deliver:
    starts: ordered
    per: key
    steps:
      - {id: tell, do: {channel: email, purpose: inform}, after: 3 days}
  thank:
    starts: ordered
    per: start
    steps:
      - {id: thanks, do: {channel: email, purpose: thank}, after: 1 day}
limits:
  calm: {count: {direction: outbound}, at_most: 2, per: 1 day}
holds:
  - {on: later, for: 5 days}
stops:
  - {on: cross, channels: [fax], lifted_by: calm}
)yaml";

touchpoint touch(std::string_view when, touch_words words) { return {.at = at(when), .words = words}; }

struct desk {
  vocabulary words;
  policy rules;
  prospect ada{.id = "ada", .zone = "America/New_York"};
  history log{words};

  explicit desk(std::vector<std::string> met_before = {}) {
    for (const auto& word : met_before) words.intern<channel>(word), words.intern<outcome>(word);
    rules = load_policy(everything, "everything.yaml", words).value();
    const auto pigeon = words.intern<channel>("pigeon");
    const auto in = direction::inbound, out = direction::outbound;
    log.add(touch("2026-03-02T10:00:00Z", {.channel = pigeon, .direction = in, .outcome = outcome::inquired}));
    log.add(touch("2026-03-02T11:00:00Z", {.channel = channel::email, .direction = out, .outcome = outcome::sent}));
    auto order = touch("2026-03-03T10:00:00Z", {.direction = in, .outcome = outcome::purchased});
    order.keys = {"order-77"};
    log.add(order);
    log.add(order);
    auto wait = touch("2026-03-03T11:00:00Z", {.direction = in, .outcome = outcome::snoozed});
    wait.until = at("2026-03-20T00:00:00Z");
    wait.steps = {"answer/ring", "deliver/tell"};
    log.add(wait);
    log.add(touch("2026-03-03T12:00:00Z", {.direction = in, .outcome = outcome::postponed}));
    log.add(touch("2026-03-03T13:00:00Z", {.direction = in, .outcome = outcome::complained}));
    log.add(touch("2026-03-03T14:00:00Z", {.channel = channel::email, .direction = out, .outcome = outcome::bounced}));
  }

  state folded() const { return fold(rules, ada, log, at("2026-03-04T10:00:00Z")); }
};

std::string why_not(const policy& p, std::string_view bytes) {
  const auto loaded = load_state(p, bytes);
  return loaded ? "" : loaded.error().message;
}

// What an attacker could do: the right checksum for wrong contents.
std::string with_checksum(std::string bytes) {
  bytes.resize(bytes.size() - 8);
  fnv_hash sum;
  sum.bytes(bytes);
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(sum.value() >> (8 * i));
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(saved_states)

BOOST_AUTO_TEST_CASE(a_saved_state_decides_and_advances_as_it_would_have) {
  const desk d;
  const auto kept = d.folded();
  auto loaded = load_state(d.rules, save_state(d.rules, kept)).value();
  for (const auto* now : {"2026-03-04T10:00:00Z", "2026-03-09T10:00:00Z", "2026-03-21T10:00:00Z"}) {
    const auto decided = decide(d.rules, d.ada, loaded, at(now));
    BOOST_CHECK(decided == decide(d.rules, d.ada, kept, at(now)));
    BOOST_TEST(decided.actions.size() >= 3u);
  }
  auto advanced = kept;
  const auto sent =
      touch("2026-03-22T10:00:00Z", {.channel = channel::email, .direction = direction::outbound, .outcome = outcome::delivered});
  advance(d.rules, d.ada, advanced, sent);
  advance(d.rules, d.ada, loaded, sent);
  BOOST_CHECK(decide(d.rules, d.ada, loaded, sent.at) == decide(d.rules, d.ada, advanced, sent.at));
  BOOST_TEST(save_state(d.rules, loaded) == save_state(d.rules, advanced));
}

BOOST_AUTO_TEST_CASE(a_vocabulary_may_have_met_its_words_in_another_order) {
  const desk d, other({"zebra", "fax", "pigeon"});
  BOOST_REQUIRE((d.words.find<channel>("pigeon") != other.words.find<channel>("pigeon")));
  const auto bytes = save_state(d.rules, d.folded());
  BOOST_TEST(bytes == save_state(other.rules, other.folded()));
  const auto loaded = load_state(other.rules, bytes).value();
  const auto now = at("2026-03-21T10:00:00Z");
  BOOST_CHECK(decide(other.rules, other.ada, loaded, now) == evaluate(other.rules, other.ada, other.log, now));
  // A word that nobody has met yet in this process.
  vocabulary fresh;
  const auto again = load_policy(everything, "everything.yaml", fresh).value();
  BOOST_TEST(save_state(again, load_state(again, bytes).value()) == bytes);
  BOOST_TEST(fresh.find<channel>("pigeon").has_value());
}

BOOST_AUTO_TEST_CASE(prospects_met_before_do_not_matter) {
  const desk d, other;
  evaluate(other.rules, {.id = "bo", .zone = "Asia/Tokyo"}, other.log, at("2026-03-04T10:00:00Z"));
  const auto loaded = load_state(other.rules, save_state(d.rules, d.folded())).value();
  BOOST_TEST(serves(other.rules, other.ada, loaded));
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_is_found_wherever_it_is) {
  const desk d;
  const auto good = save_state(d.rules, d.folded());
  BOOST_TEST(good.size() < 500u);
  for (std::size_t i = 0; i < good.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto bad = good;
      bad[i] = static_cast<char>(bad[i] ^ 1 << bit);
      BOOST_REQUIRE(why_not(d.rules, bad) != "");
    }
}

BOOST_AUTO_TEST_CASE(a_state_that_is_cut_off_or_goes_on_is_refused) {
  const desk d;
  const auto good = save_state(d.rules, d.folded());
  for (std::size_t size = 0; size < good.size(); ++size) BOOST_REQUIRE(why_not(d.rules, good.substr(0, size)) != "");
  BOOST_TEST(why_not(d.rules, good + '\0') == "the saved state is damaged: its checksum is wrong");
  BOOST_TEST(why_not(d.rules, with_checksum(good + '\0')) ==
             "the saved state's checksum is right, but not what it holds: fold again");
}

BOOST_AUTO_TEST_CASE(forged_contents_are_refused_or_harmless) {
  const desk d;
  const auto good = save_state(d.rules, d.folded());
  std::size_t refused = 0, taken = 0;
  const auto try_it = [&](std::string bytes) {
    const auto loaded = load_state(d.rules, with_checksum(std::move(bytes)));
    if (!loaded || !serves(d.rules, d.ada, *loaded)) return ++refused, void();
    ++taken;
    auto s = *loaded;
    const auto now = s.last().value_or(time_begin);
    decide(d.rules, d.ada, s, now);
    advance(d.rules, d.ada, s, touch(to_string(now), {.direction = direction::inbound, .outcome = outcome::purchased}));
    decide(d.rules, d.ada, s, now);
  };
  for (std::size_t i = 0; i + 8 < good.size(); ++i) {
    for (const int value : {0, 1, 2, 3, 63, 64, 127, 128, 200, 255}) {
      auto bad = good;
      bad[i] = static_cast<char>(value);
      try_it(bad);
    }
    try_it(good.substr(0, i) + good.substr(i + 1));
    // A number as large as can be written: of items, of bytes, of whatever stands there.
    try_it(good.substr(0, i) + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01" + good.substr(i));
  }
  BOOST_TEST(refused > 1000u);
  BOOST_TEST(taken > 100u);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_says_why) {
  const desk d;
  const auto good = save_state(d.rules, d.folded());
  BOOST_TEST(why_not(d.rules, "") == "this is no saved state");
  BOOST_TEST(why_not(d.rules, "TKBOOK") == "this is no saved state");
  BOOST_TEST(why_not(d.rules, good.substr(0, 12)) == "the saved state is cut off");
  auto newer = good;
  newer[8] = 6;
  BOOST_TEST(why_not(d.rules, newer) == "a saved state of version 6; this library reads version 5: fold again");
  auto older_library = good;
  older_library[10] = '9';
  BOOST_TEST(why_not(d.rules, with_checksum(older_library)) ==
             "the state was saved by Tickler 9.1.0, and this is 0.1.0: fold again");
  auto other_zones = good;
  const auto library_end = 10 + std::string_view(TICKLER_VERSION).size();
  other_zones.replace(library_end, 1 + zones::system().version().size(),
                      "\x05"
                      "2026b");
  BOOST_TEST(why_not(d.rules, with_checksum(other_zones)) ==
             "the state was saved under the zone data 2026b, and this is " + zones::system().version() + ": fold again");
  auto revised = d.rules.draft();
  revised.revision = 2;
  BOOST_TEST(why_not(compile(revised, d.words).value(), good) == "a saved state of another policy: fold again");
  BOOST_CHECK_THROW(load_state(policy{}, good), tickler::misuse);
  // Fewer runs at a time than it has.
  BOOST_TEST(why_not(compile(d.rules.draft(), d.words, {.limits = {.runs = 2}}).value(), good) ==
             "the saved state's checksum is right, but not what it holds: fold again");
}

BOOST_AUTO_TEST_CASE(a_state_of_another_policy_or_of_nobody_is_not_saved) {
  const desk d, other;
  BOOST_CHECK_THROW(save_state(d.rules, state()), tickler::misuse);
  BOOST_CHECK_THROW(save_state(d.rules, other.folded()), tickler::misuse);  // another vocabulary
  BOOST_CHECK_THROW(save_state(policy{}, d.folded()), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_loaded_state_is_still_hers_alone) {
  const desk d;
  const auto loaded = load_state(d.rules, save_state(d.rules, d.folded())).value();
  const auto now = at("2026-03-04T10:00:00Z");
  BOOST_TEST(serves(d.rules, d.ada, loaded));
  BOOST_TEST(!serves(d.rules, {.id = "bo", .zone = "America/New_York"}, loaded));
  BOOST_TEST(!serves(d.rules, {.id = "ada", .zone = "Asia/Tokyo"}, loaded));
  BOOST_TEST(!serves(d.rules, {.id = "ada"}, loaded));
  BOOST_TEST(!serves(d.rules, {.id = "ada", .zone = "Atlantis"}, loaded));
  BOOST_CHECK_THROW(decide(d.rules, {.id = "bo", .zone = "America/New_York"}, loaded, now), tickler::misuse);
  BOOST_TEST(!serves(d.rules, d.ada, state()));
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_used_is_saved_as_that) {
  const desk d;
  const prospect nowhere{.id = "ada", .zone = "Atlantis"};
  const auto now = at("2026-03-04T10:00:00Z");
  const auto loaded = load_state(d.rules, save_state(d.rules, fold(d.rules, nowhere, d.log, now))).value();
  BOOST_CHECK(decide(d.rules, nowhere, loaded, now).problem == prospect_problem::unknown_zone);
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_used_stays_so_whatever_its_state_takes_in) {
  const desk d;
  const prospect nowhere{.id = "ada", .zone = "Atlantis"};
  const auto now = at("2026-03-04T10:00:00Z");
  auto s = fold(d.rules, nowhere, history(d.words), now);
  evaluator engine(d.rules);
  decision decided;
  engine.advance(nowhere, s, d.log[0], now, decided);
  BOOST_CHECK(decided.status == status::invalid);
  BOOST_CHECK(decided.problem == prospect_problem::unknown_zone);
  BOOST_TEST(decided.actions.empty());
  BOOST_CHECK(decide(d.rules, nowhere, s, now).problem == prospect_problem::unknown_zone);
}

// A snooze of one action, of two; and a hold of one key, by which the deadlines of its action alone stand still.
BOOST_AUTO_TEST_CASE(what_is_put_off_for_one_run_or_key_is_so_in_a_saved_state) {
  const vocabulary words;
  const auto p = load_policy(R"yaml(policy: apart
zone: UTC
channels: {email: {}}
cadences:
  thank: {starts: {outcome: purchased}, per: start, steps: [{id: thanks, do: {channel: email, purpose: thank}}]}
  deliver:
    starts: {outcome: purchased}
    per: key
    steps: [{id: tell, do: {channel: email, purpose: inform}, within: 2 days, at_latest: 4 days}]
holds: [{name: wait, on: {outcome: postponed}, for: 5 days, by: key}]
)yaml",
                             "apart.yaml", words)
                     .value();
  const prospect ada{.id = "ada"};
  history log(words);
  const auto add = [&](const char* t, outcome what, const char* key, const char* step = "", const char* until = "") {
    auto made = touch(t, {.direction = direction::inbound, .outcome = what});
    if (*key != '\0') made.keys = {key};
    if (*step != '\0') made.steps = {step}, made.until = at(until);
    log.add(made);
  };
  add("2026-03-02T10:00:00Z", outcome::purchased, "a");
  add("2026-03-02T12:00:00Z", outcome::purchased, "b");
  add("2026-03-02T13:00:00Z", outcome::postponed, "a");
  add("2026-03-02T14:00:00Z", outcome::snoozed, "", "thank/thanks#0@2026-03-02T12:00:00Z", "2026-03-09T10:00:00Z");
  const auto kept = fold(p, ada, log, at("2026-03-03T10:00:00Z"));
  const auto loaded = load_state(p, save_state(p, kept)).value();
  for (const auto* now : {"2026-03-03T10:00:00Z", "2026-03-08T10:00:00Z", "2026-03-10T10:00:00Z"})
    BOOST_CHECK(decide(p, ada, loaded, at(now)) == decide(p, ada, kept, at(now)));
  const auto d = decide(p, ada, loaded, at("2026-03-03T10:00:00Z"));
  std::vector<std::string> said;
  for (const auto& a : d.actions)
    said.push_back(id_of(p, d, a) + " from " + (a.when ? to_string(*a.when) : "never") + " to " +
                   (a.at_latest ? to_string(*a.at_latest) : "whenever"));
  std::ranges::sort(said);
  const std::vector<std::string> expected{
      "deliver/tell#0@2026-03-02T10:00:00Z~a from 2026-03-07T13:00:00Z to 2026-03-11T10:00:00Z",
      "deliver/tell#0@2026-03-02T12:00:00Z~b from 2026-03-02T12:00:00Z to 2026-03-06T12:00:00Z",
      "thank/thanks#0@2026-03-02T10:00:00Z from 2026-03-07T13:00:00Z to whenever",  // without a key it keeps all holds
      "thank/thanks#0@2026-03-02T12:00:00Z from 2026-03-09T10:00:00Z to whenever"};
  BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_state_says_when_its_last_touchpoint_was_and_what_it_takes) {
  const desk d;
  BOOST_TEST(!state().last());
  BOOST_TEST(state().bytes() == sizeof(state));
  auto s = d.folded();
  BOOST_CHECK(s.last() == at("2026-03-03T14:00:00Z"));
  const auto before = s.bytes();
  BOOST_TEST(before > 500u);
  BOOST_TEST(before < 5'000u);
  auto order = touch("2026-03-05T10:00:00Z", {.direction = direction::inbound, .outcome = outcome::purchased});
  const auto with_key_of = [&](std::size_t length) {
    auto longer = s;
    order.keys = {std::string(length, 'x')};
    advance(d.rules, d.ada, longer, order);
    return longer.bytes();
  };
  const auto little = with_key_of(1), some = with_key_of(100), much = with_key_of(200);
  BOOST_TEST(much >= before + 200);
  BOOST_TEST(much - little < 2 * (some - little));  // behind each there is a zero
  advance(d.rules, d.ada, s, order);
  BOOST_CHECK(s.last() == order.at);
  BOOST_CHECK(fold(d.rules, d.ada, d.log, at("2026-03-02T10:30:00Z")).last() == at("2026-03-02T10:00:00Z"));
  // Also where the touchpoints after one with something to say (a key) have nothing to say.
  const auto small = made(small_draft(), d.words);
  history log(d.words);
  auto keyed = asked("2026-03-02T10:00:00Z");
  keyed.keys = {"7"};
  log.add(keyed);
  log.add(touch("2026-03-02T12:00:00Z", {.direction = direction::internal}));
  BOOST_CHECK(fold(small, d.ada, log, at("2026-03-03T10:00:00Z")).last() == at("2026-03-02T12:00:00Z"));
}

BOOST_AUTO_TEST_SUITE_END()
