// What somebody expects of the weeks ahead: played, measured, read and written.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "calls.hpp"
#include "support/files.hpp"

using namespace calls;

namespace {

numbers daily_calls(const policy& p, const response_model& model) {
  const auto all = with_one(p, "2026-03-02T08:00:00Z", "eve");
  return medians(forecast(p, all, now, model, {.weeks = 1, .runs = 3}).rows.at(1).days);
}

workload_model read(const policy& p, const std::string& yaml) {
  const auto loaded = load_workload_model(yaml, "desk.yaml", p);
  for (const auto& d : loaded.diagnostics()) BOOST_TEST_MESSAGE(to_string(d));
  return loaded.value();
}

const auto folder = support::source_dir() / "tests/broken_models";

std::vector<std::string> broken_models() { return support::names_in(folder, ".yaml"); }

}  // namespace

// Ada asked on Monday at eight; she is called one, two and three days later.
BOOST_AUTO_TEST_CASE(what_a_model_says_is_played) {
  struct {
    std::string responses;
    numbers calls;
  } const cases[] = {
      {"phone: {}", {0, 1, 1, 1, 0, 0, 0}},
      {"phone: {delay: 1 day}", {0, 0, 1, 0, 1, 0, 1}},
      {"{phone: {delay: 1 day}, phone/check_in: {}}", {0, 1, 1, 1, 0, 0, 0}},
      {"{phone/check_in: {delay: 1 day}, phone: {}}", {0, 0, 1, 0, 1, 0, 1}},
      {"phone: {delay: never}", {}},
      {"phone: {answers: {replied: 100%}, answer_after: 2 hours}", {0, 1, 0, 0, 0, 0, 0}},
      {"phone: {answers: {replied: 100%}, answer_after: 2 days}", {0, 1, 1, 1, 0, 0, 0}},  // each call is waited for anew
  };
  const auto p = three_calls();
  const auto all = with_one(p, "2026-03-02T08:00:00Z", "eve");
  for (const auto& c : cases) {
    const auto flow = c.responses.front() == '{' ? c.responses : '{' + c.responses + '}';
    const auto model = responses_of(p, all, now, read(p, "model: m\nresponses: " + flow + "\narrivals: []\n"));
    const auto ahead = forecast(p, all, now, model, {.weeks = 1, .runs = 3});
    const auto found = ahead.rows.empty() ? numbers{} : medians(ahead.rows.at(1).days);
    BOOST_TEST(found == c.calls, c.responses);
  }
}

BOOST_AUTO_TEST_CASE(of_a_share_so_many_futures_have_it) {
  const auto p = three_calls();
  const auto all = with_one(p, "2026-03-02T08:00:00Z");
  const auto model = responses_of(
      p, all, now,
      read(p,
           "model: m\nresponses: {phone: {outcomes: {busy: 60%, no_answer: 40%}, answers: {replied: 30%}, answer_after: 1 hour}}\n"
           "arrivals: []\n"));
  std::size_t busy = 0, calls = 0;
  forecast(p, all, now, model, {.weeks = 1, .runs = 2'000, .heard = [&](std::size_t, const prospect&, const touchpoint& t) {
                                  calls += t.words.direction == direction::outbound, busy += t.words.outcome == outcome::busy;
                                }});
  // 1 + 0.7 + 0.49 calls in each
  BOOST_TEST(calls > 4'250u);
  BOOST_TEST(calls < 4'510u);
  BOOST_TEST(busy > calls * 57 / 100);
  BOOST_TEST(busy < calls * 63 / 100);
}

BOOST_AUTO_TEST_CASE(on_leave_nothing_is_done_and_afterwards_what_is_still_asked_for) {
  const auto p = three_calls();
  response_model model;
  const auto march = [](unsigned day) { return date::year{2026} / 3 / day; };
  model.owners["eve"].leave = {{march(3), march(4)}};
  BOOST_TEST((daily_calls(p, model) == numbers{0, 0, 0, 1, 1, 1, 0}));
  model.owners["eve"].leave = {{march(5), march(6)}, {march(3), march(3)}, {march(4), march(4)}};
  BOOST_TEST((daily_calls(p, model) == numbers{0, 0, 0, 0, 0, 1, 1}));
  const auto expires = loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 day, expires: 1 day}");
  BOOST_TEST(forecast(expires, with_one(expires, "2026-03-02T08:00:00Z", "eve"), now, model, {.weeks = 1, .runs = 3}).rows.empty());
}

BOOST_AUTO_TEST_CASE(what_should_have_been_done_by_now_is_done_now) {
  const auto p = loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 day}");
  response_model model;
  model.when_asked[{channel::phone, purpose::none}] = {{.after = 2h, .what = call}};
  const auto ahead = forecast(p, with_one(p, "2026-02-20T08:00:00Z"), now, model, {.weeks = 1, .runs = 3});
  BOOST_TEST((medians(ahead.rows.at(1).days) == numbers{1, 0, 0, 0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(so_many_come_as_are_expected_on_the_days_and_in_the_hours_that_are_named) {
  const auto p = three_calls();
  const auto model = responses_of(p, book(p.words()), now,
                                  read(p,
                                       "model: m\nresponses: {phone: {}}\narrivals: [{cadence: chase, owner: eve, a_day: 2, on: "
                                       "tue-wed, hours: 09:00-17:00}]\n"));
  std::size_t arrivals = 0, outside = 0;
  forecast(p, book(p.words()), now, model,
           {.weeks = 1, .runs = 2'000, .heard = [&](std::size_t, const prospect& who, const touchpoint& t) {
              if (t.words.outcome != outcome::inquired) return;
              ++arrivals;
              const bool fits = who.owner == "eve" && at("2026-03-03T09:00:00Z") <= t.at && t.at < at("2026-03-04T17:00:00Z") &&
                                (t.at < at("2026-03-03T17:00:00Z") || at("2026-03-04T09:00:00Z") <= t.at);
              outside += !fits;
            }});
  BOOST_TEST(outside == 0u);
  // 8,000, and a deviation of 90
  BOOST_TEST(arrivals > 7'700u);
  BOOST_TEST(arrivals < 8'300u);
}

BOOST_AUTO_TEST_CASE(what_a_book_says_in_a_few_numbers) {
  const auto p = three_calls();
  book all(p.words());
  const auto ada = all.add({.id = "ada", .owner = "eve"}), bo = all.add({.id = "bo", .owner = "eve"});
  all.add(ada, {.at = at("2026-02-02T08:00:00Z"), .words = asks});
  all.add(ada, {.at = at("2026-02-03T11:00:00Z"), .words = call});     // three hours after it could be
  all.add(ada, {.at = at("2026-02-03T12:00:00Z"), .words = answers});  // an hour later
  all.add(bo, {.at = at("2026-02-25T09:00:00Z"), .words = asks});      // possible since the 26th at nine, and not done
  const auto found = measure_workload(p, all, now);
  BOOST_TEST(found.name == "calls");
  BOOST_REQUIRE(found.responses.has_value());
  BOOST_REQUIRE(found.responses->size() == 1u);
  const auto& r = found.responses->front();
  BOOST_TEST((r.of == response_model::touch{channel::phone, purpose::check_in}));
  // Of two one was made after three hours, and one not in four days.
  const std::optional<std::chrono::seconds> made = 3h, never;
  BOOST_TEST((r.delay == expected_response::waits{made, made, made, made, made, never, never, never, never, never}));
  BOOST_TEST((r.outcomes == std::vector<outcome_share>{{outcome::no_answer, 1'000}}));
  BOOST_TEST((r.answers == std::vector<outcome_share>{{outcome::replied, 1'000}}));
  BOOST_TEST((r.answer_after == std::vector<std::chrono::seconds>{1h}));
  // Two in four weeks of five days, between eight and ten.
  const std::vector<expected_arrivals> arrivals{
      {.cadence = "chase", .owner = "eve", .a_day = 0.1, .on = mon_fri, .from = 8h, .to = 10h}};
  BOOST_TEST((found.arrivals == arrivals));
}

BOOST_AUTO_TEST_CASE(a_model_is_read_as_it_was_written) {
  const auto p =
      load_policy(
          "policy: two\nzone: UTC\nchannels: {phone: {}, email: {}}\ncadences:\n"
          "  ring: {starts: {outcome: inquired}, steps: [{id: call, do: {channel: phone, purpose: check_in}, after: 1 day},"
          " {id: mail, do: {channel: email, purpose: inform}, after: 1 day}]}\n",
          "two.yaml", vocabulary{})
          .value();
  const std::string yaml =
      "model: \"the desk, \\\"downstairs\\\"\"\n"
      "responses:\n"
      "  phone/check_in:\n"
      "    delay: [0 minutes, 1 day 2 hours 3 minutes, never]\n"
      "    outcomes: {no_answer: 60.5%, reached: 39.5%}\n"
      "  email:\n"
      "    delay: [0 minutes]\n"
      "    answers: {replied: 12.5%}\n"
      "    answer_after: [2 hours, 3 days]\n"
      "spread: 105%  # how far weeks are from that\n"
      "arrivals:\n"
      "  - {cadence: ring, owner: \"Eve O'Hara\", a_day: 2.35, on: mon-fri, hours: 09:00-17:30}\n"
      "  - {cadence: ring, a_day: 10000, on: \"sat,sun\", hours: 00:00-24:00}\n"
      "owners:\n"
      "  \"Eve O'Hara\":\n"
      "    a_day: 40\n"
      "    by_channel: {phone: 25.5}\n"
      "    leave: [2026-08-03..2026-08-21, 2026-12-24]\n";
  const auto model = read(p, yaml);
  BOOST_TEST(write_workload_model(p, model) == yaml);
  BOOST_TEST((*model.spread == 1'050u));
  BOOST_TEST((model.owners.at("Eve O'Hara").by_channel.at(channel::phone) == 25.5));
  BOOST_TEST((model.responses->at(1).answers.front() == outcome_share{outcome::replied, 125}));
  BOOST_CHECK_THROW(write_workload_model(p, {.name = ""}), misuse);
  BOOST_CHECK_THROW(write_workload_model(p, {.name = "m", .owners = {{"eve", {}}}}), misuse);
  BOOST_CHECK_THROW(write_workload_model(p, {.name = "m", .owners = {{"eve", {.a_day = 1.005}}}}), misuse);
}

BOOST_AUTO_TEST_CASE(what_was_measured_written_and_read_gives_the_same_forecast) {
  const auto p = three_calls();
  book all(p.words());
  for (int i = 0; i < 60; ++i) {
    const auto who = all.add({.id = "p" + std::to_string(i), .owner = i % 3 == 0 ? "kim" : "eve"});
    const auto asked = at("2026-02-02T08:00:00Z") + std::chrono::hours{11 * i};
    all.add(who, {.at = asked, .words = asks});
    // A call a day, some minutes late; one of four answers after the first.
    auto last = asked;
    for (int k = 0; k < 3; ++k) {
      last += 24h + std::chrono::minutes{37 * ((i + k) % 7)};
      if (last < now) all.add(who, {.at = last, .words = call});
      if (i % 4 != 3) continue;
      if (last + 5h < now) all.add(who, {.at = last + 5h, .words = answers});
      break;
    }
  }
  const auto measured = measure_workload(p, all, now);
  const auto again = read(p, write_workload_model(p, measured));
  BOOST_TEST((again == measured));
  const forecast_options how{.weeks = 2, .runs = 20};
  BOOST_TEST(to_json(p, forecast(p, all, now, responses_of(p, all, now, again), how)) ==
             to_json(p, forecast(p, all, now, responses_of(p, all, now, measured), how)));
  // It is near what was learnt in full: within a third of it in each week.
  const auto few = forecast(p, all, now, responses_of(p, all, now, measured), how),
             full = forecast(p, all, now, learn_responses(p, all, now), how);
  for (std::size_t row = 0; row < full.rows.size(); ++row)
    for (std::size_t week = 0; week < 2; ++week) {
      const auto expected = full.rows[row].weeks[week].median, found = few.rows.at(row).weeks[week].median;
      BOOST_TEST(std::abs(found - expected) <= expected / 3 + 1,
                 full.rows[row].owner << row << ", " << week << ": " << expected << ", " << found);
    }
}

BOOST_AUTO_TEST_CASE(what_a_model_leaves_out_is_as_the_book_has_it) {
  const auto p = three_calls();
  book all(p.words());
  const auto ada = all.add({.id = "ada", .owner = "eve"});
  all.add(ada, {.at = at("2026-02-16T08:00:00Z"), .words = asks});
  all.add(ada, {.at = at("2026-02-17T11:00:00Z"), .words = call});
  const auto learnt = learn_responses(p, all, now);
  const auto found = responses_of(p, all, now, read(p, "model: m\nowners: {eve: {a_day: 3}}\n"));
  BOOST_TEST((found.when_ready == learnt.when_ready));
  BOOST_TEST((found.of_itself == learnt.of_itself));
  BOOST_TEST((found.arrivals == learnt.arrivals));
  BOOST_TEST(found.spread == learnt.spread);
  const auto own = responses_of(p, all, now, read(p, "model: m\nresponses: {phone: {}}\n"));
  BOOST_TEST(own.when_ready.empty());
  BOOST_TEST(own.of_itself.empty());
  BOOST_TEST((own.arrivals == learnt.arrivals));
  BOOST_TEST(own.spread == 0);
}

BOOST_AUTO_TEST_CASE(there_are_broken_models) { BOOST_TEST(broken_models().size() >= 5u); }

BOOST_DATA_TEST_CASE(every_mistake_of_a_model_is_reported_with_its_place, boost::unit_test::data::make(broken_models()), name) {
  const auto p = loaded(
      "{id: call, do: {channel: phone, purpose: check_in}, after: 1 day}, {id: mail, do: {channel: email, purpose: inform}, after: "
      "1 day}");
  const auto loaded = load_workload_model(support::content_of(folder / (name + ".yaml")), name + ".yaml", p);
  std::string lines;
  for (const auto& d : loaded.diagnostics()) lines += to_string(d) + '\n';
  BOOST_TEST(lines == support::content_of(folder / (name + ".expected")));
  BOOST_TEST(!loaded);
  BOOST_CHECK_THROW(loaded.value(), policy_error);
}

BOOST_AUTO_TEST_CASE(a_model_that_cannot_be_read_is_a_diagnostic_too) {
  const auto loaded = load_workload_model_file("no/such.yaml", three_calls());
  BOOST_REQUIRE(loaded.diagnostics().size() == 1u);
  BOOST_TEST(to_string(loaded.diagnostics()[0]) == "no/such.yaml: error: the file cannot be read [T119]");
}

BOOST_AUTO_TEST_CASE(a_model_that_cannot_be_played_is_refused) {
  const auto p = three_calls();
  const book all(p.words());
  const auto with = [&](const expected_response& r) { return responses_of(p, all, now, {.name = "m", .responses = {{r}}}); };
  BOOST_CHECK_THROW(responses_of(p, all, now, {.name = "m", .responses = {std::vector<expected_response>{}}}), misuse);
  BOOST_CHECK_THROW(with({.of = {channel::phone}, .outcomes = {{outcome::reached, 900}}}), misuse);
  BOOST_CHECK_THROW(with({.of = {channel::phone}, .answers = {{outcome::replied, 1'001}}}), misuse);
  BOOST_CHECK_THROW(with({.of = {channel::phone}, .delay = {}}), misuse);
  response_model model;
  model.expected = {{.cadence = "chaise", .a_day = 1}};
  BOOST_CHECK_THROW(forecast(p, all, now, model), misuse);
  model.expected = {{.cadence = "chase", .a_day = 10'001}};
  BOOST_CHECK_THROW(forecast(p, all, now, model), misuse);
}
