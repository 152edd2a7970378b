// What is due is handed over before it is set, whatever the one who is handed it does.
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>
#include <tickler/tickler.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at;

namespace {

constexpr auto now_text = "2026-03-02T12:00:00Z";

struct desk {
  vocabulary words;
  policy rules = support::made(support::small_draft(), words);
  book all{words};

  explicit desk(int prospects) {
    for (int i = 0; i < prospects; ++i) all.add(all.add({.id = std::to_string(i)}), asked("2026-03-02T10:00:00Z"));
  }
};

agenda all_due(int prospects) {
  agenda due;
  for (int i = 0; i < prospects; ++i) due.invalidate(static_cast<prospect_number>(i));
  return due;
}

struct database_is_locked : std::runtime_error {
  database_is_locked() : std::runtime_error("database is locked") {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(nothing_lost)

BOOST_AUTO_TEST_CASE(a_callback_that_throws_at_any_prospect_loses_nobody) {
  const desk d(10);
  for (prospect_number broken = 0; broken < 10; ++broken) {
    auto due = all_due(10);
    std::multiset<prospect_number> seen;
    const auto locked = [&](prospect_number number, const decision&) {
      if (number == broken) throw database_is_locked();
      seen.insert(number);
    };
    BOOST_CHECK_THROW(process_due(d.rules, d.all, due, at(now_text), locked), database_is_locked);
    BOOST_TEST(seen.size() == broken);
    BOOST_TEST((due.next().value() <= at(now_text)));
    const auto works = [&](prospect_number number, const decision&) { seen.insert(number); };
    BOOST_TEST(process_due(d.rules, d.all, due, at(now_text), works));
    for (prospect_number i = 0; i < 10; ++i) BOOST_TEST(seen.count(i) == 1u);
    BOOST_TEST(to_string(due.next().value()) == "2026-03-03T10:00:01Z");  // when the answers become overdue
  }
}

BOOST_AUTO_TEST_CASE(a_callback_may_stop_and_the_others_are_still_due) {
  const desk d(10);
  auto due = all_due(10);
  std::vector<prospect_number> seen;
  const auto three = [&](prospect_number number, const decision&) {
    seen.push_back(number);
    return seen.size() != 3;
  };
  BOOST_TEST(!process_due(d.rules, d.all, due, at(now_text), three));
  BOOST_TEST((seen == std::vector<prospect_number>{0, 1, 2}));
  BOOST_TEST((due.due(at(now_text)) == std::vector<prospect_number>{3, 4, 5, 6, 7, 8, 9}));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_not_of_the_book_keeps_nobody_from_being_due) {
  const desk d(2);
  auto due = all_due(3);
  const auto nobody = [](prospect_number, const decision&) { BOOST_ERROR("handed over"); };
  BOOST_CHECK_THROW(process_due(d.rules, d.all, due, at(now_text), nobody), tickler::misuse);
  BOOST_TEST((due.due(at(now_text)) == std::vector<prospect_number>{0, 1, 2}));
  due.set(2, std::nullopt);
  BOOST_TEST(process_due(d.rules, d.all, due, at(now_text), [](prospect_number, const decision&) {}));
}

BOOST_AUTO_TEST_CASE(what_is_due_stays_so_until_it_is_set_anew) {
  agenda a;
  a.set(7, at("2026-03-02T10:30:00Z"));
  a.invalidate(3);
  for (int i = 0; i < 2; ++i) BOOST_TEST((a.due(at("2026-03-02T10:30:00Z")) == std::vector<prospect_number>{3, 7}));
  a.set(3, at("2026-03-02T10:30:01Z"));
  a.set(7, std::nullopt);
  BOOST_TEST(a.due(at("2026-03-02T10:30:00Z")).empty());
  BOOST_TEST(a.take_due(at("2026-03-02T10:30:01Z")).size() == 1u);
  BOOST_TEST(!a.next());
}

BOOST_AUTO_TEST_CASE(a_number_is_not_trusted_as_a_size) {
  agenda a;
  a.set(3, at(now_text));
  BOOST_CHECK_THROW(a.set(agenda::max_number + 1, at(now_text)), tickler::misuse);
  BOOST_CHECK_THROW(a.invalidate(0xffffffff), tickler::misuse);
  BOOST_TEST((a.due(at(now_text)) == std::vector<prospect_number>{3}));
}

BOOST_AUTO_TEST_CASE(a_book_on_threads_tells_how_far_it_is) {
  const desk d(5'000);
  for (const unsigned threads : {1u, 3u}) {
    decisions made;
    std::vector<std::size_t> told;
    BOOST_TEST(
        evaluate_all(d.rules, d.all, at(now_text), made, {.threads = threads, .progress = [&](std::size_t so_far, std::size_t all) {
                                                            BOOST_TEST(all == 5'000u);
                                                            told.push_back(so_far);
                                                          }}));
    BOOST_TEST(std::is_sorted(told.begin(), told.end()));
    BOOST_TEST(told.back() == 5'000u);
    BOOST_TEST(told.size() >= 4u);
    BOOST_TEST(made.is_complete());
  }
}

BOOST_AUTO_TEST_CASE(an_evaluation_that_is_stopped_says_what_it_has_not_decided) {
  const desk d(5'000);
  decisions made;
  evaluate_all(d.rules, d.all, at(now_text), made);
  std::stop_source stop;
  const auto first_only = [&](std::size_t, std::size_t) { stop.request_stop(); };
  BOOST_TEST(!evaluate_all(d.rules, d.all, at(now_text), made, {.stop = stop.get_token(), .progress = first_only}));
  BOOST_TEST(!made.is_complete());
  BOOST_TEST(made.size() == 5'000u);
  BOOST_TEST(made.is_decided(0));
  BOOST_TEST((made.status_of(0) == status::active));
  BOOST_TEST(!made.is_decided(4'999));
  decision out;
  BOOST_CHECK_THROW(made.status_of(4'999), tickler::misuse);
  BOOST_CHECK_THROW(made.next_change_of(4'999), tickler::misuse);
  BOOST_CHECK_THROW(made.get(4'999, out), tickler::misuse);
  BOOST_CHECK_THROW(made.is_decided(5'000), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(an_evaluation_that_nobody_works_on_has_decided_nothing) {
  const desk d(2);
  decisions made;
  { parallel_evaluation job(d.rules, d.all, at(now_text), made); }
  BOOST_TEST(made.size() == 2u);
  BOOST_TEST(!made.is_complete());
  BOOST_CHECK_THROW(made.status_of(0), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(what_the_one_who_is_told_throws_reaches_the_caller_from_any_thread) {
  const desk d(20'000);
  for (const unsigned threads : {1u, 4u}) {
    decisions made;
    const auto broken = [](std::size_t, std::size_t) { throw database_is_locked(); };
    BOOST_CHECK_THROW(evaluate_all(d.rules, d.all, at(now_text), made, {.threads = threads, .progress = broken}),
                      database_is_locked);
    BOOST_TEST(!made.is_complete());
  }
}

BOOST_AUTO_TEST_SUITE_END()
