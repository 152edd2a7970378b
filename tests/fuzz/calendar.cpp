// Any bytes are a calendar that the command has written, or are told why not; and going on from one, what is written can be read
// again and says the same: each entry of today is there, what was there is kept, cancelled or left out, and the next time nothing
// has changed.
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tickler/evaluate.hpp>

#include "base/hash.hpp"
#include "cli/icalendar/follow_ups.hpp"
#include "fuzz/policies.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using namespace tickler::cli::icalendar;
using fuzz::must_hold;

const instant now = parse_instant("2026-03-04T15:00:00Z").value();

// The standard input is the file.
follow_ups read(std::string_view text) {
  std::stringbuf bytes{std::string(text)};
  auto* const before = std::cin.rdbuf(&bytes);
  std::cin.clear();
  struct restored {
    std::streambuf* was;
    ~restored() { std::cin.rdbuf(was); }
  } const restored{before};
  return read_follow_ups("-");
}

follow_ups today(entry_kind kind) {
  const auto& p = fuzz::policies().front();
  const prospect ada{.id = "ada", .name = "Ada, B;\\", .contact = {{"email", "a@example.org"}, {"phone", "1"}}, .owner = "kim"};
  history log(p.words());
  log.add({.at = parse_instant("2026-03-02T15:00:00Z").value(),
           .words = {.channel = channel::web, .direction = direction::inbound, .outcome = outcome::inquired}});
  log.add({.at = parse_instant("2026-03-03T15:00:00Z").value(),
           .words = {.channel = channel::phone, .direction = direction::outbound, .outcome = outcome::scheduled},
           .until = parse_instant("2026-03-05T15:00:00Z").value()});
  follow_ups all{kind, std::string(p.name()), title_for({"kim"})};
  const auto d = evaluate(p, ada, log, now);
  for (const auto& a : d.actions)
    if (a.state != action_state::blocked) all.add(entry_of(kind, p, ada, log, d, a, now), now);
  must_hold(all.entries.size() > 1, "there is something to do");
  return all;
}

person_state stands(std::string_view person) {
  fnv_hash sum;
  sum.bytes(person);
  return static_cast<person_state>(sum.value() % 3);
}

void go_on(const follow_ups& before) {
  auto all = today(before.kind);
  const auto wanted = all.entries.size();
  if (!why_not_from(before, all, now).empty()) return;
  const auto count = all.go_on_from(before, now, stands);
  must_hold(count.fresh + count.changed + count.as_before == wanted, "each of today's is one of these");
  must_hold(all.entries.size() == wanted + count.kept + count.cancelled + count.cancelled_before, "and each of those before");
  const auto text = all.text();
  const auto again = read(text);
  must_hold(again.text() == text, "what is written is read as it was");
  auto next = today(before.kind);
  const auto then = next.go_on_from(again, now, stands);
  must_hold(then.fresh + then.changed + then.cancelled == 0 && then.as_before == wanted, "nothing has happened since");
  must_hold(next.text() == text, "and so nothing is different");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    go_on(read(fuzz::text_of(data, size)));
  } catch (const std::runtime_error& e) {
    must_hold(std::string_view(e.what()).starts_with("<stdin>") && std::string_view(e.what()).find("[T") != std::string::npos,
              e.what());
  }
  return 0;
}
