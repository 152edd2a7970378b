#include <boost/test/unit_test.hpp>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <tickler/tickler.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at;

namespace {

policy small_policy(const vocabulary& words) { return support::made(support::small_draft(), words); }

// Every other one has asked.
book many_prospects(const vocabulary& words, int count) {
  book all(words);
  for (int i = 0; i < count; ++i) {
    const auto number = all.add({.id = std::to_string(i)});
    if (i % 2 != 0) all.add(number, asked("2026-03-02T10:00:00Z"));
  }
  return all;
}

book two_prospects(const vocabulary& words) {
  book all(words);
  all.add({.id = "ada"});
  all.add(all.add({.id = "bo"}), asked("2026-03-02T10:00:00Z"));
  return all;
}

std::vector<prospect_number> numbers(std::initializer_list<prospect_number> list) { return list; }

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_books)

BOOST_AUTO_TEST_CASE(whoever_is_handed_decisions_may_stop_it) {
  const vocabulary words;
  const auto p = small_policy(words);
  const auto all = many_prospects(words, 10);
  const auto some = numbers({7, 3, 5});
  for (const std::size_t most : {1u, 2u, 3u, 99u}) {
    std::vector<prospect_number> seen;
    const each_decision until = [&](prospect_number number, const decision&) {
      seen.push_back(number);
      return seen.size() < most;
    };
    BOOST_TEST(evaluate_all(p, all, at("2026-03-02T12:00:00Z"), until) == (most > 10));
    BOOST_TEST(seen.size() == std::min<std::size_t>(most, 10));
    seen.clear();
    BOOST_TEST(evaluate_some(p, all, some, at("2026-03-02T12:00:00Z"), until) == (most > 3));
    BOOST_TEST(seen == std::vector(some.begin(), some.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(most, 3))),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_book_gives_a_decision_for_each_prospect_in_order) {
  const vocabulary words;
  const auto p = small_policy(words);
  const auto all = two_prospects(words);
  decisions made;
  evaluate_all(p, all, at("2026-03-02T12:00:00Z"), made);
  BOOST_TEST_REQUIRE(made.size() == 2u);
  BOOST_TEST((made.status_of(0) == status::unattended));
  BOOST_TEST((made.status_of(1) == status::active));
  decision bo;
  made.get(1, bo);
  BOOST_TEST_REQUIRE(bo.actions.size() == 1u);
  BOOST_TEST(id_of(p, bo, bo.actions[0]) == "answer/send#0@2026-03-02T10:00:00Z");
  BOOST_TEST(to_string(bo.next_change.value()) == "2026-03-03T10:00:01Z");
  BOOST_CHECK_THROW(made.status_of(2), tickler::misuse);
  BOOST_CHECK_THROW(made.get(2, bo), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(an_empty_book_gives_no_decisions_and_replaces_what_was_there) {
  const vocabulary words;
  decisions made;
  evaluate_all(small_policy(words), two_prospects(words), at("2026-03-02T12:00:00Z"), made, {.threads = 4});
  evaluate_all(small_policy(words), book(words), at("2026-03-02T12:00:00Z"), made, {.threads = 4});
  BOOST_TEST(made.size() == 0u);
}

BOOST_AUTO_TEST_CASE(decisions_in_memory_that_is_used_again_are_as_fresh_ones_and_hardly_larger) {
  const vocabulary words;
  const auto p = small_policy(words);
  const struct {
    int prospects;
    const char* now;
  } rows[] = {{3'000, "2026-03-02T12:00:00Z"}, {3'000, "2026-03-01T12:00:00Z"}, {1'100, "2026-03-04T12:00:00Z"},
              {5'000, "2026-03-02T10:00:00Z"}, {1, "2026-03-02T12:00:00Z"},     {3'000, "2026-03-02T12:00:00Z"}};
  decisions again;
  for (const auto& row : rows) {
    const auto all = many_prospects(words, row.prospects);
    decisions fresh;
    evaluate_all(p, all, at(row.now), fresh, {.threads = 2});
    evaluate_all(p, all, at(row.now), again, {.threads = 2});
    BOOST_TEST((again == fresh), row.prospects << " at " << row.now);
    BOOST_TEST(again.bytes() <= fresh.bytes() * 3 / 2 + 1'000);
  }
}

BOOST_AUTO_TEST_CASE(threads_of_the_callers_own_share_the_work) {
  const vocabulary words;
  const auto p = small_policy(words);
  const auto all = many_prospects(words, 5'000);
  decisions alone, shared;
  evaluate_all(p, all, at("2026-03-02T12:00:00Z"), alone);
  parallel_evaluation job(p, all, at("2026-03-02T12:00:00Z"), shared);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([&] { job.work(); });
  for (auto& thread : threads) thread.join();
  BOOST_TEST((alone == shared));
  BOOST_TEST((shared.status_of(4'999) == status::active));
}

BOOST_AUTO_TEST_CASE(only_those_named_are_decided_for_in_the_order_they_are_named) {
  const vocabulary words;
  const auto p = small_policy(words);
  const auto all = two_prospects(words);
  std::vector<prospect_number> seen;
  const auto note = [&](prospect_number number, const decision&) { seen.push_back(number); };
  evaluate_some(p, all, numbers({1, 0, 1}), at("2026-03-02T12:00:00Z"), note);
  BOOST_TEST(seen == numbers({1, 0, 1}), boost::test_tools::per_element());
  BOOST_CHECK_THROW(evaluate_some(p, all, numbers({2}), at("2026-03-02T12:00:00Z"), note), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(wrong_use_is_said_before_anything_is_decided) {
  const vocabulary words, others;
  const auto p = small_policy(words);
  const auto now = at("2026-03-02T12:00:00Z");
  decisions made;
  BOOST_CHECK_THROW(evaluate_all(policy{}, book(words), now, made), tickler::misuse);
  BOOST_CHECK_THROW(evaluate_all(p, book(others), now, made), tickler::misuse);
  BOOST_CHECK_THROW(evaluate_all(p, book(words), time_end, made), tickler::misuse);
  BOOST_CHECK_THROW(evaluate_all(p, book(others), now, [](auto, const auto&) {}), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(what_the_caller_throws_reaches_the_caller) {
  const vocabulary words;
  const auto stop = [](prospect_number, const decision&) { throw std::domain_error("enough"); };
  BOOST_CHECK_THROW(evaluate_all(small_policy(words), two_prospects(words), at("2026-03-02T12:00:00Z"), stop), std::domain_error);
}

BOOST_AUTO_TEST_CASE(an_agenda_gives_out_each_prospect_once_when_its_time_has_come) {
  agenda a;
  BOOST_TEST(!a.next());
  a.set(7, at("2026-03-02T10:30:00Z"));
  a.set(3, at("2026-03-02T10:30:01Z"));
  a.set(5, at("2026-03-04T00:00:00Z"));
  a.set(4, std::nullopt);
  BOOST_TEST(to_string(a.next().value()) == "2026-03-02T10:30:00Z");
  BOOST_TEST(a.take_due(at("2026-03-02T10:29:59Z")).empty());
  BOOST_TEST(a.take_due(at("2026-03-02T10:30:00Z")) == numbers({7}), boost::test_tools::per_element());
  a.set(5, at("2026-03-02T10:00:00Z"));  // earlier than thought
  a.invalidate(9);
  BOOST_TEST(a.take_due(at("2026-03-02T11:00:00Z")) == numbers({3, 5, 9}), boost::test_tools::per_element());
  BOOST_TEST(a.take_due(at("2037-12-31T00:00:00Z")).empty());
  a.set(7, at("2026-03-02T10:30:00Z"));
  a.set(7, std::nullopt);
  BOOST_TEST(!a.next());  // nobody is in it
}

BOOST_AUTO_TEST_CASE(an_agenda_of_those_who_are_due_no_more_has_no_next_time) {
  const vocabulary words;
  const auto p = small_policy(words);
  auto all = two_prospects(words);
  agenda a;
  const auto set = [&](prospect_number number, const decision& d) { a.set(number, d.next_change); };
  evaluate_all(p, all, at("2026-03-02T12:00:00Z"), set);
  BOOST_TEST(to_string(a.next().value()) == "2026-03-03T10:00:01Z");
  all.erase(1);
  invalidate(p, all, a, 1);  // after as well as before, as for any change
  BOOST_TEST(process_due(p, all, a, at("2026-03-04T12:00:00Z"), set));
  BOOST_TEST(!a.next());
}

// One byte for each kind of touchpoint, then two.
BOOST_AUTO_TEST_CASE(however_many_kinds_of_touchpoints_there_are_a_book_decides_as_for_each_alone) {
  for (const std::size_t kinds : {200u, 900u}) {
    vocabulary words;
    const auto p = small_policy(words);
    book all(words);
    std::vector<history> logs(97, history(words));
    for (std::size_t i = 0; i < logs.size(); ++i) all.add({.id = std::to_string(i)});
    for (std::size_t i = 0; i < kinds; ++i) {
      auto t = asked("2026-03-02T10:00:00Z");
      t.at += std::chrono::minutes{i % 1'000};
      t.words.purpose = words.intern<purpose>("p" + std::to_string(i / 2));
      if (i % 2 == 0) t.words.direction = direction::outbound;
      logs[i % logs.size()].add(t);
      all.add(static_cast<prospect_number>(i % logs.size()), t);
    }
    std::size_t alike = 0, active = 0;
    const auto now = at("2026-03-03T12:00:00Z");
    evaluate_all(p, all, now, [&](prospect_number number, const decision& d) {
      alike += d == evaluate(p, {.id = std::to_string(number)}, logs[number], now);
      active += d.status == status::active;
    });
    BOOST_TEST_CONTEXT(kinds) {
      BOOST_TEST(alike == logs.size());
      BOOST_TEST((active > 0 && active < logs.size()));  // our own touch answers some
    }
  }
}

BOOST_AUTO_TEST_CASE(an_agenda_agrees_with_a_plain_list_of_times) {
  std::mt19937 random(20260302);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  agenda a;
  std::map<prospect_number, instant> plain;
  auto now = at("2026-01-01T00:00:00Z");
  for (int step = 0; step < 200'000; ++step) {
    const auto number = below(500);
    if (below(10) == 0) {
      a.set(number, std::nullopt);
      plain.erase(number);
    } else {
      const auto when = now + std::chrono::seconds{below(200'000)};
      a.set(number, when);
      plain[number] = when;
    }
    if (below(50) != 0) continue;
    now += std::chrono::seconds{below(20'000)};
    std::vector<prospect_number> due;
    for (const auto& [each, when] : plain)
      if (when <= now) due.push_back(each);
    for (const auto each : due) plain.erase(each);
    BOOST_TEST_REQUIRE(a.take_due(now) == due, boost::test_tools::per_element());
    BOOST_TEST_REQUIRE((!a.next() || *a.next() > now));
  }
  BOOST_TEST(a.bytes() < 100'000u);  // although each was set hundreds of times
}

BOOST_AUTO_TEST_CASE(an_agenda_forgets_times_that_were_put_off_and_set_back_again) {
  agenda a;
  const auto now = at("2026-03-02T10:00:00Z");
  a.set(10, now + std::chrono::seconds{20});  // who is never put off
  for (int round = 0; round < 20'000; ++round) {
    for (prospect_number number = 0; number < 10; ++number) {
      a.invalidate(number);
      a.set(number, now + std::chrono::seconds{number});
    }
  }
  BOOST_TEST(a.bytes() < 50'000u);
  BOOST_TEST(a.take_due(now + std::chrono::seconds{4}) == numbers({0, 1, 2, 3, 4}), boost::test_tools::per_element());
  BOOST_TEST(a.take_due(now + std::chrono::seconds{9}) == numbers({5, 6, 7, 8, 9}), boost::test_tools::per_element());
  BOOST_TEST(a.take_due(now + std::chrono::seconds{20}) == numbers({10}), boost::test_tools::per_element());
  BOOST_TEST(!a.next());
}

BOOST_AUTO_TEST_SUITE_END()
