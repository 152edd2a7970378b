// What belongs together is used together: another policy's decision, another prospect's state, a word that is none are refused.
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <type_traits>
#include <utility>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;

namespace {

constexpr auto now_text = "2026-03-02T12:00:00Z";

struct desk {
  vocabulary words;
  policy rules = made(small_draft(), words);
  prospect ada{.id = "ada"}, bo{.id = "bo"};
  history log{words};

  desk() { log.add(asked("2026-03-02T10:00:00Z")); }
};

}  // namespace

// Lines that would leave something dangling do not compile, or give a value.
template <class T>
concept gives_reasons = requires(T&& t, const action& a) {
  std::forward<T>(t).reasons_of(a);
};
template <class T>
concept gives_key = requires(T&& t, const action& a) {
  std::forward<T>(t).key(a);
};
static_assert(gives_reasons<decision&> && !gives_reasons<decision> && gives_key<const decision&> && !gives_key<decision>);
static_assert(std::is_same_v<decltype(*zone::find("UTC")), zone>);
static_assert(std::is_same_v<decltype(loaded_policy({}, {}).value().draft()), policy_draft>);
static_assert(std::is_same_v<decltype(loaded_policy({}, {}).value().name()), std::string>);
// A direction has no name in a vocabulary; it has one in direction_names.
template <class Word>
concept has_name = requires(const vocabulary& words, Word word) {
  words.name(word);
};
static_assert(has_name<channel> && has_name<outcome> && !has_name<direction> && !has_name<party>);

BOOST_AUTO_TEST_SUITE(mixed_up)

BOOST_AUTO_TEST_CASE(a_decision_is_spelt_by_its_own_policy_only) {
  const desk d;
  const auto decided = evaluate(d.rules, d.ada, d.log, at(now_text));
  BOOST_TEST(decided.policy_fingerprint == d.rules.fingerprint());
  auto draft = small_draft();
  draft.cadences[0].steps[0].name = "reply";
  const auto reloaded = made(draft, d.words);
  BOOST_CHECK_THROW(id_of(reloaded, decided, decided.actions[0]), tickler::misuse);
  BOOST_CHECK_THROW(to_json(reloaded, d.ada, decided), tickler::misuse);
  // The same policy, loaded again, is the same.
  BOOST_TEST(id_of(made(small_draft(), d.words), decided, decided.actions[0]) == "answer/send#0@2026-03-02T10:00:00Z");
}

BOOST_AUTO_TEST_CASE(every_way_to_decide_says_by_which_policy) {
  desk d;
  const auto fingerprint = d.rules.fingerprint();
  const auto now = at(now_text);
  const auto s = fold(d.rules, d.ada, d.log, now);
  BOOST_TEST(decide(d.rules, d.ada, s, now).policy_fingerprint == fingerprint);
  const prospect nowhere{.id = "ada", .zone = "Atlantis"};
  BOOST_TEST(evaluate(d.rules, nowhere, d.log, now).policy_fingerprint == fingerprint);
  BOOST_TEST(explain(d.rules, d.ada, d.log, now).decision.policy_fingerprint == fingerprint);
  book all(d.words);
  all.add(d.ada);
  decisions kept;
  decision one;
  evaluate_all(d.rules, all, now, kept);
  kept.get(0, one);
  BOOST_TEST(one.policy_fingerprint == fingerprint);
  evaluate_all(d.rules, all, now,
               [&](prospect_number, const decision& each) { BOOST_TEST(each.policy_fingerprint == fingerprint); });
}

BOOST_AUTO_TEST_CASE(an_action_of_another_decision_is_refused) {
  const desk d;
  const auto decided = evaluate(d.rules, d.ada, d.log, at(now_text));
  const decision empty;
  auto far = decided.actions[0];
  far.reason_begin = 0xffffffff, far.reason_count = 2;
  BOOST_CHECK_THROW(static_cast<void>(empty.reasons_of(decided.actions[0])), tickler::misuse);
  BOOST_CHECK_THROW(static_cast<void>(decided.reasons_of(far)), tickler::misuse);
  far = decided.actions[0];
  far.key_begin = 1, far.blocker_begin = 1;
  BOOST_CHECK_THROW(static_cast<void>(decided.key(far)), tickler::misuse);
  BOOST_CHECK_THROW(static_cast<void>(decided.blockers_of(far)), tickler::misuse);
  far = decided.actions[0];
  far.step = 7;
  BOOST_CHECK_THROW(id_of(d.rules, decided, far), tickler::misuse);
  BOOST_CHECK_THROW(note_of(d.rules, far), tickler::misuse);
  far.step = 0, far.cadence = 7;
  BOOST_CHECK_THROW(id_of(d.rules, decided, far), tickler::misuse);
  BOOST_CHECK_THROW(template_of(d.rules, far), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_state_serves_its_own_prospect_only) {
  const desk d;
  const auto now = at(now_text);
  const auto adas = fold(d.rules, d.ada, d.log, now);
  BOOST_CHECK_THROW(decide(d.rules, d.bo, adas, now), tickler::misuse);
  auto again = adas;
  BOOST_CHECK_THROW(advance(d.rules, d.bo, again, asked("2026-03-02T11:00:00Z")), tickler::misuse);
  // Contact data may change, and it is still hers.
  BOOST_TEST(decide(d.rules, {.id = "ada", .contact = {{"email", "ada@example.org"}}}, adas, now).actions.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_word_that_is_none_is_refused_at_every_door) {
  desk d;
  book all(d.words);
  all.add(d.ada);
  auto s = fold(d.rules, d.ada, d.log, at(now_text));
  const touch_words wrong[] = {{.channel = channel{9'999}},
                               {.direction = direction{77}},
                               {.purpose = purpose{9'999}},
                               {.outcome = outcome{9'999}},
                               {.with = party{3}}};
  for (const auto& words : wrong) {
    const touchpoint t{.at = at(now_text), .words = words};
    BOOST_CHECK_THROW(d.log.add(t), tickler::misuse);
    BOOST_CHECK_THROW(all.add(0, t), tickler::misuse);
    BOOST_CHECK_THROW(advance(d.rules, d.ada, s, t), tickler::misuse);
  }
  BOOST_TEST(d.log.size() == 1u);
  BOOST_TEST(all.touchpoints() == 0u);
}

BOOST_AUTO_TEST_CASE(what_was_moved_from_is_empty_and_safe) {
  desk d;
  const auto now = at(now_text);

  auto s = fold(d.rules, d.ada, d.log, now);
  const auto kept = std::move(s);
  BOOST_CHECK_THROW(decide(d.rules, d.ada, s, now), tickler::misuse);  // NOLINT: that is what is asked
  BOOST_CHECK_THROW(advance(d.rules, d.ada, s, asked(now_text)), tickler::misuse);
  const auto copy = s;
  BOOST_CHECK_THROW(decide(d.rules, d.ada, copy, now), tickler::misuse);
  evaluator engine(d.rules);
  engine.fold(d.ada, d.log, now, s);
  BOOST_TEST((decide(d.rules, d.ada, s, now) == decide(d.rules, d.ada, kept, now)));

  const auto moved_engine = std::move(engine);
  decision out;
  BOOST_CHECK_THROW(engine.evaluate(d.ada, d.log, now, out), tickler::misuse);

  auto words = d.words;
  const auto moved_words = std::move(words);
  BOOST_TEST((words == moved_words));

  auto log = d.log;
  const auto moved_log = std::move(log);
  BOOST_TEST(log.empty());
  log.add(asked(now_text));
  BOOST_TEST(log.size() == 1u);

  book all(d.words);
  all.add(d.ada);
  const auto moved_book = std::move(all);
  BOOST_TEST(all.size() == 0u);
  BOOST_TEST(all.touchpoints() == 0u);
  BOOST_TEST(!all.find("ada"));
  BOOST_CHECK_THROW(all.add(d.bo), tickler::misuse);
  BOOST_CHECK_THROW(all.id(0), tickler::misuse);
  all.shrink_to_fit();
  const auto copied_book = all;
  BOOST_TEST(copied_book.size() == 0u);

  decisions many;
  evaluate_all(d.rules, moved_book, now, many);
  const auto moved_many = std::move(many);
  BOOST_TEST(many.size() == 0u);
  BOOST_CHECK_THROW(many.status_of(0), tickler::misuse);
  BOOST_TEST((many == decisions()));
  evaluate_all(d.rules, moved_book, now, many);
  BOOST_TEST((many == moved_many));

  agenda due;
  due.invalidate(3);
  const auto moved_due = std::move(due);
  BOOST_TEST(!due.next());
  BOOST_TEST(due.take_due(now).empty());
  BOOST_TEST(moved_due.due(now).size() == 1u);

  auto berlin = zone::find("Europe/Berlin").value();
  const auto moved_berlin = std::move(berlin);
  BOOST_TEST(berlin.name() == "Europe/Berlin");
  BOOST_TEST((berlin.offset_at(now) == moved_berlin.offset_at(now)));

  auto rules = d.rules;
  const auto moved_rules = std::move(rules);
  BOOST_CHECK_THROW(evaluate(rules, d.ada, d.log, now), tickler::misuse);
}

BOOST_AUTO_TEST_SUITE_END()
