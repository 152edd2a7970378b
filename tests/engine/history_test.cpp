// Corrections: a touchpoint of a history is replaced or erased.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/history.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "properties/dice.hpp"
#include "properties/property.hpp"
#include "support/instants.hpp"

using namespace tickler;
using support::at;

namespace {

touchpoint named(std::string_view when, std::string id) { return {.at = at(when), .id = std::move(id)}; }

std::string ids(const history& log) {
  std::string all;
  for (std::size_t i = 0; i < log.size(); ++i) all += log[i].id + ' ';
  return all;
}

// Four of one day: b and c at the same time.
struct desk {
  history log{vocabulary{}};
  desk() {
    log.add(named("2026-03-02T09:00:00Z", "a"));
    log.add(named("2026-03-02T10:00:00Z", "b"));
    log.add(named("2026-03-02T10:00:00Z", "c"));
    log.add(named("2026-03-02T11:00:00Z", "d"));
  }
};

// The touchpoints' texts, and whatever else lies where they lie.
std::string memory_of(const history& log) {
  std::string all;
  const auto inside = impl_of(log);
  for (const auto& x : inside.all_details) {
    for (const auto* text : {&x.key, &x.id, &x.address}) all.append(text->data(), text->capacity());
    for (const auto& text : x.more) all.append(text.data(), text.capacity());
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corrections)

BOOST_AUTO_TEST_CASE(one_of_the_same_time_stays_where_it_is) {
  desk d;
  BOOST_TEST(d.log.replace(1, named("2026-03-02T10:00:00Z", "B")) == 1u);
  BOOST_TEST(ids(d.log) == "a B c d ");
}

BOOST_AUTO_TEST_CASE(one_of_another_time_goes_behind_those_of_that_time) {
  struct move {
    std::size_t from;
    const char* when;
    std::size_t to;
    const char* order;
  };
  const move moves[] = {{0, "2026-03-02T10:00:00Z", 2, "b c X d "}, {0, "2026-03-02T12:00:00Z", 3, "b c d X "},
                        {0, "2026-03-02T09:30:00Z", 0, "X b c d "}, {3, "2026-03-02T10:00:00Z", 3, "a b c X "},
                        {3, "2026-03-02T09:00:00Z", 1, "a X b c "}, {3, "2026-03-02T08:00:00Z", 0, "X a b c "},
                        {1, "2026-03-02T11:00:00Z", 3, "a c d X "}, {2, "2026-03-02T09:00:00Z", 1, "a X b d "}};
  for (const auto& m : moves) {
    desk d;
    BOOST_TEST(d.log.replace(m.from, named(m.when, "X")) == m.to, m.order);
    BOOST_TEST(ids(d.log) == m.order);
  }
}

BOOST_AUTO_TEST_CASE(one_that_is_erased_is_gone_and_the_others_close_up) {
  desk d;
  d.log.erase(1);
  BOOST_TEST(ids(d.log) == "a c d ");
  d.log.erase(2);
  d.log.erase(0);
  BOOST_TEST(ids(d.log) == "c ");
  d.log.erase(0);
  BOOST_TEST(d.log.empty());
}

BOOST_AUTO_TEST_CASE(what_is_refused_changes_nothing) {
  desk d;
  BOOST_CHECK_THROW(d.log.replace(4, named("2026-03-02T10:00:00Z", "X")), tickler::misuse);
  BOOST_CHECK_THROW(d.log.erase(4), tickler::misuse);
  BOOST_CHECK_THROW(d.log.replace(0, {.at = time_end}), tickler::misuse);
  BOOST_CHECK_THROW(d.log.replace(0, {.at = at("2026-03-02T10:00:00Z"), .keys = {std::string(257, 'k')}}), tickler::misuse);
  BOOST_CHECK_THROW(d.log.replace(0, {.at = at("2026-03-02T10:00:00Z"), .words = {.direction = direction{77}}}), tickler::misuse);
  BOOST_TEST(ids(d.log) == "a b c d ");
}

BOOST_AUTO_TEST_CASE(no_text_of_what_was_corrected_is_left) {
  const auto when = at("2026-03-02T10:00:00Z");
  const std::string far(100, 'x');  // beyond what a string keeps within itself
  for (const auto& secret : {std::string("secret"), "secret" + far}) {
    history log{vocabulary{}};
    const touchpoint told{.at = when, .steps = {secret}, .keys = {secret, "2" + secret}, .id = secret, .address = secret};
    for (int i = 0; i < 3; ++i) log.add(told);
    log.add({.at = when, .id = "other"});
    BOOST_TEST(memory_of(log).find("secret") != std::string::npos);
    log.erase(1);
    log.replace(0, {.at = when, .id = "s"});
    log.replace(1, {.at = when});
    BOOST_TEST(memory_of(log).find("ecret") == std::string::npos);
    BOOST_TEST(ids(log) == "s  other ");
  }
}

BOOST_AUTO_TEST_CASE(many_corrections_take_no_more_memory) {
  desk d;
  for (int i = 0; i < 1'000; ++i) {
    d.log.replace(0, named("2026-03-02T11:00:00Z", "e"));
    d.log.replace(3, {.at = at("2026-03-02T09:00:00Z")});
  }
  BOOST_TEST(impl_of(d.log).all_details.size() <= 4u);
}

BOOST_AUTO_TEST_CASE(a_corrected_history_is_one_that_was_right_from_the_start) {
  BOOST_TEST(plain::holds("corrections", 2'000, rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    plain::dice d{rc::Random(seed)};
    const vocabulary words;
    history log(words);
    std::vector<touchpoint> model;
    const auto random = [&] {
      touchpoint t{.at = at("2026-03-02T09:00:00Z") + std::chrono::seconds{d.from(0, 5)}};
      if (d.percent(50)) t.id = std::to_string(d.from(0, 1'000));
      if (d.percent(30)) t.keys = {"k" + std::string(static_cast<std::size_t>(d.from(0, 40)), 'k')};
      if (!t.keys.empty() && d.percent(30)) t.keys.push_back("another");
      if (d.percent(20)) t.steps = {"a/b"};
      return t;
    };
    const auto place = [&](instant when) {
      return std::upper_bound(model.begin(), model.end(), when, [](instant a, const touchpoint& b) { return a < b.at; });
    };
    for (int step = 0; step < 60; ++step) {
      const auto t = random();
      const auto i = static_cast<std::size_t>(d.from(0, std::max(0, static_cast<int>(model.size()) - 1)));
      if (model.empty() || d.percent(40)) {
        model.insert(place(t.at), t);
        log.add(t);
      } else if (d.percent(50)) {
        const bool stays = model[i].at == t.at;
        auto expected = i;
        if (stays) {
          model[i] = t;
        } else {
          model.erase(model.begin() + static_cast<std::ptrdiff_t>(i));
          expected = static_cast<std::size_t>(model.insert(place(t.at), t) - model.begin());
        }
        RC_ASSERT(log.replace(i, t) == expected);
      } else {
        model.erase(model.begin() + static_cast<std::ptrdiff_t>(i));
        log.erase(i);
      }
      RC_ASSERT(log.size() == model.size());
      for (std::size_t k = 0; k < model.size(); ++k) RC_ASSERT(log[k] == model[k]);
    }
    const auto with_details = std::count_if(
        model.begin(), model.end(), [](const touchpoint& t) { return !t.id.empty() || !t.keys.empty() || !t.steps.empty(); });
    RC_ASSERT(impl_of(log).all_details.size() == static_cast<std::size_t>(with_details));
  }));
}

BOOST_AUTO_TEST_SUITE_END()
