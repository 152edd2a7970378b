// A policy made in C++, and the decision for one prospect.
#include <iostream>
#include <tickler/tickler.hpp>

int main() {
  using namespace tickler;
  vocabulary words;
  policy_draft draft;
  draft.name = "six-lines";
  draft.zone = "Europe/London";
  draft.channels = {{.name = "email"}};
  draft.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}}}}};
  draft.cadences = {
      {.name = "answer", .starts = {"asked"}, .steps = {{.name = "send", .channels = {"email"}, .within = {24 * units::hours}}}}};
  const auto loaded = compile(draft, words);
  for (const auto& d : loaded.diagnostics()) std::cerr << d << '\n';

  history log(words);
  log.add({.at = parse_instant("2026-03-02T10:00:00Z").value(),
           .words = {.channel = channel::email, .direction = direction::inbound, .outcome = outcome::inquired}});
  const auto now = parse_instant("2026-03-02T12:00:00Z").value();
  const auto d = evaluate(loaded.value(), {.id = "ada"}, log, now);
  for (const auto& a : d.actions) std::cout << id_of(loaded.value(), d, a) << '\n';
}
