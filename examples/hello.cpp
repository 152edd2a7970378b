// The next touches for one prospect: build it, then run it from the project's folder.
#include <iostream>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

int main() {
  tickler::vocabulary words;
  const auto policy = tickler::load_policy_file("examples/policies/art-of-follow-up.yaml", words).value();

  const tickler::prospect ada{.id = "ada", .contact = {{"email", "ada@example.org"}, {"phone", "+1-212-555-0101"}}};
  const auto tuesday = tickler::parse_instant("2026-03-03T10:00:00-05:00").value();
  tickler::history log(words);
  log.add({.at = tuesday, .words = {.direction = tickler::direction::inbound, .outcome = tickler::outcome::interested}});

  const auto decision = tickler::evaluate(policy, ada, log, tuesday);
  const auto local = tickler::zone_of(policy, ada).value();
  for (const auto& action : decision.actions) {
    const auto text = tickler::to_text(policy, ada, decision, action, local, tuesday);
    std::cout << tickler::to_string(action.state) << "  " << text.what << "  " << text.when << '\n';
  }
}
