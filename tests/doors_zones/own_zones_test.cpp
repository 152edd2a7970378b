// Zones that a program defines: in a program of their own, since a process has one list.
#include <tickler/tickler.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <tickler/zone.hpp>
#include <vector>

#include "doors/office.hpp"

namespace {

tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }

struct changes {
  std::vector<tickler_time> begin;
  std::vector<std::int32_t> offset;
};

// What the system says of a zone.
changes of_system(const char* name) {
  changes all;
  for (const auto& change : tickler::zone::find(name).value().offsets()) {
    all.begin.push_back(change.begin.time_since_epoch().count());
    all.offset.push_back(static_cast<std::int32_t>(change.offset.count()));
  }
  return all;
}

std::vector<std::string> define(std::string_view name, const changes& c, std::string_view version = "mine") {
  tickler_problems* problems = nullptr;
  const auto result =
      tickler_define_zone(text_of(name), c.begin.data(), c.offset.data(), c.begin.size(), text_of(version), &problems);
  auto lines = doors::lines_of(problems);
  BOOST_TEST(result == (lines.empty() ? TICKLER_OK : TICKLER_REFUSED));
  tickler_problems_free(problems);
  return lines;
}

std::string decided(const doors::office& o, const char* zone) {
  const auto line = std::string(R"({"prospect":{"id":"ada","zone":")") + zone +
                    R"("},"touchpoints":[{"at":"2026-03-07T22:00:00Z","direction":"inbound"}]})";
  tickler_text text;
  BOOST_REQUIRE(tickler_decide_json(o.worker(), text_of(line), 1'772'920'800, &text) == TICKLER_OK);
  return {text.data, text.size};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_program_may_define_the_zones_and_then_no_other_is_there) {
  const struct {
    const char* said;
    std::string_view name;
    changes as;
  } refused[] = {
      {"zones: error: the zone 'Mars/Olympus' has no offset [T302]", "Mars/Olympus", {}},
      {"zones: error: the zone 'Mars/Olympus' has changes that are not in order of time [T302]", "Mars/Olympus", {{5, 5}, {0, 60}}},
      {"zones: error: the zone 'Mars/Olympus' has an offset of a day or more [T302]", "Mars/Olympus", {{0}, {86'400}}}};
  for (const auto& r : refused)
    BOOST_TEST(define(r.name, r.as) == std::vector<std::string>{r.said}, boost::test_tools::per_element());
  const auto no_name = define("not a zone", {{0}, {0}});
  BOOST_TEST(no_name.size() == 1u);

  BOOST_TEST(define("UTC", {{0}, {0}}).empty());
  BOOST_TEST(define("Mars/Olympus", {{0}, {-5'400}}).empty());
  for (const auto* name : {"America/New_York", "Australia/Lord_Howe"}) BOOST_TEST(define(name, of_system(name)).empty());
  BOOST_TEST(define("UTC", {{0}, {0}}).empty());  // as before
  BOOST_TEST(define("UTC", {{0}, {60}}) == std::vector<std::string>{"zones: error: the zone 'UTC' is defined otherwise [T302]"},
             boost::test_tools::per_element());

  // She asks on Saturday 7 March 2026, 22:00Z. The step is for 09:00 of the day after, by her clock; New York's goes forward that
  // night.
  const doors::office o(
      "policy: p\nzone: UTC\nchannels: {email: {}}\n"
      "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, after: 1 calendar day, within: 1 "
      "hour, at: 09:00}]}}\n");
  tickler_text version;
  BOOST_TEST(tickler_zone_data(&version) == TICKLER_OK);
  BOOST_TEST(std::string_view(version.data, version.size) == "mine");
  const auto starts = [&](const char* zone, std::string_view at) {
    const auto text = decided(o, zone);
    BOOST_TEST(text.find("\"not_before\":\"" + std::string(at)) != text.npos, text);
  };
  starts("UTC", "2026-03-08T09:00:00Z");
  starts("America/New_York", "2026-03-08T13:00:00Z");     // 17:00 on the 7th there; 09:00 of the 8th at -04:00
  starts("Australia/Lord_Howe", "2026-03-08T22:00:00Z");  // 09:00 on the 8th there; 09:00 of the 9th at +11:00
  starts("Mars/Olympus", "2026-03-08T10:30:00Z");
  const auto unknown = decided(o, "Europe/London");
  BOOST_TEST(unknown.find(R"("status":"invalid")") != unknown.npos, unknown);
}
