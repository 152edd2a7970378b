// A whole company: its records in a book, what there is to do, and from then on only what has changed. Build it, then run it from
// the project's folder.
#include <fstream>
#include <iostream>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

namespace {

void report(const tickler::diagnostic& d) { std::cerr << d << '\n'; }

tickler::book read_company(const tickler::policy& policy) {
  tickler::book company(policy.words());
  std::ifstream prospects("examples/records/prospects.jsonl"), touchpoints("examples/records/touchpoints.jsonl");
  tickler::read_prospects(prospects, {.file = "prospects.jsonl", .facts = &policy}, company, report);
  tickler::read_touchpoints(touchpoints, {.file = "touchpoints.jsonl"}, company, report);
  company.shrink_to_fit();
  return company;
}

}  // namespace

int main() {
  using namespace std::chrono_literals;
  tickler::vocabulary words;
  const auto policy = tickler::load_policy_file("examples/policies/art-of-follow-up.yaml", words).value();
  auto company = read_company(policy);

  const auto now = tickler::parse_instant("2026-11-25T22:30:00Z").value();
  tickler::agenda agenda;
  std::size_t active = 0;
  tickler::evaluate_all(policy, company, now, [&](tickler::prospect_number number, const tickler::decision& decision) {
    agenda.set(number, decision.next_change);
    active += decision.status == tickler::status::active;
  });
  std::cout << active << " of " << company.size() << " prospects have something to do\n";

  // Somebody new asks. Five minutes later nobody but her is looked at.
  const auto una = company.add({.id = "una", .zone = "America/New_York", .contact = {{"email", "una@example.org"}}});
  company.add(una, {.at = now + 1min,
                    .words = {.channel = tickler::channel::email,
                              .direction = tickler::direction::inbound,
                              .outcome = tickler::outcome::inquired}});
  tickler::invalidate(policy, company, agenda, una);
  tickler::process_due(policy, company, agenda, now + 5min,
                       [&](tickler::prospect_number number, const tickler::decision& decision) {
                         for (const auto& action : decision.actions)
                           if (action.state == tickler::action_state::ready)
                             std::cout << company.id(number) << ": " << id_of(policy, decision, action) << " by "
                                       << words.name(action.channel) << '\n';
                       });
}
