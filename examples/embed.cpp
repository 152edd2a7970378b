// A policy without any file: the same model and the same checks, in an app that builds its policies itself. Needs only
// tickler::tickler.
#include <iostream>
#include <tickler/tickler.hpp>

namespace {

// Inquiries are answered within four hours of office time, and followed by a call two days later.
tickler::policy_draft inquiries() {
  using namespace std::chrono_literals;
  using namespace tickler::units;
  const tickler::calendar_draft office{.name = "office", .hours = {tickler::opening{tickler::mon_fri, 9h, 18h}}};
  const tickler::step_draft answer{
      .name = "answer", .channels = {"email"}, .purpose = "inform", .within = 4 * business_hours, .expires = 14 * days};
  const tickler::step_draft call{.name = "call", .channels = {"phone"}, .purpose = "check_in", .after = 2 * days};

  tickler::policy_draft draft{.name = "inquiries", .zone = "Europe/Berlin", .business = "office"};
  draft.calendars = {office};
  draft.channels = {{.name = "email", .needs = {"email"}}, {.name = "phone", .needs = {"phone"}, .calendars = {"office"}}};
  draft.events = {{.name = "inquired", .any_of = {{.outcomes = {"inquired"}}}},
                  {.name = "bought", .any_of = {{.outcomes = {"purchased"}}}}};
  draft.cadences = {{.name = "inquiry", .starts = "inquired", .ends = "bought", .steps = {answer, call}}};
  return draft;
}

}  // namespace

int main() {
  tickler::vocabulary words;
  const auto compiled = tickler::compile(inquiries(), words);
  for (const auto& problem : compiled.diagnostics()) std::cerr << problem << '\n';
  if (!compiled) return 1;
  const auto& policy = compiled.value();

  const tickler::prospect bo{.id = "bo", .contact = {{"email", "bo@example.org"}}};
  const auto friday = tickler::parse_instant("2026-03-06T17:00:00+01:00").value();
  tickler::history log(words);
  log.add({.at = friday, .words = {.direction = tickler::direction::inbound, .outcome = tickler::outcome::inquired}});

  const auto decision = tickler::evaluate(policy, bo, log, friday);
  for (const auto& action : decision.actions)
    std::cout << id_of(policy, decision, action) << " by " << words.name(action.channel) << ", due "
              << tickler::to_string(*action.due) << '\n';
}
