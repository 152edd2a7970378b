// How well the calls of a bank's desk are told weeks ahead, learnt from what lies before: rolling origins, three weeks ahead,
// beside the naive forecast (the same weeks of the last four).
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <tickler/io.hpp>
#include <tickler/workload.hpp>

#include "expiry_rule.hpp"

using namespace tickler;

namespace {

// Offers are called after, and files that lack papers, until something comes of it.
const std::string desk_rule = R"(policy: desk
zone: Europe/Amsterdam
channels: {phone: {}}
events:
  offered: {channel: post, direction: outbound, outcome: sent}
  returned: {channel: post, direction: inbound, outcome: replied}
  decided: {outcome: [purchased, declined, cancelled]}
cadences:
  call-after: {starts: offered, ends: [returned, decided], steps: [{id: call, do: {channel: phone, purpose: check_in}, after: 1 hour, repeat: 100}]}
  complete: {starts: returned, ends: decided, steps: [{id: call, do: {channel: phone, purpose: collect_details}, after: 1 hour, repeat: 100}]}
closes: decided
)";

double calls_between(const bank::log& all, instant from, instant to) {
  double count = 0;
  for (const auto& [id, history] : all.applications)
    for (std::size_t i = 0; i < history.size(); ++i)
      if (const auto t = history[i]; from <= t.at && t.at < to && t.words.channel == channel::phone) ++count;
  return count;
}

// Of the 80 % between low and high: its width, and ten times what it is missed by (Gneiting and Raftery, "Strictly proper scoring
// rules, prediction, and estimation", 2007).
double interval_score(double low, double high, double truth) {
  return high - low + 10 * std::max(0.0, low - truth) + 10 * std::max(0.0, truth - high);
}

}  // namespace

BOOST_AUTO_TEST_CASE(weekly_calls_are_told_three_weeks_ahead, *boost::unit_test::precondition(bank::log_is_there)) {
  vocabulary words;
  const auto rule = load_policy(desk_rule, "desk.yaml", words).value();
  const auto log = bank::read_log(rule.words());
  const auto all = bank::book_of(log, rule.words());
  const auto zone = rule.zones().find("Europe/Amsterdam").value();
  int covered = 0, asked = 0;
  double score = 0, naive_score = 0;
  std::puts("origin      week   low  median  high  calls   naive");
  for (int k = 0; k < 5; ++k) {
    const auto monday = date::local_days{date::year{2011} / 11 / 7} + date::weeks{k};
    const auto origin = zone.start_of(monday);
    const auto model = learn_responses(rule, all, origin - std::chrono::seconds{1});
    const auto ahead = forecast(rule, all, origin, model, {.weeks = 3, .runs = 60});
    const auto row =
        std::find_if(ahead.rows.begin(), ahead.rows.end(), [](const load_row& r) { return r.channel == channel::phone; });
    BOOST_REQUIRE((row != ahead.rows.end()));
    double least = 1e9, most = 0;
    for (int back = 1; back <= 4; ++back) {
      const auto calls =
          calls_between(log, zone.start_of(monday - date::weeks{back}), zone.start_of(monday - date::weeks{back - 1}));
      least = std::min(least, calls), most = std::max(most, calls);
    }
    for (std::size_t week = 0; week < 3; ++week) {
      const auto calls = calls_between(log, ahead.days[week * 7], ahead.days[week * 7 + 7]);
      const auto& said = row->weeks[week];
      ++asked, covered += said.low <= calls && calls <= said.high;
      score += interval_score(said.low, said.high, calls), naive_score += interval_score(least, most, calls);
      std::printf("%s  %4zu %5.0f %7.0f %5.0f %6.0f   %.0f-%.0f  spread %.2f\n", to_string(origin).substr(0, 10).c_str(), week + 1,
                  said.low, said.median, said.high, calls, least, most, model.spread);
    }
  }
  std::printf("covered %d of %d, score %.0f, naive %.0f\n", covered, asked, score / asked, naive_score / asked);
  BOOST_TEST(covered * 100 >= asked * 65);
  BOOST_TEST(covered * 100 <= asked * 95);
  BOOST_TEST(score <= naive_score);
}
