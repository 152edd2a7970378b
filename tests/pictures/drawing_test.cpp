// Where things lie on the page, what becomes of hostile text, and how small a picture on a page of many is.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/problem_numbers.hpp>

#include "picture/label_text.hpp"
#include "picture/layout.hpp"
#include "picture/svg.hpp"
#include "support/files.hpp"
#include "support/instants.hpp"

namespace {

using namespace tickler;
using support::at;

policy follow_up(const vocabulary& words = {}) {
  return load_policy_file((support::source_dir() / "tests/pictures/data/follow-up.yaml").string(), words).value();
}

drawing crowded() {
  drawing d{.title = "crowded", .note = "all at once", .local = zone::find("America/New_York").value()};
  d.now = at("2026-03-02T15:00:00Z");
  d.lanes = {{"phone", {}}, {"email", {}}};
  for (int i = 0; i < 60; ++i) {
    const auto t = d.now + std::chrono::hours{i * 7 % 100};
    d.items.push_back({.lane = static_cast<std::size_t>(i % 2),
                       .label = "step-" + std::to_string(i * i),
                       .why = "why",
                       .mark = {mark_kind::planned, t},
                       .window = window{t, t + std::chrono::hours{i}, t + std::chrono::hours{2 * i}}});
  }
  return d;
}

const std::string hostile = "<script>alert('1')</script> ]]> \"quoted\" & &amp; <!-- \xff\xfe \xe2\x80\xae";

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_lies_on_another_thing) {
  const auto drawn = crowded();
  for (const bool labelled : {true, false}) {
    const page_layout page(drawn, labelled);
    for (const auto& a : page.items)
      for (const auto& b : page.items) {
        if (&a == &b || a.y != b.y || a.left > b.left) continue;
        const auto end = std::max({a.end, a.x + 6, labelled ? a.left + label_width(a.label) : 0});
        BOOST_TEST(end < b.left, a.item->label << " and " << b.item->label);
      }
  }
}

BOOST_AUTO_TEST_CASE(everything_is_on_the_page_and_in_its_lane) {
  const auto drawn = crowded();
  const page_layout page(drawn, true);
  for (const auto& p : page.items) {
    const auto& lane = page.lanes[p.item->lane];
    BOOST_TEST(lane.y < p.y - 10);
    BOOST_TEST(p.y + 7 <= lane.y + lane.height);
    BOOST_TEST(page.left <= p.left + 6);
    BOOST_TEST(std::max(p.end, p.left + label_width(p.label)) < page.width);
  }
}

BOOST_AUTO_TEST_CASE(labels_are_cut_between_characters) {
  BOOST_TEST(shortened("abcdef", 6) == "abcdef");
  BOOST_TEST(shortened("abcdefg", 6) == "abcde\xe2\x80\xa6");
  BOOST_TEST(shortened("\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a", 5) == "\xe6\xa0\xaa\xe5\xbc\x8f\xe2\x80\xa6");  // wide ones
  BOOST_TEST(shortened("a\xe2\x80\xae"
                       "b\x01",
                       30) == "a\\u202eb\\x01");
  BOOST_TEST(wrapped("one two three", 8) == (std::vector<std::string>{"one two", "three"}), boost::test_tools::per_element());
  BOOST_TEST(wrapped("abcdefgh", 3) == (std::vector<std::string>{"abc", "def", "gh"}), boost::test_tools::per_element());
  BOOST_TEST(wrapped("", 3).empty());
}

// Every field of records and drawings, and every control.
BOOST_AUTO_TEST_CASE(what_others_wrote_comes_out_as_text) {
  std::string controls = hostile;
  for (char c = 0; c < 0x20; ++c) controls += c;
  drawing d{.title = controls, .note = controls, .local = zone()};
  d.now = at("2026-03-02T15:00:00Z");
  d.lanes = {{controls, {}}};
  d.items = {{.label = controls, .why = controls, .mark = {mark_kind::theirs, d.now}}};
  d.pauses = {{.lanes = {true}, .begin = d.now, .end = d.now + std::chrono::hours{5}, .why = controls}};
  for (const bool brief : {false, true}) {
    const auto svg = to_svg(d, {.title = brief ? controls : "", .brief = brief});
    BOOST_TEST(svg.find("<script") == std::string::npos);
    BOOST_TEST(svg.find("]]>") == std::string::npos);
    BOOST_TEST(svg.find("<!--") == std::string::npos);
    BOOST_TEST(svg.find("&lt;script&gt;alert('1')") != std::string::npos);
    BOOST_TEST(svg.find("&amp;amp;") != std::string::npos);
    BOOST_TEST(svg.find("\xe2\x80\xae") == std::string::npos);
    for (const char c : svg) BOOST_TEST((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    BOOST_TEST(svg.find('\xff') == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(on_a_page_of_many_a_picture_is_small_and_style_is_there_once) {
  vocabulary words;
  const auto policy = follow_up(words);
  const prospect ada{.id = "ada", .contact = {{"email", "a@example.org"}, {"phone", "1"}}};
  history log(words);
  log.add({.at = at("2026-03-02T15:00:00Z"),
           .words = {.channel = channel::web, .direction = direction::inbound, .outcome = outcome::inquired}});
  log.add({.at = at("2026-03-03T15:00:00Z"),
           .words = {.channel = channel::email, .direction = direction::outbound, .purpose = purpose::inform}});
  const auto why = explain(policy, ada, log, at("2026-03-03T16:00:00Z"));
  const auto small = to_svg(policy, ada, log, why, {.number = 17, .brief = true});
  BOOST_TEST(small.size() < 1'600u, small);
  BOOST_TEST(small.find("<style") == std::string::npos);
  BOOST_TEST(small.find("id=\"tickler-t17\"") != std::string::npos);
  BOOST_TEST(small == to_svg(policy, ada, log, why, {.number = 17, .brief = true}));

  const auto parts = shared_picture_parts();
  BOOST_TEST(parts.find("<style>" + picture_style() + "</style>") != std::string::npos);
  const auto whole = to_svg(policy, ada, log, why, {.title = "Ada & all"});
  BOOST_TEST(whole.find("<style>" + picture_style() + "</style>") != std::string::npos);
  BOOST_TEST(whole.find("<title id=\"tickler-t0\">Ada &amp; all</title>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_long_past_may_be_left_out_and_is_counted) {
  vocabulary words;
  const auto policy = follow_up(words);
  const prospect ada{.id = "ada"};
  history log(words);
  for (const auto* t : {"2020-03-02T15:00:00Z", "2021-03-02T15:00:00Z", "2026-03-02T15:00:00Z"})
    log.add({.at = at(t), .words = {.channel = channel::phone, .direction = direction::inbound}});
  const auto svg =
      to_svg(policy, ada, log, explain(policy, ada, log, at("2026-03-03T16:00:00Z")), {.since = at("2026-01-01T05:00:00Z")});
  BOOST_TEST(svg.find("What was before Thu 1 Jan 00:00 is left out: touchpoints: 2.") != std::string::npos, svg);
  BOOST_TEST(svg.find("2020") == std::string::npos);
  BOOST_TEST(svg.find("2021") == std::string::npos);
}

// Many touchpoints on many channels: each is looked at once.
BOOST_AUTO_TEST_CASE(a_long_history_is_drawn_in_time) {
  vocabulary words;
  const auto policy = follow_up(words);
  const prospect ada{.id = "ada"};
  history log(words);
  constexpr int many = 20'000;
  for (int i = 0; i < many; ++i)
    log.add({.at = at("2020-03-02T15:00:00Z") + std::chrono::hours{i},
             .words = {.channel = words.intern<channel>("channel " + std::to_string(i % 500)), .direction = direction::inbound}});
  const auto svg = to_svg(policy, ada, log, explain(policy, ada, log, at("2026-03-03T16:00:00Z")));
  std::size_t marks = 0;
  for (auto i = svg.find("class=\"t\" d="); i != std::string::npos; i = svg.find("class=\"t\" d=", i + 1)) ++marks;
  BOOST_TEST(marks == many + 1u);  // and the legend's
}

BOOST_AUTO_TEST_CASE(of_somebody_for_whom_nothing_can_be_decided_there_is_what_happened) {
  vocabulary words;
  const auto policy = follow_up(words);
  const prospect dee{.id = "dee", .zone = "Berlin"};
  history log(words);
  log.add({.at = at("2026-03-02T15:00:00Z"), .words = {.channel = channel::phone, .direction = direction::inbound}});
  const auto svg = to_svg(policy, dee, log, explain(policy, dee, log, at("2026-03-03T16:00:00Z")));
  BOOST_TEST(svg.find("unknown time zone 'Berlin'") != std::string::npos);
  BOOST_TEST(svg.find("class=\"t\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_meant_is_refused) {
  vocabulary words;
  const auto policy = follow_up(words);
  const prospect ada{.id = "ada"};
  const history log(words);
  const auto number_of = [](auto call) {
    try {
      call();
    } catch (const misuse& e) {
      return e.number();
    }
    return 0;
  };
  BOOST_TEST(number_of([&] { to_svg(policy, ada, log, timeline{}); }) == misuse_number::bad_size);
  BOOST_TEST(number_of([&] { to_svg(policy, ada, log, explanation{}); }) == misuse_number::other_policy);
  const auto future = preview(policy, ada, log, at("2026-03-02T15:00:00Z"));
  BOOST_TEST(number_of([&] { to_svg(policy, ada, history(vocabulary{}), future); }) == misuse_number::other_vocabulary);
}

// Open Monday to Friday from 9 to 18 by the prospect's clock: Good Friday 2026 is closed.
BOOST_AUTO_TEST_CASE(hours_of_a_channel_are_those_of_its_calendars_where_the_prospect_is) {
  const auto policy = follow_up();
  const auto hours = [&](const char* zone, channel on) { return hours_of(policy, {.id = "x", .zone = zone}, on); };
  BOOST_TEST(hours("", channel::phone)->is_open(at("2026-03-02T15:00:00Z")));
  BOOST_TEST(!hours("Australia/Sydney", channel::phone)->is_open(at("2026-03-02T15:00:00Z")));
  BOOST_TEST(!hours("", channel::phone)->is_open(at("2026-04-03T15:00:00Z")));
  BOOST_TEST(hours("", channel::email)->always_open());
  BOOST_TEST(hours("", channel::sms)->always_open());  // not declared
  BOOST_TEST(!hours("Berlin", channel::phone).has_value());
}
