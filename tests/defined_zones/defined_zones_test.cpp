// Zones that a program defines: a process has them once, so this is a program of its own, whose cases follow each other.
#include <tickler/tickler.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }

tickler_result define(std::string_view name, std::int32_t offset) {
  const tickler_time begin = 0;
  return tickler_define_zone(text_of(name), &begin, &offset, 1, text_of("made-up"), nullptr);
}

struct source {
  std::vector<std::string> asked{};
  tickler_result other = TICKLER_OK;

  // Test/East is two hours before UTC, Test/West two behind; of others nothing is known.
  static void define_asked(void* context, tickler_text name) {
    auto& self = *static_cast<source*>(context);
    self.asked.emplace_back(name.data, name.size);
    self.other = define("Test/Other", 0);
    if (self.asked.back() == "Test/East") define("Test/East", 7200);
    if (self.asked.back() == "Test/West") define("Test/West", -7200);
  }
};
source zones;

struct freed {
  void operator()(tickler_policy* p) const { tickler_policy_free(p); }
  void operator()(tickler_worker* w) const { tickler_worker_free(w); }
};

// Mornings at nine, by the clock of whoever it is.
constexpr std::string_view rules =
    "policy: mornings\nzone: Test/East\ncalendars: {office: {open: {mon-sun: 09:00-17:00}}}\n"
    "channels: {email: {calendar: office}}\n"
    "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}\n";

std::string decision_for(std::string_view prospect) {
  tickler_policy* policy = nullptr;
  tickler_worker* worker = nullptr;
  tickler_policy_load(text_of(rules), text_of("mornings.yaml"), &policy, nullptr);
  const std::unique_ptr<tickler_policy, freed> kept(policy);
  tickler_worker_new(policy, TICKLER_C_ABI, &worker);
  const std::unique_ptr<tickler_worker, freed> used(worker);
  const auto one_case = R"({"prospect":)" + std::string(prospect) +
                        R"(,"touchpoints":[{"at":"2026-03-02T03:00:00Z","channel":"email","direction":"inbound"}]})";
  tickler_text decision{};
  tickler_decide_json(worker, text_of(one_case), 1772420400, &decision);
  return {decision.data, decision.size};
}

void test_at(std::string_view when, const std::string& decision) {
  BOOST_TEST((decision.find(R"("when":")" + std::string(when)) != std::string::npos), decision);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_source_must_be_one) {
  BOOST_TEST(tickler_zones_from(nullptr, nullptr, text_of("made-up")) == TICKLER_MISUSE);
  BOOST_TEST(tickler_zones_from(&source::define_asked, &zones, text_of("made-up")) == TICKLER_OK);
  BOOST_TEST(zones.asked.empty());
}

BOOST_AUTO_TEST_CASE(a_zone_that_is_defined_is_not_asked_for) {
  BOOST_TEST(define("Test/North", 3600) == TICKLER_OK);
  test_at("2026-03-02T08:00:00Z", decision_for(R"({"id":"ada","zone":"Test/North"})"));
  BOOST_TEST(zones.asked == std::vector<std::string>{"Test/East"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_zone_is_asked_for_once_when_it_is_named) {
  test_at("2026-03-02T07:00:00Z", decision_for(R"({"id":"ada"})"));
  test_at("2026-03-02T11:00:00Z", decision_for(R"({"id":"bob","zone":"Test/West"})"));
  test_at("2026-03-02T11:00:00Z", decision_for(R"({"id":"eve","zone":"Test/West"})"));
  const std::vector<std::string> expected{"Test/East", "Test/West"};
  BOOST_TEST(zones.asked == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_zone_that_the_source_does_not_define_is_unknown_even_if_the_system_has_it) {
  const auto decision = decision_for(R"({"id":"ada","zone":"Europe/Paris"})");
  BOOST_TEST((decision.find(R"("status":"invalid")") != std::string::npos), decision);
  BOOST_TEST(zones.asked.back() == "Europe/Paris");
}

BOOST_AUTO_TEST_CASE(the_source_defines_what_it_is_asked_for_alone) { BOOST_TEST(zones.other == TICKLER_MISUSE); }

BOOST_AUTO_TEST_CASE(once_zones_are_used_it_is_too_late) {
  BOOST_TEST(define("Test/Late", 0) == TICKLER_MISUSE);
  BOOST_TEST(define("Test/East", 0) == TICKLER_MISUSE);
  BOOST_TEST(tickler_zones_from(&source::define_asked, &zones, text_of("made-up")) == TICKLER_MISUSE);
  tickler_text version{};
  BOOST_TEST(tickler_zone_data(&version) == TICKLER_OK);
  BOOST_TEST(std::string(version.data, version.size) == "made-up");
}
