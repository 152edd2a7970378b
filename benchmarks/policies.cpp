// The memory that many small policies take, of as many tenants, each asked about prospects of five zones.
// usage: tickler_policies [POLICIES]: 10000
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <tickler/io.hpp>
#include <vector>

#include "figures.hpp"
#include "resident.hpp"

namespace {

// A tenant's own: its hours are those of one of four kinds of office.
std::string policy_text(std::size_t tenant) {
  const auto hours = std::to_string(16 + tenant % 4);
  return "policy: tenant-" + std::to_string(tenant) + R"(
zone: America/New_York
calendars:
  office: {open: {mon-fri: "09:00-)" +
         hours + R"(:00"}, closed: ["12-25", "01-01"]}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
  left: {outcome: declined}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform, note: The catalogue.}, within: 24 hours, at_latest: 48 hours}
  call:
    starts: asked
    steps:
      - {id: ring, do: {channel: phone, purpose: check_in}, after: 2 days}
closes: [left]
)";
}

constexpr std::string_view zones[] = {"America/New_York", "America/Chicago", "Europe/London", "Europe/Berlin", "Asia/Tokyo"};

struct tenant {
  explicit tenant(std::size_t number, const tickler::zones& known)
      : policy(tickler::load_policy(policy_text(number), "tenant.yaml", words, {.zones = known}).value()) {
    tickler::history log(words);
    const auto now = tickler::parse_instant("2026-03-02T15:00:00Z").value();
    log.add({.at = now,
             .words = {.direction = tickler::direction::inbound, .outcome = words.find<tickler::outcome>("inquired").value()}});
    for (const auto zone : zones) {
      const tickler::prospect who{.id = "ada", .zone = std::string(zone), .contact = {{"email", "a@x.org"}, {"phone", "1"}}};
      if (evaluate(policy, who, log, now).actions.size() != 2) throw std::runtime_error("not decided as it should be");
    }
  }

  tickler::vocabulary words{};
  tickler::policy policy;
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10'000;
  const tickler::zones known;
  std::vector<tenant> tenants;
  tenants.reserve(count);
  tenants.emplace_back(0, known);
  const auto before = resident_bytes();
  while (tenants.size() < count) tenants.emplace_back(tenants.size(), known);
  const auto all = resident_bytes(), grown = all - before;

  const auto each = grown / static_cast<double>(count - 1);
  std::cout << count << " policies, each with a vocabulary of its own and asked about " << std::size(zones)
            << " zones: " << all / 1e6 << " MB resident, " << each / 1e3 << " kB for one more\n\n";
  print_figure("policies_mb", all / 1e6);
  print_figure("policy_kb", each / 1e3);
}
