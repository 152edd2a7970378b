// Whatever the script, in words or as touchpoints: a future ends, goes forward, does each action once and only when it is ready,
// and has at each entry the status that evaluate gives.
#include <set>
#include <string>
#include <tickler/io/preview.hpp>
#include <tickler/preview.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/happenings.hpp"
#include "fuzz/json.hpp"
#include "fuzz/policies.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr std::size_t most_entries = 8;

bool is_ready(const policy& p, const decision& d, const std::string& id) {
  for (const auto& a : d.actions)
    if (a.state == action_state::ready && id_of(p, d, a) == id) return true;
  return false;
}

std::vector<touchpoint> script_of(std::string_view words, const policy& p, instant from) {
  const auto parsed = parse_script(words, p, p.zones().find(*p.draft().zone).value(), from);
  if (parsed) {
    for (std::size_t i = 0; i < parsed->size(); ++i)
      must_hold(i == 0 || (*parsed)[i - 1].at <= (*parsed)[i].at, "a script in order");
    return parsed.value();
  }
  must_hold(!parsed.error().message.empty(), "what is no script is told why");
  return {};
}

void check(const policy& p, const prospect& who, history so_far, instant now, const timeline& found) {
  must_hold(!found.entries.empty() && found.entries.size() <= most_entries, "not too long");
  auto last = now;
  std::set<std::string> done;
  for (const auto& e : found.entries) {
    must_hold(e.at >= last, "forward");
    last = e.at;
    must_hold((e.kind == timeline_kind::end) == (&e == &found.entries.back()), "the end is the last");
    if (e.kind == timeline_kind::status) continue;
    const auto there = evaluate(p, who, so_far, e.at);
    must_hold(e.status == there.status, "the status there");
    if (e.kind == timeline_kind::done) {
      must_hold(is_ready(p, there, e.what.steps.front()), "what is done is ready");
      must_hold(done.insert(e.what.steps.front()).second, "and done once");
    }
    if (e.kind == timeline_kind::done || e.kind == timeline_kind::touchpoint) so_far.add(e.what);
  }
  for (const auto& g : found.given_up)
    must_hold(g.at >= now && g.at <= last && !to_text(p, g).empty(), "what is given up meanwhile");
  must_hold(!to_text(found.why).empty(), "it says why it ends");
  fuzz::must_be_json(to_json(p, who, found));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  const auto& p = d.one_of(fuzz::policies());
  const bool lazy = d.byte() & 1;
  const auto days = date::days{1 + d.byte() / 4};
  const auto words = d.text();
  const auto [who, touchpoints, now] = fuzz::some_happening(d, p, 8);
  auto script = script_of(words, p, now);
  history so_far(p.words());
  for (const auto& t : touchpoints)
    if (t.at > now && script.size() < 24)
      script.push_back(t);
    else
      so_far.add(t);
  const auto until = std::min<instant>(now + days, time_end - std::chrono::seconds{1});
  check(p, who, so_far, now, preview(p, who, so_far, now, script, {.lazy = lazy, .until = until, .most_entries = most_entries}));
  return 0;
}
