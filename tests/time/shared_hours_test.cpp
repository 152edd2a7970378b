// Which open hours are kept once, and how long.
#include "time/shared_hours.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>
#include <vector>

#include "base/internal_access.hpp"
#include "calendars.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using namespace tickler::test;

memory_budget budget_of(std::int64_t bytes) { return std::make_shared<std::atomic<std::int64_t>>(bytes); }

bool are_one(const open_hours& a, const open_hours& b) { return impl_of(a) == impl_of(b); }

open_hours office(const char* hours, const char* closed, memory_budget budget = {}) {
  return {calendar_of(hours, closed), "", zone{}, std::move(budget)};
}

BOOST_AUTO_TEST_CASE(the_same_hours_closed_days_and_clock_are_kept_once) {
  shared_hours all;
  const auto first = all.shared(office("mon-fri 09:00-18:00", "12-25"));
  BOOST_TEST(are_one(first, all.shared(office("mon-fri 09:00-18:00", "12-25"))));
  BOOST_TEST(!are_one(first, all.shared(office("mon-fri 09:00-17:00", "12-25"))));
  BOOST_TEST(!are_one(first, all.shared(office("mon-fri 09:00-18:00", "12-26"))));
  const auto tokyo = all.shared(first.in(zone_of("Asia/Tokyo")));
  BOOST_TEST(are_one(tokyo, all.shared(first.in(zone_of("Asia/Tokyo")))));
  BOOST_TEST(!are_one(tokyo, all.shared(first.in(zone_of("Asia/Seoul")))));
  BOOST_TEST(!are_one(tokyo, first));
}

BOOST_AUTO_TEST_CASE(regions_that_have_the_same_hours_share_them) {
  shared_hours all;
  calendar c{.hours = {{mon_fri, std::chrono::hours{9}, std::chrono::hours{18}, "US"},
                       {mon_fri, std::chrono::hours{9}, std::chrono::hours{18}, "GB"}},
             .special = {{"GB", parse_closed_day("12-24").value(), {{std::chrono::hours{9}, std::chrono::hours{12}}}}}};
  const auto in = [&](const char* region) { return all.shared({c, region, zone{}}); };
  const auto us = in("US"), gb = in("GB");
  BOOST_TEST(are_one(us, in("US-NY")));
  BOOST_TEST(!are_one(us, gb));
  c.special.clear();
  BOOST_TEST(are_one(us, in("GB")));
}

BOOST_AUTO_TEST_CASE(the_same_calendars_together_are_kept_once) {
  shared_hours all;
  const open_hours parts[] = {all.shared(office("mon-fri 09:00-18:00", "")), all.shared(office("daily 08:00-12:00", ""))};
  const auto both = all.shared(open_hours::all_of(parts));
  BOOST_TEST(are_one(both, all.shared(open_hours::all_of(parts))));
  const open_hours others[] = {parts[0], all.shared(office("daily 08:00-13:00", ""))};
  BOOST_TEST(!are_one(both, all.shared(open_hours::all_of(others))));
}

BOOST_AUTO_TEST_CASE(what_is_always_open_needs_no_keeping) {
  shared_hours all;
  BOOST_TEST(all.shared(open_hours{}).always_open());
  BOOST_TEST(all.alive() == 0u);
}

BOOST_AUTO_TEST_CASE(hours_are_kept_as_long_as_somebody_has_them) {
  shared_hours all;
  {
    const auto one = all.shared(office("mon-fri 09:00-18:00", "")), other = all.shared(office("mon-fri 09:00-18:00", ""));
    BOOST_TEST(all.alive() == 1u);
  }
  BOOST_TEST(all.alive() == 0u);
}

BOOST_AUTO_TEST_CASE(hours_whose_payer_has_no_room_left_are_given_to_nobody_else) {
  shared_hours all;
  const auto poor = budget_of(1);
  const auto first = all.shared(office("mon-fri 09:00-18:00", "", poor));
  BOOST_TEST(are_one(first, all.shared(office("mon-fri 09:00-18:00", "", budget_of(1'000'000)))));
  *poor = 0;
  const auto second = all.shared(office("mon-fri 09:00-18:00", "", budget_of(1'000'000)));
  BOOST_TEST(!are_one(first, second));
  BOOST_TEST(are_one(second, all.shared(office("mon-fri 09:00-18:00", "", budget_of(1'000'000)))));
}

BOOST_AUTO_TEST_CASE(who_has_the_hours_in_another_zone_pays_for_them) {
  const auto payer = budget_of(1'000'000), other = budget_of(1'000'000);
  const auto office_hours = office("mon-fri 09:00-18:00", "", payer);
  const auto there = office_hours.in(zone_of("America/New_York"), other);
  BOOST_TEST(there.is_open(utc("2026-03-02T15:00")));
  BOOST_TEST(*payer == 1'000'000);
  BOOST_TEST(*other < 1'000'000);
}

BOOST_AUTO_TEST_CASE(threads_share_hours_and_ask_them) {
  shared_hours all;
  const auto tokyo = zone_of("Asia/Tokyo");
  std::vector<std::thread> threads;
  std::atomic<int> open{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n) {
        const auto utc_hours = all.shared(office("mon-fri 09:00-18:00", "12-25", budget_of(1'000'000)));
        open += all.shared(utc_hours.in(tokyo)).is_open(utc("2026-03-02T03:00"));
      }
    });
  for (auto& t : threads) t.join();
  BOOST_TEST(open == 800);
  BOOST_TEST(all.alive() == 0u);
}

}  // namespace
