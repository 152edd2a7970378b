#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "book.hpp"
#include "support/instants.hpp"
#include "support/loading.hpp"

using tickler::channel, tickler::direction, tickler::outcome, tickler::purpose;

namespace {

using support::at;

tickler::policy shipped(const std::string& name, const tickler::vocabulary& words) {
  return tickler::load_policy_file(examples::folder + "policies/" + name, words).value();
}

// What is to be done by one step: "reminders/call phone waiting ..."; empty if nothing.
std::string action_of(const tickler::policy& policy, const tickler::decision& decision, const std::string& step) {
  for (const auto& action : decision.actions)
    if (const auto text = examples::describe(policy, action); text.rfind(step + ' ', 0) == 0) return text;
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipped_policies)

BOOST_AUTO_TEST_CASE(load_without_errors_or_warnings) {
  std::size_t policies = 0;
  for (const auto& file : std::filesystem::directory_iterator(examples::folder + "policies")) {
    if (!loading::is_policy(file.path())) continue;
    const auto loaded = tickler::load_policy_file(file.path().string(), tickler::vocabulary());
    for (const auto& d : loaded.diagnostics()) BOOST_ERROR(to_string(d));
    if (loaded) BOOST_TEST(std::string(loaded.value().name()) == file.path().stem().string());
    ++policies;
  }
  BOOST_TEST(policies >= 3u);
}

// Regulation F: the date of the conversation is day one of seven. Chicago is five hours behind UTC in September.
BOOST_AUTO_TEST_CASE(after_a_conversation_on_the_8th_a_debtor_may_be_called_on_the_15th_at_eight) {
  tickler::vocabulary words;
  const auto policy = shipped("debt-collection.yaml", words);
  const tickler::prospect who{.id = "a", .contact = {{"phone", "+1-312-555-0100"}, {"address", "1 Example Street"}}};
  tickler::history log(words);
  log.add({.at = at("2026-08-25T15:00:00Z"), .words = {channel::post, direction::outbound, purpose::inform, outcome::sent}});
  const auto before = evaluate(policy, who, log, at("2026-09-08T18:00:00Z"));
  BOOST_TEST(action_of(policy, before, "reminders/call") == "reminders/call phone ready");

  log.add({.at = at("2026-09-08T19:00:00Z"), .words = {channel::phone, direction::inbound, purpose::none, outcome::reached}});
  const auto after = evaluate(policy, who, log, at("2026-09-09T17:00:00Z"));
  BOOST_TEST(action_of(policy, after, "reminders/call") == "reminders/call phone waiting 2026-09-15T13:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_disputed_debt_waits_for_its_proof) {
  tickler::vocabulary words;
  const auto policy = shipped("debt-collection.yaml", words);
  const tickler::prospect who{.id = "a", .contact = {{"phone", "+1-312-555-0100"}, {"address", "1 Example Street"}}};
  const auto disputed = words.find<outcome>("disputed").value();
  const auto verified = words.find<outcome>("verified").value();
  tickler::history log(words);
  log.add({.at = at("2026-08-25T15:00:00Z"), .words = {channel::post, direction::outbound, purpose::inform, outcome::sent}});
  log.add({.at = at("2026-08-28T15:00:00Z"), .words = {channel::email, direction::inbound, purpose::none, disputed}});
  const auto waiting = evaluate(policy, who, log, at("2026-08-28T16:00:00Z"));
  BOOST_TEST(action_of(policy, waiting, "verification/fetch") == "verification/fetch internal ready");
  BOOST_TEST(waiting.actions.size() == 1u);

  log.add({.at = at("2026-08-31T15:00:00Z"), .words = {channel::internal, direction::internal, purpose::collect_details}});
  const auto fetched = evaluate(policy, who, log, at("2026-08-31T16:00:00Z"));
  BOOST_TEST(action_of(policy, fetched, "verification/mail") == "verification/mail post ready");

  log.add({.at = at("2026-09-01T15:00:00Z"), .words = {channel::post, direction::outbound, purpose::inform, verified}});
  const auto mailed = evaluate(policy, who, log, at("2026-09-01T16:00:00Z"));
  BOOST_TEST(action_of(policy, mailed, "verification/mail") == "");
  // Ten open days on, Saturdays being open and Labor Day not: 2, 3, 4, 5, 8, 9, 10, 11, 12, 14 September.
  BOOST_TEST(action_of(policy, mailed, "reminders/call") == "reminders/call phone waiting 2026-09-14T15:00:00Z");
}

// An appointment on the Tuesday after the clocks went forward: 15:00 in Dublin is 14:00 UTC then, and 15:00 UTC before.
BOOST_AUTO_TEST_CASE(an_appointment_is_confirmed_prepared_and_remembered_by_the_clock_on_the_wall) {
  tickler::vocabulary words;
  const auto policy = shipped("dental-practice.yaml", words);
  const tickler::prospect who{.id = "a", .contact = {{"mobile", "+353-1-555-0100"}}};
  tickler::history log(words);
  log.add({.at = at("2026-03-02T10:00:00Z"),
           .words = {channel::phone, direction::inbound, purpose::none, outcome::scheduled},
           .until = at("2026-03-31T14:00:00Z")});
  const auto decision = evaluate(policy, who, log, at("2026-03-02T10:00:00Z"));
  BOOST_TEST(action_of(policy, decision, "will-you-come/confirm") == "will-you-come/confirm sms waiting 2026-03-28T15:00:00Z");
  BOOST_TEST(action_of(policy, decision, "homework/records") == "homework/records internal waiting 2026-03-29T00:00:00Z");
  BOOST_TEST(action_of(policy, decision, "reminder/tomorrow") == "reminder/tomorrow sms waiting 2026-03-30T14:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()
