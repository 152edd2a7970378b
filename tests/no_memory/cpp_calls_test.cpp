// Each allocation of the calls of the C++ headers fails in turn: std::bad_alloc comes to who has called, what was there is as it
// was, nothing is lost, and asked again it gives the right answer. In a run some of them, all with TICKLER_CASES=50.
#include "no_memory/cpp_calls.hpp"

#include <boost/test/unit_test.hpp>

#include "no_memory/failing_new.hpp"
#include "no_memory/step.hpp"

namespace {

using namespace no_memory;
using namespace tickler;

// Whether it has thrown std::bad_alloc; otherwise its answer is there.
bool fails(const question& ask, std::size_t n, std::string& answer) {
  fail_at(n);
  try {
    answer = ask();
    fail_never();
    return false;
  } catch (const std::bad_alloc&) {
    fail_never();
    return true;
  }
}

void try_each(const cpp_call& call, std::size_t& number) {
  scene usual;
  const auto expected = call.of(usual)();
  std::size_t failures = 0;
  for (std::size_t n = 0;; n += n < 20 ? 1 : step() + ++number % 3) {
    scene s;  // whose buffers are small
    const auto ask = call.of(s);
    const scene_content before(s);
    std::string answer;
    const bool failed = fails(ask, n, answer);
    if (failed) {
      ++failures;
      if (!call.goes_on) BOOST_TEST((scene_content(s) == before), call.name << ", changed at allocation " << n);
      answer = ask();
    }
    // What it gives without some memory, as std::stable_sort does, it gives all the same.
    BOOST_TEST((answer == expected), call.name << ", at allocation " << n << ": " << answer << "\nnot " << expected);
    BOOST_TEST((scene_content(s) == scene_content(usual)), call.name << ", otherwise after allocation " << n);
    if (!has_failed()) break;
  }
  BOOST_TEST_MESSAGE(call.name << ": " << failures);
}

void try_all(const std::vector<cpp_call>& calls) {
  std::size_t number = 0;
  for (const auto& call : calls) try_each(call, number);
}

}  // namespace

BOOST_AUTO_TEST_CASE(whichever_allocation_of_a_decision_fails_it_is_the_same_when_asked_again) { try_all(deciding_calls()); }

BOOST_AUTO_TEST_CASE(whichever_allocation_fails_while_something_is_read_or_written_it_is_the_same_when_tried_again) {
  try_all(reading_calls());
}

BOOST_AUTO_TEST_CASE(whichever_allocation_of_a_change_fails_nothing_has_changed) { try_all(keeping_calls()); }

// R97. Half of a touchpoint must decide nothing.
BOOST_AUTO_TEST_CASE(a_state_that_could_not_be_advanced_is_as_it_was_or_nobodys) {
  for (std::size_t n = 0;; ++n) {
    scene s;
    auto kept = fold(s.p, s.ada, s.log, a_monday);
    const auto before = save_state(s.p, kept);
    touchpoint t{.at = a_monday,
                 .words = {.channel = channel::email, .direction = direction::inbound, .outcome = outcome::purchased},
                 .until = a_monday + week,
                 .keys = {"order-4 with a name of some length", "order-5 with a name of some length"}};
    std::string none;
    const bool failed = fails([&] { return advance(s.p, s.ada, kept, t), std::string(); }, n, none);
    if (!has_failed()) break;
    if (failed) BOOST_TEST((!serves(s.p, s.ada, kept) || save_state(s.p, kept) == before), "allocation " << n);
  }
}

// Wherever it ends, whoever is there by her id alone has a word of why.
BOOST_AUTO_TEST_CASE(nobody_who_could_not_be_read_is_there_without_a_word) {
  std::string people;
  for (const auto* id : {"a", "b", "c", "d", "e"}) people += std::string(R"({"id":")") + id + R"(","zone":"Mars/Olympus"})" + '\n';
  const scene s;
  for (std::size_t n = 0;; ++n) {
    book read(s.words);
    std::string none;
    const auto ask = [&] {
      read_prospects(people, {}, read, ignore);
      return std::string();
    };
    const bool is_done = !fails(ask, n, none) && !has_failed();
    for (prospect_number i = 0; i < read.size(); ++i) BOOST_TEST(read.refused(i).size() == 1u, "allocation " << n);
    BOOST_TEST(read.incomplete() == read.size());
    if (is_done) break;
  }
}

// A book that records were read into is whole, as far as it goes: each prospect of it has the beginning of her touchpoints.
BOOST_AUTO_TEST_CASE(a_book_that_could_not_be_read_to_its_end_has_what_was_read) {
  const scene whole;
  const scene_content all(whole);
  for (std::size_t n = 0, number = 0;; n += step() + ++number % 3) {
    scene s;
    book read(s.words);
    std::string none;
    const auto ask = [&] {
      read_prospects(scene_prospects, {.facts = &s.p}, read, ignore);
      read_touchpoints(scene_touchpoints, {}, read, ignore);
      return std::string();
    };
    if (!fails(ask, n, none) && !has_failed()) break;
    s.all = read;
    const scene_content got(s);
    BOOST_TEST(got.people.size() <= all.people.size());
    for (std::size_t i = 0; i < got.people.size(); ++i) {
      const auto &some = got.people[i], &one = all.people[i];
      BOOST_TEST((some.who == one.who && some.found == i && some.log.size() <= one.log.size()), "allocation " << n);
      BOOST_TEST(std::equal(some.log.begin(), some.log.end(), one.log.begin()), "allocation " << n);
      const auto unread = [](const auto& refused) { return std::ranges::count_if(refused, &refused_record::is_her_own); };
      BOOST_TEST(unread(some.refused) == unread(one.refused), "allocation " << n);
    }
  }
}
