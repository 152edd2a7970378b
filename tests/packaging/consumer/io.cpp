// A policy in a text and records in JSON Lines, and the decision for one prospect.
#include <iostream>
#include <sstream>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

constexpr auto policy_text = R"(
policy: six-lines
zone: Europe/London
channels: {email: {needs: email}}
events: {asked: {direction: inbound, outcome: inquired}}
cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email, purpose: inform}, within: 24 hours}]}}
)";
constexpr auto touchpoint_text =
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"})";

int main() {
  using namespace tickler;
  vocabulary words;
  const auto loaded = load_policy(policy_text, "six-lines.yaml", words);
  for (const auto& d : loaded.diagnostics()) std::cerr << d << '\n';

  history log(words);
  std::istringstream records(touchpoint_text);
  read_touchpoints(
      records, {.file = "touchpoints.jsonl"}, words, [&](std::string_view, touchpoint&& t, source_position) { log.add(t); },
      [](const diagnostic& d) { std::cerr << d << '\n'; });

  const prospect ada{.id = "ada", .contact = {{"email", "ada@example.org"}}};
  const auto now = parse_instant("2026-03-02T12:00:00Z").value();
  std::cout << to_json(loaded.value(), ada, evaluate(loaded.value(), ada, log, now)) << '\n';
}
