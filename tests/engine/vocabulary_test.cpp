#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <tickler/history.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "support/instants.hpp"
#include "support/small_policy.hpp"

using namespace tickler;
using support::at;

BOOST_AUTO_TEST_SUITE(words)

BOOST_AUTO_TEST_CASE(standard_words_have_fixed_ids_and_their_names) {
  vocabulary words;
  BOOST_TEST(words.name(channel::phone) == "phone");
  BOOST_TEST(words.name(purpose::confirm_receipt) == "confirm_receipt");
  BOOST_TEST(words.name(outcome::opted_in) == "opted_in");
  BOOST_TEST((words.find<channel>("in_person") == channel::in_person));
  BOOST_TEST((words.find<outcome>("no_show") == outcome::no_show));
  BOOST_TEST(!words.find<channel>("").has_value());
  BOOST_TEST(!words.find<channel>("fax").has_value());
}

BOOST_AUTO_TEST_CASE(a_word_keeps_its_id_however_often_and_through_whichever_copy_it_is_declared) {
  vocabulary words;
  vocabulary same = words;
  const auto fax = words.declare<channel>("fax");
  BOOST_TEST((same.declare<channel>("fax") == fax));
  BOOST_TEST((same.intern<channel>("fax") == fax));
  BOOST_TEST(same.name(fax) == "fax");
  BOOST_TEST((words == same));
  BOOST_TEST(!(words == vocabulary{}));
}

const char* const not_names[] = {"", "Fax", "1st", "_x", "a b", "caf\xc3\xa9", "a.b"};
BOOST_DATA_TEST_CASE(what_is_not_spelled_like_a_name_cannot_be_declared, boost::unit_test::data::make(not_names), name) {
  vocabulary words;
  BOOST_CHECK_THROW(words.declare<channel>(name), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_name_has_at_most_64_bytes) {
  vocabulary words;
  BOOST_TEST(words.name(words.declare<purpose>(std::string(64, 'a'))).size() == 64u);
  BOOST_CHECK_THROW(words.declare<purpose>(std::string(65, 'a')), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(after_4096_words_of_records_the_next_is_other_but_a_policy_can_still_declare) {
  vocabulary words;
  for (int i = 0; i < 4'096; ++i) BOOST_REQUIRE((words.intern<outcome>("Word " + std::to_string(i)) != outcome::other));
  BOOST_TEST((words.intern<outcome>("Word 4096") == outcome::other));
  BOOST_TEST((words.intern<outcome>("Word 7") != outcome::other));
  BOOST_TEST((words.intern<channel>("Word 4096") != channel::other));
  BOOST_TEST(words.name(words.declare<outcome>("viewed")) == "viewed");
}

BOOST_AUTO_TEST_CASE(a_sealed_vocabulary_takes_in_no_more_words_of_records) {
  vocabulary words;
  const auto met = words.intern<channel>("pigeon");
  words.seal();
  BOOST_TEST((words.intern<channel>("pigeon") == met));
  BOOST_TEST((words.intern<channel>("drum") == channel::other));
  BOOST_TEST((words.intern<outcome>("echoed") == outcome::other));
  BOOST_TEST((words.intern<purpose>("thank") == purpose::thank));
  BOOST_TEST(!words.find<channel>("drum"));
  BOOST_TEST((words.declare<channel>("smoke") != channel::other));
}

BOOST_AUTO_TEST_CASE(a_word_that_is_nearly_a_declared_one_is_found_and_one_of_records_is_not) {
  vocabulary words;
  words.intern<channel>("pigeon");
  words.declare<channel>("fax");
  BOOST_TEST((words.is_declared<channel>("email") && words.is_declared<channel>("fax")));
  BOOST_TEST((!words.is_declared<channel>("pigeon") && !words.is_declared<channel>("Fax") && !words.is_declared<channel>("other")));
  for (const auto* near : {"email", "Email", "e-mail", "E Mails", "EMAILS"})
    BOOST_TEST((words.find_near<channel>(near) == channel::email), near);
  BOOST_TEST((words.find_near<channel>("faxes") == std::nullopt));
  BOOST_TEST((words.find_near<channel>("pigeons") == std::nullopt));
  BOOST_TEST((words.find_near<channel>("Other") == std::nullopt));
  words.declare<channel>("pigeon");  // a policy does what records have done before
  BOOST_TEST((words.find_near<channel>("pigeons") == words.find<channel>("pigeon")));
  words.declare<channel>("emails");  // a word that is declared stands for itself
  BOOST_TEST((words.find_near<channel>("emails") == words.find<channel>("emails")));
  BOOST_TEST((words.find_near<channel>("e-mail") == channel::email));
}

BOOST_AUTO_TEST_CASE(words_of_another_vocabulary_are_refused) {
  vocabulary with_fax, without;
  const auto fax = with_fax.declare<channel>("fax");
  BOOST_CHECK_THROW(without.name(fax), tickler::misuse);
  BOOST_CHECK_THROW(without.classify({.channel = fax}), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(threads_that_add_the_same_words_at_once_agree_on_every_id) {
  vocabulary words;
  constexpr int n = 2'000;
  std::vector<channel> seen[4];
  std::vector<std::thread> threads;
  for (auto& mine : seen)
    threads.emplace_back([&words, &mine] {
      for (int i = 0; i < n; ++i) {
        mine.push_back(words.intern<channel>("w" + std::to_string(i)));
        words.classify({.channel = mine.back()});
      }
    });
  for (auto& t : threads) t.join();
  for (const auto& mine : seen) BOOST_TEST((mine == seen[0]));
  BOOST_TEST(words.size<channel>() == channel_names.size() + n);
  BOOST_TEST(words.touch_kinds() == static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) BOOST_REQUIRE(words.name(seen[0][static_cast<std::size_t>(i)]) == "w" + std::to_string(i));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(histories)

BOOST_AUTO_TEST_CASE(touchpoints_are_in_order_of_time_and_ties_in_the_order_added) {
  history log{vocabulary{}};
  log.add({.at = at("2026-03-02T10:00:00Z"), .keys = {"b"}});
  log.add({.at = at("2026-03-01T10:00:00Z"), .keys = {"a"}});
  log.add({.at = at("2026-03-02T10:00:00Z"), .keys = {"c"}});
  log.add({.at = at("2026-03-03T10:00:00Z"), .keys = {"d"}});
  std::string order;
  for (std::size_t i = 0; i < log.size(); ++i) order += log[i].keys.front();
  BOOST_TEST(order == "abcd");
}

BOOST_AUTO_TEST_CASE(a_touchpoint_comes_back_as_it_was_added) {
  history log{vocabulary{}};
  const touchpoint call{.at = at("2026-03-02T10:00:00Z"),
                        .words = {channel::phone, direction::outbound, purpose::check_in, outcome::no_answer, party::referrer},
                        .until = at("2040-01-01T00:00:00Z"),
                        .steps = {"a/b", "c/d#0@2026-03-02T10:00:00Z"},
                        .keys = {"order 7", "order 8"},
                        .id = "call-17",
                        .address = "+44 20 7946 0000"};
  log.add(call);
  BOOST_TEST((log[0] == call));
  const touchpoint logged{.at = at("2026-03-02T11:00:00Z"), .id = "call-18"}, plain{.at = at("2026-03-02T11:00:00Z")};
  log.add(logged);
  log.add(plain);
  BOOST_TEST((log[1] == logged));
  BOOST_TEST((log[2] == plain));
}

BOOST_AUTO_TEST_CASE(a_word_that_records_may_have_lost_is_named_when_a_policy_declares_it) {
  vocabulary words;
  BOOST_TEST(!words.has_lost<channel>());
  for (int i = 0; i <= 4'096; ++i) words.intern<channel>("Channel " + std::to_string(i));
  BOOST_TEST(words.has_lost<channel>());
  BOOST_TEST(!words.has_lost<outcome>());
  auto draft = support::small_draft();
  draft.own_channels = {"telex"};
  draft.own_outcomes = {"answered"};
  draft.events[0].any_of[0].channels = {"telex"};
  std::string said;
  for (const auto& d : compile(draft, words).diagnostics())
    if (d.number == tickler::number::lost_word) said += to_string(d) + '\n';
  BOOST_TEST(
      said ==
      "vocabulary: warning: 'telex' may be among the words that records have had and lost: more than 4,096 of their own were "
      "read before this policy [T213]\n");
}

BOOST_AUTO_TEST_CASE(the_name_of_an_enumerator_leads_back_to_it) {
  using tickler::find_name;
  for (const auto d : {direction::none, direction::outbound, direction::inbound, direction::internal})
    BOOST_TEST((find_name<direction>(tickler::direction_names, to_string(d)) == d));
  BOOST_TEST(!find_name<party>(tickler::party_names, "prospects"));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_a_history_is_refused) {
  history log{vocabulary{}};
  BOOST_CHECK_THROW(log.add({.at = time_end}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.at = time_begin - std::chrono::seconds{1}}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.steps = std::vector<std::string>(17, "a/b")}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.steps = {""}}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.keys = {std::string(257, 'k')}}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.id = std::string(257, 'i')}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.address = std::string(257, 'a')}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.until = tickler::instant::max()}), tickler::misuse);
  BOOST_CHECK_THROW(log.add({.until = tickler::instant::min()}), tickler::misuse);
  BOOST_TEST(log.empty());
}

BOOST_AUTO_TEST_SUITE_END()
