// What was hers is gone: from the book's memory, and from every snapshot saved afterwards. Her number stays.
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <tickler/agenda.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/snapshot.hpp>

#include "book/book_impl.hpp"
#include "book/plain_book.hpp"
#include "support/small_policy.hpp"

using namespace tickler;
using support::asked, support::at, support::made, support::small_draft;

namespace {

constexpr auto now_text = "2026-03-02T12:00:00Z";

// Each of them a text that nobody else has.
const std::string_view hers[] = {"ada-4711",
                                 "Ada Lovelace",
                                 "ada@example.org",
                                 "shoe",
                                 "yellow-slippers",
                                 "order-of-ada",
                                 "call-of-ada",
                                 "+44-ada",
                                 "US-ADA",
                                 "answer/send-ada",
                                 "pigeon-of-ada",
                                 "old@example.org",
                                 "a-long-text-that-no-string-keeps-within-itself-of-ada"};

prospect ada() {
  return {.id = "ada-4711",
          .name = "Ada Lovelace",
          .zone = "Europe/Lisbon",
          .region = "US-ADA",
          .contact = {{"email", "ada@example.org"}, {"pigeon-of-ada", "coo"}},
          .owner = "a-long-text-that-no-string-keeps-within-itself-of-ada",
          .facts = {{"shoe", std::string("yellow-slippers")}, {"local", true}}};
}

prospect bo() { return {.id = "bo", .contact = {{"email", "bo@example.org"}}, .facts = {{"local", true}}}; }

touchpoint call(vocabulary& words, int which) {
  touchpoint t = asked("2026-03-02T10:00:00Z");
  t.words.purpose = words.intern<purpose>("pigeon-of-ada");
  t.keys = {"order-of-ada"}, t.id = "call-of-ada-" + std::to_string(which), t.address = "+44-ada";
  t.steps = {"answer/send-ada"};
  return t;
}

struct desk {
  vocabulary words;
  book all{words};
  prospect_number ada_number, bo_number;

  desk() : ada_number(all.add(ada())), bo_number(all.add(bo())) {
    auto before = ada();
    before.contact["email"] = "old@example.org";
    all.replace(ada_number, before);
    all.replace(ada_number, ada());
    for (int i = 0; i < 9; ++i) {
      all.add(ada_number, call(words, i));
      all.add(bo_number, asked("2026-03-02T10:00:00Z"));
    }
  }
};

std::string saved(const book& all) {
  std::ostringstream out;
  save_snapshot(all, out);
  return out.str();
}

// What a dump of the process would show of the book.
std::string memory_of(const book& all) {
  const auto& in = impl_of(all);
  std::string dump;
  const auto add = [&dump](std::string_view bytes) { dump.append(bytes); };
  in.prospects.each_room(add);
  add(in.details.room()), add(in.packed_details.room());
  return dump;
}

std::vector<std::string_view> found_in(const std::string& bytes) {
  std::vector<std::string_view> found;
  for (const auto text : hers)
    if (bytes.find(text) != std::string::npos) found.push_back(text);
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(erasure)

BOOST_AUTO_TEST_CASE(nothing_of_her_is_left_in_memory_or_in_a_snapshot) {
  desk d;
  BOOST_TEST(found_in(memory_of(d.all)).size() >= 10u);
  BOOST_TEST(found_in(saved(d.all)).size() >= 10u);
  d.all.erase(d.ada_number);
  BOOST_TEST(found_in(memory_of(d.all)).empty());
  BOOST_TEST(found_in(saved(d.all)).empty());
  BOOST_TEST(saved(d.all).find("Lisbon") == std::string::npos);
  BOOST_TEST(plain::difference({{}, {bo(), std::vector(9, asked("2026-03-02T10:00:00Z"))}}, d.all) == "");
  std::istringstream in(saved(d.all));
  const auto again = load_snapshot(in, d.words).value().all;
  BOOST_TEST(again.is_erased(d.ada_number));
  BOOST_TEST(plain::difference({{}, {bo(), std::vector(9, asked("2026-03-02T10:00:00Z"))}}, again) == "");
}

BOOST_AUTO_TEST_CASE(what_a_correction_replaces_is_gone_too) {
  desk d;
  BOOST_TEST(memory_of(d.all).find("old@example.org") == std::string::npos);
  history none(d.words);
  d.all.set_log(d.ada_number, none);
  for (const auto* text : {"order-of-ada", "call-of-ada", "+44-ada", "answer/send-ada"}) {
    BOOST_TEST(memory_of(d.all).find(text) == std::string::npos);
    BOOST_TEST(saved(d.all).find(text) == std::string::npos);
  }
  BOOST_TEST(d.all.touchpoints() == 9u);
}

BOOST_AUTO_TEST_CASE(what_another_uses_too_stays) {
  desk d;
  const auto cy = d.all.add({.id = "cy", .region = "US-ADA", .facts = {{"shoe", true}}});
  d.all.erase(d.ada_number);
  BOOST_TEST(d.all.prospect(cy).region == "US-ADA");
  BOOST_TEST(d.all.prospect(cy).facts.count("shoe") == 1u);
  d.all.erase(cy);
  BOOST_TEST(found_in(memory_of(d.all)).empty());
  BOOST_TEST((d.all.prospect(d.bo_number) == bo()));
}

BOOST_AUTO_TEST_CASE(her_number_is_of_nobody_and_that_of_the_next_is_new) {
  desk d;
  d.all.erase(d.ada_number);
  d.all.erase(d.ada_number);
  BOOST_TEST(d.all.size() == 2u);
  BOOST_TEST(d.all.erased() == 1u);
  BOOST_TEST(d.all.is_erased(d.ada_number));
  BOOST_TEST(!d.all.is_erased(d.bo_number));
  BOOST_TEST(!d.all.find("ada-4711").has_value());
  BOOST_TEST(d.all.id(d.ada_number).empty());
  BOOST_TEST((d.all.prospect(d.ada_number) == prospect{}));
  BOOST_TEST(d.all.touchpoints(d.ada_number) == 0u);
  const history none(d.words);
  BOOST_CHECK_THROW(d.all.add(d.ada_number, asked(now_text)), tickler::misuse);
  BOOST_CHECK_THROW(d.all.replace(d.ada_number, ada()), tickler::misuse);
  BOOST_CHECK_THROW(d.all.set_log(d.ada_number, none), tickler::misuse);
  BOOST_CHECK_THROW(d.all.merge(d.ada_number, d.bo_number), tickler::misuse);
  BOOST_CHECK_THROW(d.all.merge(d.bo_number, d.ada_number), tickler::misuse);
  BOOST_CHECK_THROW(d.all.merge(d.bo_number, d.bo_number), tickler::misuse);
  BOOST_CHECK_THROW(d.all.erase(7), tickler::misuse);
  BOOST_TEST(d.all.add(ada()) == 2u);
  BOOST_TEST((d.all.find("ada-4711") == 2u));
  d.all.shrink_to_fit();
  BOOST_TEST((d.all.find("ada-4711") == 2u));
}

BOOST_AUTO_TEST_CASE(she_is_decided_for_as_one_who_is_not_there) {
  desk d;
  const auto p = made(small_draft(), d.words);
  const auto now = at(now_text);
  agenda when;
  when.invalidate(d.ada_number), when.invalidate(d.bo_number);
  d.all.erase(d.ada_number);
  std::vector<prospect_problem> problems;
  evaluate_all(p, d.all, now, [&](prospect_number, const decision& each) {
    problems.push_back(each.problem);
    BOOST_TEST(each.actions.empty() == (each.problem == prospect_problem::erased));
    BOOST_TEST((each.status == status::invalid) == (each.problem == prospect_problem::erased));
  });
  BOOST_TEST((problems == std::vector{prospect_problem::erased, prospect_problem::none}));
  decisions many;
  evaluate_all(p, d.all, now, many);
  BOOST_CHECK(many.status_of(d.ada_number) == status::invalid);
  BOOST_CHECK(!many.next_change_of(d.ada_number));
  evaluate_some(p, d.all, {&d.ada_number, 1}, now,
                [&](prospect_number, const decision& each) { BOOST_CHECK(each.problem == prospect_problem::erased); });
  std::vector<prospect_number> shown;
  process_due(p, d.all, when, now, [&](prospect_number number, const decision&) { shown.push_back(number); });
  BOOST_TEST(shown == std::vector{d.bo_number});
  BOOST_TEST(when.due(now).empty());
}

BOOST_AUTO_TEST_CASE(a_log_that_is_refused_changes_nothing) {
  desk d;
  BOOST_CHECK_THROW(d.all.set_log(d.ada_number, history{vocabulary{}}), tickler::misuse);
  BOOST_TEST(d.all.touchpoints(d.ada_number) == 9u);
}

BOOST_AUTO_TEST_CASE(two_records_of_one_person_become_one) {
  vocabulary words;
  book all(words);
  const prospect old{.id = "ada-old",
                     .name = "A. Byron",
                     .zone = "Europe/London",
                     .contact = {{"email", "a@old.org"}, {"phone", "+44"}},
                     .owner = "bo",
                     .referrer = "ada",
                     .facts = {{"size", std::int64_t{3}}, {"local", true}}};
  const prospect kept{
      .id = "ada", .name = "Ada Lovelace", .contact = {{"email", "ada@example.org"}, {"phone", ""}}, .facts = {{"local", false}}};
  const auto from = all.add(old), into = all.add(kept);
  auto synced = asked("2026-03-02T09:00:00Z");
  synced.id = "call-1";
  const auto first = asked("2026-03-01T09:00:00Z"), third = asked("2026-03-03T09:00:00Z");
  for (const auto& t : {first, synced}) all.add(from, t);
  for (const auto& t : {synced, third, third}) all.add(into, t);
  all.merge(from, into);
  prospect expected = kept;
  expected.zone = "Europe/London", expected.owner = "bo", expected.contact["phone"] = "+44";
  expected.facts["size"] = std::int64_t{3};
  BOOST_TEST(plain::difference({{}, {expected, {first, synced, third, third}}}, all) == "");
}

BOOST_AUTO_TEST_CASE(action_ids_survive_a_merge) {
  vocabulary words;
  const auto p = made(small_draft(), words);
  book all(words);
  const auto from = all.add({.id = "ada-old"}), into = all.add({.id = "ada"});
  all.add(from, asked("2026-03-02T10:00:00Z"));
  const auto now = at(now_text);
  const auto id_of_only = [&](prospect_number number) {
    std::string id;
    evaluate_some(p, all, {&number, 1}, now, [&](prospect_number, const decision& each) {
      BOOST_REQUIRE(each.actions.size() == 1u);
      id = id_of(p, each, each.actions.front());
    });
    return id;
  };
  const auto before = id_of_only(from);
  all.merge(from, into);
  BOOST_TEST(id_of_only(into) == before);
}

// Each day every record is corrected, every log set anew, one in a hundred erased and added.
BOOST_AUTO_TEST_CASE(a_book_that_is_corrected_every_day_does_not_grow) {
  vocabulary words;
  book all(words);
  constexpr std::size_t people = 200;
  std::vector<prospect_number> numbers;
  const auto person = [](std::size_t i, int day) {
    auto who = ada();
    who.id = "id-" + std::to_string(i);
    who.name = std::string(20, static_cast<char>('a' + day % 26));
    who.region = "R" + std::to_string(day);
    who.facts["day-" + std::to_string(day)] = true;
    return who;
  };
  for (std::size_t i = 0; i < people; ++i) numbers.push_back(all.add(person(i, 0)));
  std::size_t most_in_a_month = 0, most_later = 0;
  for (int day = 1; day <= 100; ++day) {
    for (std::size_t i = 0; i < people; ++i) {
      all.replace(numbers[i], person(i, day));
      history log(words);
      for (int k = 0; k < 6; ++k) log.add(call(words, k));
      all.set_log(numbers[i], log);
      all.add(numbers[i], call(words, 6));
    }
    const auto gone = static_cast<std::size_t>(day) % people;
    all.erase(numbers[gone]);
    numbers[gone] = all.add(person(gone, day));
    auto& most = day <= 30 ? most_in_a_month : most_later;
    most = std::max(most, all.bytes());
  }
  BOOST_TEST(most_later < most_in_a_month * 11 / 10);
  all.shrink_to_fit();
  BOOST_TEST(most_later < 4 * all.bytes());
  BOOST_TEST(all.touchpoints() >= (people - 1) * 7);
}

BOOST_AUTO_TEST_SUITE_END()
