#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;
using units::business_days;

BOOST_AUTO_TEST_SUITE(evaluating)

BOOST_AUTO_TEST_CASE(wrong_use_of_the_functions_is_said_at_once) {
  vocabulary words;
  const auto p = made(small_draft(), words);
  const prospect ada{.id = "ada"};
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  const auto now = at("2026-03-03T10:00:00Z");

  BOOST_CHECK_THROW(evaluate(policy{}, ada, log, now), tickler::misuse);
  BOOST_CHECK_THROW(evaluate(p, ada, history{vocabulary{}}, now), tickler::misuse);
  BOOST_CHECK_THROW(evaluate(p, ada, log, time_end), tickler::misuse);

  auto s = fold(p, ada, log, now);
  BOOST_CHECK_THROW(advance(p, ada, s, asked("2026-03-02T09:59:59Z")), tickler::misuse);
  BOOST_CHECK_THROW(decide(p, ada, s, at("2026-03-02T09:59:59Z")), tickler::misuse);
  evaluator engine(p);
  decision out;
  const auto before = decide(p, ada, s, now);
  BOOST_CHECK_THROW(engine.advance(ada, s, asked("2026-03-02T09:59:59Z"), now, out), tickler::misuse);
  BOOST_CHECK_THROW(engine.advance(ada, s, asked("2026-03-03T10:00:01Z"), now, out), tickler::misuse);
  BOOST_CHECK_THROW(engine.advance(ada, s, asked("2026-03-02T11:00:00Z"), time_end, out), tickler::misuse);
  BOOST_CHECK(decide(p, ada, s, now) == before);  // nothing was taken in
  BOOST_CHECK_THROW(decide(p, prospect{.id = "ada", .zone = "Asia/Tokyo"}, s, now), tickler::misuse);
  auto other = small_draft();
  other.revision = 2;
  BOOST_CHECK_THROW(decide(made(other, words), ada, s, now), tickler::misuse);
  BOOST_CHECK_THROW(decide(made(small_draft(), vocabulary{}), ada, s, now), tickler::misuse);

  const auto again = made(small_draft(), words);  // the same policy: compiled once more, it meets another place first
  evaluate(again, {.id = "bo", .zone = "Asia/Tokyo"}, log, now);
  BOOST_CHECK(decide(again, ada, s, now) == before);
}

BOOST_AUTO_TEST_CASE(a_prospect_that_cannot_be_used_is_named_and_nothing_is_thrown) {
  vocabulary words;
  const auto p = made(small_draft(), words);
  history log(words);
  const auto now = at("2026-03-03T10:00:00Z");
  BOOST_TEST((evaluate(p, {.id = "ada", .zone = "Europe/Londn"}, log, now).problem == prospect_problem::unknown_zone));
  BOOST_TEST((evaluate(p, {.id = "ada", .owner_zone = "here"}, log, now).problem == prospect_problem::unknown_owner_zone));
  BOOST_TEST((evaluate(p, {.id = "ada", .zone = "Europe/Londn"}, log, now).status == status::invalid));
  BOOST_TEST((evaluate(p, {.id = "ada"}, log, now).status == status::unattended));
}

BOOST_AUTO_TEST_CASE(more_live_runs_than_allowed_make_the_prospect_an_error) {
  vocabulary words;
  auto draft = small_draft();
  draft.cadences[0].per = run_per::start;
  const auto p = made(draft, words);
  history log(words);
  const auto now = at("2026-03-03T10:00:00Z");
  for (int i = 0; i < 256; ++i) log.add(asked("2026-03-02T10:00:00Z"));
  BOOST_TEST(evaluate(p, {.id = "ada"}, log, now).actions.size() == 256u);
  log.add(asked("2026-03-02T10:00:00Z"));
  BOOST_TEST((evaluate(p, {.id = "ada"}, log, now).problem == prospect_problem::too_many_runs));
}

BOOST_AUTO_TEST_CASE(each_key_of_a_touchpoint_counts_among_the_live_runs) {
  vocabulary words;
  auto draft = small_draft();
  draft.cadences[0].per = run_per::key;
  const auto p = made(draft, words);
  history log(words);
  const auto now = at("2026-03-03T10:00:00Z");
  const auto sixteen_from = [](int first) {
    auto t = asked("2026-03-02T10:00:00Z");
    for (int i = 0; i < 16; ++i) t.keys.push_back(std::to_string(first + i));
    return t;
  };
  for (int i = 0; i < 15; ++i) log.add(sixteen_from(16 * i));
  log.add(sixteen_from(16 * 14));  // they are under way
  BOOST_TEST(evaluate(p, {.id = "ada"}, log, now).actions.size() == 240u);
  auto exact = log, beyond = log;
  exact.add(sixteen_from(240));
  BOOST_TEST(evaluate(p, {.id = "ada"}, exact, now).actions.size() == 256u);
  beyond.add(sixteen_from(225));
  BOOST_TEST(evaluate(p, {.id = "ada"}, beyond, now).actions.size() == 241u);
  beyond.add(sixteen_from(241));
  BOOST_TEST((evaluate(p, {.id = "ada"}, beyond, now).problem == prospect_problem::too_many_runs));
}

// R29. Of as many as come from a broken import nobody keeps the addresses; but each is one less by which she may be reached.
BOOST_AUTO_TEST_CASE(with_more_than_32_addresses_that_have_bounced_a_channel_is_closed_whatever_the_address) {
  vocabulary words;
  auto draft = small_draft();
  draft.channels[0].needs = {"email"};
  const auto p = made(draft, words);
  const prospect ada{.id = "ada", .contact = {{"email", "ada@example.org"}}};
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  const auto heard = [](std::string_view when, outcome what, std::string address) {
    return touchpoint{.at = at(when), .words = {.channel = channel::email, .outcome = what}, .address = std::move(address)};
  };
  const auto state_now = [&] { return evaluate(p, ada, log, at("2026-03-03T09:00:00Z")).actions.at(0).state; };
  for (int i = 0; i < 32; ++i) log.add(heard("2026-03-02T11:00:00Z", outcome::bounced, std::to_string(i) + "@example.org"));
  BOOST_TEST((state_now() == action_state::ready));
  log.add(heard("2026-03-02T12:00:00Z", outcome::bounced, "32@example.org"));
  BOOST_TEST((state_now() == action_state::blocked));
  log.add(heard("2026-03-02T13:00:00Z", outcome::delivered, "7@example.org"));  // takes back what bounced without an address, too
  BOOST_TEST((state_now() == action_state::ready));
}

struct id_case {
  const char* key;
  const char* id;
};
// As long as a key may be, and each byte of it takes three.
const std::string all_blanks(256, ' ');
const std::string all_encoded = [] {
  std::string id = "answer/send#0@2026-03-02T10:00:00Z~";
  for (int i = 0; i < 256; ++i) id += "%20";
  return id;
}();
const id_case ids[] = {
    {"", "answer/send#0@2026-03-02T10:00:00Z"},
    {"order-7", "answer/send#0@2026-03-02T10:00:00Z~order-7"},
    {"a b/c~d%", "answer/send#0@2026-03-02T10:00:00Z~a%20b%2Fc%7Ed%25"},
    {"caf\xc3\xa9", "answer/send#0@2026-03-02T10:00:00Z~caf%C3%A9"},
    {all_blanks.c_str(), all_encoded.c_str()},
};
std::ostream& operator<<(std::ostream& out, const id_case& c) { return out << c.key; }
BOOST_DATA_TEST_CASE(an_action_has_a_stable_id_and_a_touchpoint_that_carries_it_does_just_that_action,
                     boost::unit_test::data::make(ids), c) {
  vocabulary words;
  auto draft = small_draft();
  draft.cadences[0].per = run_per::key;
  const auto p = made(draft, words);
  history log(words);
  auto question = asked("2026-03-02T10:00:00Z");
  if (*c.key != '\0') question.keys = {c.key};
  log.add(question);
  const prospect ada{.id = "ada"};
  const auto d = evaluate(p, ada, log, at("2026-03-02T11:00:00Z"));
  BOOST_REQUIRE(d.actions.size() == 1u);
  BOOST_TEST(id_of(p, d, d.actions[0]) == c.id);

  touchpoint done{.at = at("2026-03-02T12:00:00Z"), .words = {.channel = channel::phone, .direction = direction::outbound}};
  done.steps = {c.id};
  log.add(done);
  BOOST_TEST(evaluate(p, ada, log, at("2026-03-02T13:00:00Z")).actions.empty());
}

BOOST_AUTO_TEST_CASE(runs_that_start_in_the_same_second_have_ids_of_their_own) {
  vocabulary words;
  auto draft = small_draft();
  draft.cadences[0].per = run_per::start;
  const auto p = made(draft, words);
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  log.add(asked("2026-03-02T10:00:00Z"));
  const auto d = evaluate(p, {.id = "ada"}, log, at("2026-03-02T11:00:00Z"));
  BOOST_REQUIRE(d.actions.size() == 2u);
  BOOST_TEST(id_of(p, d, d.actions[0]) == "answer/send#0@2026-03-02T10:00:00Z");
  BOOST_TEST(id_of(p, d, d.actions[1]) == "answer/send#0@2026-03-02T10:00:00Z+1");
}

// FNV-1a over "small", "answer", "send", each with a zero byte, and the id; MurmurHash3's finalizer; modulo 10: below 7 is
// the first. Worked out with a few lines of Python from the definitions.
struct variant_case {
  const char* id;
  const char* variant;
};
const variant_case variants[] = {{"ada", "plain"}, {"bo", "plain"}, {"cy", "warm"},   {"di", "warm"},
                                 {"ed", "plain"},  {"flo", "warm"}, {"gus", "plain"}, {"hal", "plain"}};
std::ostream& operator<<(std::ostream& out, const variant_case& c) { return out << c.id; }
BOOST_DATA_TEST_CASE(a_variant_is_drawn_by_the_documented_hash, boost::unit_test::data::make(variants), c) {
  vocabulary words;
  auto draft = small_draft();
  draft.cadences[0].steps[0].variants = {{.name = "plain", .weight = 7}, {.name = "warm", .weight = 3}};
  const auto p = made(draft, words);
  history log(words);
  log.add(asked("2026-03-02T10:00:00Z"));
  const auto d = evaluate(p, {.id = c.id}, log, at("2026-03-02T11:00:00Z"));
  BOOST_REQUIRE(d.actions.size() == 1u);
  BOOST_TEST(*p.draft().cadences[0].steps[0].variants[d.actions[0].variant].name == c.variant);
}

BOOST_AUTO_TEST_CASE(without_memory_for_day_tables_and_on_many_threads_the_decisions_are_the_same) {
  vocabulary words;
  auto draft = small_draft();
  draft.calendars = {
      {.name = "office", .hours = {located<opening>{opening{mon_fri, std::chrono::hours{9}, std::chrono::hours{18}}}}}};
  draft.channels[0].calendars = {"office"};
  draft.business = "office";
  draft.cadences[0].steps[0].after = 2 * business_days;
  draft.cadences[0].steps[0].within = 4 * business_days;
  const auto kept = made(draft, words), anew = made(draft, words, {.day_table_bytes = 0});
  history log(words);
  log.add(asked("2026-03-06T17:30:00Z"));
  const char* const zones[] = {"Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"};
  const auto now = at("2026-03-07T12:00:00Z");

  std::vector<decision> found[3];
  std::vector<std::thread> threads;
  for (auto& mine : found)
    threads.emplace_back([&] {
      for (const auto* zone : zones) mine.push_back(evaluate(kept, {.id = "ada", .zone = zone}, log, now));
    });
  for (auto& t : threads) t.join();
  for (std::size_t i = 0; i < std::size(zones); ++i) {
    const auto expected = evaluate(anew, {.id = "ada", .zone = zones[i]}, log, now);
    BOOST_TEST((expected.status == status::waiting));
    for (const auto& mine : found) BOOST_TEST((mine[i] == expected));
  }
}

BOOST_AUTO_TEST_SUITE_END()
