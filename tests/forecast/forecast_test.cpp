// The weeks ahead, of books so small that what comes of them can be worked out by hand.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <tickler/error.hpp>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "analysis/workload/waiting_times.hpp"
#include "calls.hpp"

using namespace calls;

BOOST_AUTO_TEST_CASE(what_has_not_happened_yet_counts_for_as_long_as_it_was_seen) {
  const waiting_times times({{.after = 2h, .what = call}, {.after = 6h}, {.after = 9h, .what = call}, {.after = 5h, .what = call}});
  struct {
    double chance;
    std::chrono::seconds already, after;
  } const cases[] = {{0, 0h, 2h},     {0.249, 0h, 2h}, {0.251, 0h, 5h}, {0.499, 0h, 5h},
                     {0.501, 0h, 9h}, {0.999, 0h, 9h}, {0, 2h, 5h},     {0, 5h, 9h}};
  for (const auto& c : cases) {
    const auto* found = times.draw(c.chance, c.already);
    BOOST_REQUIRE(found != nullptr);
    BOOST_TEST(found->after.count() == c.after.count(), c.chance << " after " << c.already.count());
  }
  BOOST_TEST(times.draw(0, 9h) == nullptr);
  BOOST_TEST(waiting_times({{.after = 6h}}).empty());
}

BOOST_AUTO_TEST_CASE(what_nobody_has_done_before_is_done_when_it_can_be) {
  const auto p = three_calls();
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z", "eve"), now, {}, {.weeks = 1, .runs = 3});
  BOOST_REQUIRE(ahead.rows.size() == 2u);
  BOOST_TEST(ahead.rows[0].owner == "eve");
  BOOST_TEST((ahead.rows[1].channel == channel::phone));
  BOOST_TEST((medians(ahead.rows[1].days) == numbers{0, 1, 1, 1, 0, 0, 0}));
  BOOST_TEST((medians(ahead.rows[1].weeks) == numbers{3}));
  BOOST_TEST((ahead.days.front() == now));
  BOOST_TEST((ahead.days[1] == at("2026-03-03T00:00:00Z")));
  BOOST_TEST(ahead.prospects == 1u);
}

BOOST_AUTO_TEST_CASE(what_was_late_before_is_late_again) {
  const auto p = three_calls();
  response_model model;
  model.when_ready[{0, 0, 0}] = {{.after = 24h, .what = call}};
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z"), now, model, {.weeks = 1, .runs = 3});
  // Possible on Tuesday, done on Wednesday; the next possible on Thursday, and so on.
  BOOST_TEST((medians(ahead.rows.at(1).days) == numbers{0, 0, 1, 0, 1, 0, 1}));
}

BOOST_AUTO_TEST_CASE(who_answers_is_called_no_more) {
  const auto p = three_calls();
  response_model model;
  model.of_itself[{call, 1}] = {{.after = 2h, .what = answers}};
  model.when_ready[{0, 0, 0}] = {{.after = 0h, .what = call}};
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z"), now, model, {.weeks = 1, .runs = 3});
  BOOST_TEST((medians(ahead.rows.at(1).days) == numbers{0, 1, 0, 0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(of_a_chance_some_futures_have_it_and_some_not) {
  const auto p = three_calls();
  response_model model;
  // Two of four have answered.
  model.of_itself[{call, 1}] = {{.after = 2h, .what = answers}, {.after = 2h, .what = answers}, {.after = 99h}, {.after = 99h}};
  model.when_ready[{0, 0, 0}] = {{.after = 0h, .what = call}};
  const auto all = with_one(p, "2026-03-02T08:00:00Z");
  std::size_t thursday_calls = 0;
  const forecast_options how{.weeks = 1, .runs = 1'000, .heard = [&](std::size_t, const prospect&, const touchpoint& t) {
                               thursday_calls += t.words == call && t.at == at("2026-03-05T08:00:00Z");
                             }};
  const auto ahead = forecast(p, all, now, model, how);
  BOOST_TEST(thursday_calls > 440u);
  BOOST_TEST(thursday_calls < 560u);
  const auto& thursday = ahead.rows.at(1).days[3];
  BOOST_TEST(thursday.low == 0);
  BOOST_TEST(thursday.high == 1);
}

BOOST_AUTO_TEST_CASE(the_same_seed_plays_the_same_futures) {
  const auto p = three_calls();
  response_model model;
  for (int i = 1; i <= 40; ++i) model.when_ready[{0, 0, 0}].push_back({.after = std::chrono::hours{i}, .what = call});
  const auto all = with_one(p, "2026-03-02T08:00:00Z");
  const auto heard_with = [&](std::uint64_t seed) {
    std::vector<instant> heard;
    forecast(p, all, now, model,
             {.weeks = 1, .runs = 5, .seed = seed, .heard = [&](std::size_t, const prospect&, const touchpoint& t) {
                heard.push_back(t.at);
              }});
    return heard;
  };
  BOOST_TEST((heard_with(1) == heard_with(1)));
  BOOST_TEST((heard_with(1) != heard_with(2)));
}

BOOST_AUTO_TEST_CASE(new_prospects_come_on_the_weekdays_on_which_they_came) {
  const auto p = loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 hour}");
  book all(p.words());
  // On each of the last four Tuesdays one, at 10:00; they were called an hour later.
  for (int week = 1; week <= 4; ++week) {
    const auto asked = at("2026-03-03T10:00:00Z") - date::weeks{week};
    const auto number = all.add({.id = "p" + std::to_string(week), .owner = "eve"});
    all.add(number, {.at = asked, .words = asks});
    all.add(number, {.at = asked + 1h, .words = call});
  }
  const auto model = learn_responses(p, all, now);
  BOOST_TEST(model.arrivals.size() == 4u);
  const auto ahead = forecast(p, all, now, model, {.weeks = 2, .runs = 3});
  BOOST_REQUIRE(ahead.rows.size() == 2u);
  BOOST_TEST((medians(ahead.rows[1].days) == numbers{0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}));
  BOOST_TEST(forecast(p, all, now, model, {.weeks = 2, .runs = 3, .arrivals = false}).rows.empty());
}

BOOST_AUTO_TEST_CASE(what_was_done_when_it_could_be_and_what_was_not_is_learnt) {
  const auto p = three_calls();
  book all(p.words());
  const auto ada = all.add({.id = "ada"}), bo = all.add({.id = "bo"});
  all.add(ada, {.at = at("2026-02-02T08:00:00Z"), .words = asks});
  all.add(ada, {.at = at("2026-02-03T11:00:00Z"), .words = call});     // three hours after it could be
  all.add(ada, {.at = at("2026-02-03T12:00:00Z"), .words = answers});  // of herself, an hour later
  all.add(bo, {.at = at("2026-02-25T09:00:00Z"), .words = asks});      // possible since the 26th at nine, and not done
  const auto model = learn_responses(p, all, now);
  const std::vector<seen_after> calls{{.after = 3h, .what = call}, {.after = 96h}};
  BOOST_TEST((model.when_ready.at({0, 0, 0}) == calls));
  const std::vector<seen_after> replies{{.after = 1h, .what = answers}};
  BOOST_TEST((model.of_itself.at({call, 1}) == replies));
}

BOOST_AUTO_TEST_CASE(weeks_begin_on_mondays_the_one_under_way_with_what_is_left_of_it) {
  const auto p = three_calls();
  const auto friday = at("2026-03-06T09:00:00Z");
  const auto ahead = forecast(p, with_one(p, "2026-03-06T08:00:00Z"), friday, {}, {.weeks = 2, .runs = 3});
  BOOST_TEST((ahead.weeks == std::vector<std::size_t>{0, 3, 10}));
  BOOST_TEST(ahead.days.size() == 3 + 14 + 1u);
  BOOST_TEST((ahead.days[3] == at("2026-03-09T00:00:00Z")));
  BOOST_TEST((ahead.days.back() == at("2026-03-23T00:00:00Z")));
  // Saturday, Sunday and Monday.
  BOOST_TEST((medians(ahead.rows.at(1).weeks) == numbers{2, 1, 0}));
}

BOOST_AUTO_TEST_CASE(so_many_may_start_as_there_is_time_for_on_each_day) {
  const auto p = three_calls();
  const auto all = with_one(p, "2026-03-02T08:00:00Z", "eve");
  const auto room = [&](double a_day, std::size_t most = 50) {
    return how_many_may_start(p, all, now, {}, "chase", {.owner = "eve", .touches_a_day = a_day, .most = most},
                              {.weeks = 1, .runs = 10});
  };
  // Ada takes one call of each of Tuesday to Thursday; whoever starts now, too.
  BOOST_TEST(room(5).starts == 4u);
  BOOST_TEST((room(5).full == 1u));
  BOOST_TEST(room(1).starts == 0u);
  BOOST_TEST((room(0).full == 1u));
  BOOST_TEST(room(100).starts == 50u);
  BOOST_TEST(!room(100).full.has_value());
  BOOST_CHECK_THROW(how_many_may_start(p, all, now, {}, "chaise", {.owner = "eve", .touches_a_day = 5}), misuse);
}

BOOST_AUTO_TEST_CASE(the_first_day_with_too_much_is_found) {
  const auto p = three_calls();
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z", "eve"), now, {}, {.weeks = 1, .runs = 3});
  BOOST_TEST((first_overload(ahead, "eve", 0.5).likely == 1u));
  BOOST_TEST(!first_overload(ahead, "eve", 1).possible.has_value());
  BOOST_TEST(!first_overload(ahead, "kim", 0).possible.has_value());
}

// By phone in half of the futures, by e-mail in the others.
BOOST_AUTO_TEST_CASE(what_all_channels_come_to_is_no_sum_of_their_bands) {
  const auto p = loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 30 days}");
  constexpr touch_words mail{.channel = channel::email, .direction = direction::outbound, .outcome = outcome::sent};
  response_model model;
  model.of_itself[{asks, 1}] = {{.after = 26h, .what = call}, {.after = 26h, .what = mail}};
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z"), now, model, {.weeks = 1, .runs = 500});
  BOOST_REQUIRE(ahead.rows.size() == 3u);
  BOOST_TEST((ahead.rows[0].channel == channel::none));
  BOOST_TEST((ahead.rows[0].days[1] == load_band{1, 1, 1}));
  BOOST_TEST(ahead.rows[1].days[1].high + ahead.rows[2].days[1].high == 2);
}

BOOST_AUTO_TEST_CASE(nothing_is_played_beyond_2037) {
  const auto p = three_calls();
  const auto ahead = forecast(p, with_one(p, "2037-12-27T08:00:00Z"), at("2037-12-29T09:00:00Z"), {}, {.weeks = 1, .runs = 2});
  // Possible since the 28th, and done now; the next on the 30th. The third would be due as the 31st ends, which is beyond (R8).
  BOOST_TEST((medians(ahead.rows.at(1).days) == numbers{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_asked_is_refused) {
  const auto p = three_calls();
  const auto all = with_one(p, "2026-03-02T08:00:00Z");
  for (const auto& wrong : {forecast_options{.weeks = 0}, forecast_options{.weeks = 27}, forecast_options{.runs = 0}})
    BOOST_CHECK_THROW(forecast(p, all, now, {}, wrong), misuse);
  response_model of_another;
  of_another.when_ready[{7, 0, 0}] = {{.after = 1h}};
  BOOST_CHECK_THROW(forecast(p, all, now, of_another), misuse);
}

BOOST_AUTO_TEST_CASE(a_forecast_is_json) {
  const auto p = three_calls();
  const auto ahead = forecast(p, with_one(p, "2026-03-02T08:00:00Z", "eve"), now, {}, {.weeks = 1, .runs = 2});
  BOOST_TEST(
      to_json(p, ahead, {{"chase", "eve", 6}}, {{.starts = 4, .full = 1}}) ==
      R"({"prospects":1,"runs":2,"days":["2026-03-02","2026-03-03","2026-03-04","2026-03-05","2026-03-06","2026-03-07","2026-03-08"],)"
      R"("weeks":["2026-03-02"],)"
      R"("load":[{"owner":"eve","channel":null,"days":[[0,0,0],[1,1,1],[1,1,1],[1,1,1],[0,0,0],[0,0,0],[0,0,0]],"weeks":[[3,3,3]]},)"
      R"({"owner":"eve","channel":"phone","days":[[0,0,0],[1,1,1],[1,1,1],[1,1,1],[0,0,0],[0,0,0],[0,0,0]],"weeks":[[3,3,3]]}],)"
      R"("starts":[{"cadence":"chase","owner":"eve","wanted":6,"starts":4,"held_back":2,"full":"2026-03-03","channel":null,"late":null}]})");
}
