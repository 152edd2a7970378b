
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>
#include <tickler/book.hpp>

#include "../benchmarks/workload.hpp"
#include "book/plain_book.hpp"
#include "properties/property.hpp"
#include "support/instants.hpp"

using namespace tickler;
using namespace std::chrono_literals;

namespace {

const instant noon = support::at("2026-03-02T12:00:00Z");

book workload_book(std::size_t prospects, std::size_t touchpoints) {
  const vocabulary words;
  book all(words);
  const auto columns = workload::make(prospects, touchpoints);
  for (std::size_t i = 0; i < prospects; ++i) {
    const auto number = all.add(workload::who(columns, i));
    for (auto t = columns.begin[i]; t < columns.begin[i + 1]; ++t) all.add(number, workload::touch(columns, t));
  }
  return all;
}

template <class Error, class Call>
std::string refused(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_book_gives_back_what_was_put_into_it) {
  BOOST_TEST(plain::holds("book", 1'000, rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    plain::dice d{rc::Random(seed)};
    plain::book model;
    const vocabulary words;
    book real(words);
    plain::fill(d, model, real);
    RC_ASSERT(plain::difference(model, real) == "");
    const book copy(real);
    real.shrink_to_fit();
    RC_ASSERT(plain::difference(model, real) == "");
    RC_ASSERT(plain::difference(model, copy) == "");
  }));
}

BOOST_AUTO_TEST_CASE(a_touchpoint_that_is_refused_leaves_no_trace) {
  const vocabulary words;
  book all(words);
  const auto ada = all.add({.id = "ada"});
  all.add(ada, {.at = noon, .keys = {"order-1"}});
  const auto refuse = [&](const touchpoint& t) { return refused<tickler::misuse>([&] { all.add(ada, t); }); };
  BOOST_TEST(refuse({.at = time_end}) == "a touchpoint outside 1970 to 2037 [T809]");
  BOOST_TEST(refuse({.at = noon, .until = instant(date::sys_days{date::year{10'000} / 1 / 1})}) ==
             "a touchpoint's `until` outside the years 1 to 9999 [T809]");
  BOOST_TEST(refuse({.at = noon, .keys = {std::string(257, 'k')}}) == "a touchpoint's key has 1 to 256 bytes [T811]");
  BOOST_TEST(refuse({.at = noon, .keys = {"a", ""}}) == "a touchpoint's key has 1 to 256 bytes [T811]");
  BOOST_TEST(refuse({.at = noon, .keys = {"a", "b", "a"}}) == "a touchpoint names a key twice [T819]");
  BOOST_TEST(refuse({.at = noon, .id = std::string(257, 'i')}) == "a touchpoint's id has at most 256 bytes [T811]");
  BOOST_TEST(refuse({.at = noon, .address = std::string(257, 'a')}) == "a touchpoint's address has at most 256 bytes [T811]");
  const auto names = [](int n) {
    std::vector<std::string> list;
    for (int i = 0; i < n; ++i) list.push_back(std::to_string(i));
    return list;
  };
  BOOST_TEST(refuse({.at = noon, .steps = names(17)}) == "a touchpoint names at most 16 steps [T811]");
  BOOST_TEST(refuse({.at = noon, .keys = names(17)}) == "a touchpoint names at most 16 keys [T811]");
  BOOST_TEST(refuse({.at = noon, .steps = {""}}) == "a touchpoint's step has 1 to 1,024 bytes [T811]");
  BOOST_TEST(plain::difference({{{.id = "ada"}, {{.at = noon, .keys = {"order-1"}}}}}, all) == "");
}

BOOST_AUTO_TEST_CASE(the_newest_touchpoint_is_found_up_to_any_instant) {
  book all{vocabulary()};
  using std::chrono::seconds;
  BOOST_TEST(!all.newest().has_value());
  const auto ada = all.add({.id = "ada"}), bo = all.add({.id = "bo"});
  all.add({.id = "cy"});
  BOOST_TEST(!all.newest().has_value());
  all.add(ada, {.at = noon}), all.add(ada, {.at = noon + seconds{10}}), all.add(bo, {.at = noon + seconds{5}});
  BOOST_TEST((all.newest() == noon + seconds{10}));
  BOOST_TEST((all.newest(noon + seconds{10}) == noon + seconds{10}));
  BOOST_TEST((all.newest(noon + seconds{9}) == noon + seconds{5}));
  BOOST_TEST((all.newest(noon) == noon));
  BOOST_TEST(!all.newest(noon - seconds{1}).has_value());
  all.erase(ada);
  BOOST_TEST((all.newest() == noon + seconds{5}));
}

BOOST_AUTO_TEST_CASE(wrong_use_says_what_is_wrong) {
  const vocabulary words;
  book all(words);
  const auto ada = all.add({.id = "ada"});
  history other{vocabulary()};
  BOOST_TEST(refused<tickler::misuse>([&] { all.add({.id = "ada"}); }) == "the prospect 'ada' is in the book already [T814]");
  BOOST_TEST(refused<tickler::misuse>([&] { all.add({}); }) == "a prospect without an id [T815]");
  BOOST_TEST(refused<tickler::misuse>([&] { all.replace(ada, {.id = "bo"}); }) ==
             "a prospect is replaced by one of the same id [T815]");
  BOOST_TEST(refused<tickler::misuse>([&] { all.prospect(1); }) == "no prospect of this book has the number 1 [T807]");
  BOOST_TEST(refused<tickler::misuse>([&] { all.history(ada, other); }) ==
             "a history of another vocabulary than the book's [T803]");
  BOOST_TEST(!all.find("bo").has_value());
  BOOST_TEST(all.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_prospect_has_at_most_a_million_touchpoints) {
  const vocabulary words;
  book all(words);
  const auto ada = all.add({.id = "ada"});
  for (std::size_t i = 0; i < history::max_size; ++i) all.add(ada, {.at = noon});
  BOOST_TEST(refused<tickler::misuse>([&] { all.add(ada, {.at = noon}); }) ==
             "more than 1,000,000 touchpoints of one prospect [T813]");
  BOOST_TEST(all.touchpoints(ada) == history::max_size);
}

BOOST_AUTO_TEST_CASE(a_prospect_with_twelve_touchpoints_takes_at_most_eighty_bytes_and_its_texts) {
  constexpr std::size_t prospects = 20'000, framing = 6;  // a length each for the record, the id, three contacts; two for long ones
  auto all = workload_book(prospects, 12);
  all.shrink_to_fit();
  std::size_t text = 0;
  for (prospect_number i = 0; i < prospects; ++i) {
    const auto who = all.prospect(i);
    text += who.id.size();
    for (const auto& [kind, value] : who.contact) text += value.size();
  }
  const auto taken = all.memory();
  BOOST_TEST(taken.prospects + taken.touchpoints + taken.details + taken.shared + taken.index <= 80 * prospects + 64 * 1024);
  BOOST_TEST(taken.prospects + taken.touchpoints == 76 * prospects);
  BOOST_TEST(taken.texts <= text + framing * prospects);
  BOOST_TEST(all.bytes() == taken.total());
}

// Details: 8 bytes for each prospect, 8 in front of a prospect's own, then for each touchpoint one, and its texts with one each for
// their length.
BOOST_AUTO_TEST_CASE(ids_and_addresses_take_bytes_only_where_they_are) {
  book all{vocabulary()};
  const auto ada = all.add({.id = "ada"}), bo = all.add({.id = "bo"});
  for (const auto who : {ada, bo}) all.add(who, {.at = noon});
  all.shrink_to_fit();
  const auto before = all.memory();
  BOOST_TEST(before.details == 0u);
  BOOST_TEST(before.touchpoints == 10u);
  all.add(bo, {.at = noon, .id = "call-1"});
  all.add(bo, {.at = noon, .id = "call-2", .address = "+44"});
  all.shrink_to_fit();
  const auto after = all.memory();
  BOOST_TEST(after.touchpoints == 20u);
  BOOST_TEST(after.prospects == before.prospects);
  BOOST_TEST(after.details == 2 * 8 + 8 + (1 + 7) + (1 + 7 + 4));
  BOOST_TEST(plain::difference(
                 {{{.id = "ada"}, {{.at = noon}}},
                  {{.id = "bo"}, {{.at = noon}, {.at = noon, .id = "call-1"}, {.at = noon, .id = "call-2", .address = "+44"}}}},
                 all) == "");
}

BOOST_AUTO_TEST_CASE(codes_widen_when_there_are_more_than_a_byte_or_two_hold) {
  vocabulary words;
  book all(words);
  plain::book model{{{.id = "ada"}}, {{.id = "bo"}}};
  for (const auto& e : model) all.add(e.who);
  for (int i = 0; i < 70'000; ++i) {
    touchpoint t{.at = noon + std::chrono::seconds(i)};
    t.words.channel = words.intern<channel>("c" + std::to_string(i % 300));
    t.words.purpose = words.intern<purpose>("p" + std::to_string(i / 600));
    if (i / 300 % 2 == 1) t.id = "logged-" + std::to_string(i);  // a code of its own
    const auto number = static_cast<prospect_number>(i % 2);
    all.add(number, t);
    model[number].log.push_back(t);
  }
  BOOST_TEST(plain::difference(model, all) == "");
}

BOOST_AUTO_TEST_CASE(threads_may_find_at_the_same_time) {
  auto all = workload_book(5'000, 1);
  all.shrink_to_fit();
  const auto& shared = all;
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (prospect_number i = 0; i < shared.size(); ++i)
        if (shared.find(shared.id(i)) != i) ++wrong;
    });
  for (auto& thread : threads) thread.join();
  BOOST_TEST(wrong == 0);
}
