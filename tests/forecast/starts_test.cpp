// Who may start, and who is to be held back, of books so small that it can be worked out by hand.
#include <boost/test/unit_test.hpp>

#include "calls.hpp"

using namespace calls;

namespace {

const forecast_options how{.weeks = 1, .runs = 10};

policy one_call(const std::string& more) {
  return loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 day" + more + '}');
}

response_model able(double a_day, std::vector<date_range> leave = {}) {
  response_model model;
  model.owners["eve"] = {.a_day = a_day, .leave = std::move(leave)};
  return model;
}

const date_range tuesday_and_wednesday{date::year{2026} / 3 / 3, date::year{2026} / 3 / 4};

}  // namespace

BOOST_AUTO_TEST_CASE(those_who_want_to_start_are_let_in_in_the_order_in_which_they_stand) {
  const auto p = three_calls();
  // Of five calls on Tuesday Ada takes one.
  const auto all = with_one(p, "2026-03-02T08:00:00Z", "eve");
  const auto rooms = which_may_start(p, all, now, able(5), {{"chase", "eve", 3}, {"chase", "eve", 3}, {"chase", "kim", 3}}, how);
  BOOST_REQUIRE(rooms.size() == 3u);
  BOOST_TEST((rooms[0] == room_for_starts{.starts = 3}));
  BOOST_TEST((rooms[1] == room_for_starts{.starts = 1, .full = 1}));
  BOOST_TEST((rooms[2] == room_for_starts{.starts = 3}));  // nobody says how much she can do
}

BOOST_AUTO_TEST_CASE(whoever_does_not_fit_takes_no_room_from_those_behind) {
  const auto p =
      load_policy(
          "policy: two\nzone: UTC\nchannels: {phone: {}, email: {}}\ncadences:\n"
          "  ring: {starts: {outcome: inquired}, steps: [{id: call, do: {channel: phone, purpose: check_in}, after: 1 day}]}\n"
          "  write: {starts: {outcome: met}, steps: [{id: mail, do: {channel: email, purpose: inform}, after: 1 day}]}\n",
          "two.yaml", vocabulary{})
          .value();
  response_model model;
  model.owners["eve"] = {.a_day = 4, .by_channel = {{channel::phone, 1}}};
  const auto rooms =
      which_may_start(p, book(p.words()), now, model, {{"ring", "eve", 2}, {"write", "eve", 9}, {"ring", "eve", 1}}, how);
  BOOST_TEST((rooms[0] == room_for_starts{.starts = 1, .full = 1, .channel = channel::phone}));
  BOOST_TEST((rooms[1] == room_for_starts{.starts = 3, .full = 1}));
  BOOST_TEST((rooms[2] == room_for_starts{.starts = 0, .full = 1}));
}

BOOST_AUTO_TEST_CASE(nobody_starts_whose_action_would_be_late) {
  // Possible on Tuesday at nine, at the latest on Wednesday at nine; eve is back on Thursday.
  const auto p = one_call(", within: 1 day, at_latest: 2 days");
  const book nobody(p.words());
  const std::vector<wanted_starts> wanted{{"chase", "eve", 3}};
  BOOST_TEST((which_may_start(p, nobody, now, able(9), wanted, how).front() == room_for_starts{.starts = 3}));
  BOOST_TEST((which_may_start(p, nobody, now, able(9, {tuesday_and_wednesday}), wanted, how).front() ==
              room_for_starts{.starts = 0, .late = 2}));
}

BOOST_AUTO_TEST_CASE(nor_whose_action_its_limits_leave_no_room_for_in_time) {
  const auto p = loaded(
      "{id: call, do: {channel: phone, purpose: check_in}, after: 1 day}, "
      "{id: again, do: {channel: phone, purpose: check_in}, after: 1 day, at_latest: 2 days}",
      "limits: {weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}}\n");
  // The second could be done on the 10th only, and is late on Thursday at nine.
  const auto room = which_may_start(p, book(p.words()), now, able(9), {{"chase", "eve", 3}}, {.weeks = 2, .runs = 10}).front();
  BOOST_TEST((room == room_for_starts{.starts = 0, .late = 3}));
}

BOOST_AUTO_TEST_CASE(nor_to_whom_a_promise_of_the_policy_would_be_broken) {
  const std::string promise =
      "promises: [{name: called, after: {outcome: inquired}, expect: {channel: phone, direction: outbound}, within: 2 days}, "
      "{name: attended, always: next_action}]\n";
  const auto p = loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 day}", promise);
  const book nobody(p.words());
  const std::vector<wanted_starts> wanted{{"chase", "eve", 3}};
  // Nobody is attended to after the call, which has nothing to do with how many there are.
  BOOST_TEST((which_may_start(p, nobody, now, able(9), wanted, how).front() == room_for_starts{.starts = 3}));
  BOOST_TEST((which_may_start(p, nobody, now, able(9, {tuesday_and_wednesday}), wanted, how).front() ==
              room_for_starts{.starts = 0, .late = 3}));
}

// Late in one playing of twenty each: of one who starts, in about one of twenty; of a dozen in about half of them.
BOOST_AUTO_TEST_CASE(what_seldom_goes_wrong_goes_wrong_more_often_the_more_there_are) {
  const auto p = one_call(", at_latest: 2 days");
  auto model = able(1'000);
  model.when_asked[{channel::phone, purpose::check_in}] = {{.after = 0h, .what = call, .times = 19}, {.after = 48h, .what = call}};
  const auto room = which_may_start(p, book(p.words()), now, model, {{"chase", "eve", 50}}, {.weeks = 1, .runs = 1'000}).front();
  BOOST_TEST(room.starts >= 1u);
  BOOST_TEST(room.starts <= 3u);
  BOOST_TEST((room.late == 2u));
}
