// Previews on random policies, scripts and histories: that they end, in order, and that what is done could be done.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <tickler/preview.hpp>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::timeline_kind;

// Whether `id` is ready on the history so far, as evaluate says.
bool is_ready(const tickler::policy& p, const tickler::prospect& who, const tickler::history& log, instant now,
              const std::string& id) {
  const auto d = by_each_path(p, who, log, now);
  for (const auto& a : d.actions)
    if (a.state == tickler::action_state::ready && id_of(p, d, a) == id) return true;
  return false;
}

// Whether anything is ready that nobody has done.
bool leaves_something(const tickler::policy& p, const tickler::prospect& who, const tickler::history& log, instant now,
                      const std::set<std::string>& done) {
  const auto d = by_each_path(p, who, log, now);
  return std::any_of(d.actions.begin(), d.actions.end(), [&](const tickler::action& a) {
    return a.state == tickler::action_state::ready && done.count(id_of(p, d, a)) == 0;
  });
}

BOOST_AUTO_TEST_CASE(a_preview_ends_and_does_in_order_what_is_ready) {
  std::size_t cases = 0, done_in_all = 0, put_off = 0;
  BOOST_TEST(holds("preview", 1'500, [&](const scene& s) {
    const ready_scene made(s);
    ++cases;
    const auto now = s.nows.front();
    const auto before = up_to(s.history, now);
    std::vector<tickler::touchpoint> script;
    for (auto i = before.size(); i < s.history.size(); ++i) script.push_back(to_touchpoint(s.history[i], made.words));
    const auto log = to_history(before, made.words);
    for (const bool lazy : {false, true}) {
      const tickler::preview_options options{.lazy = lazy, .until = now + date::days{60}, .most_entries = 60};
      const auto found = preview(made.policy, s.who, log, now, script, options);
      RC_ASSERT(found.entries.size() <= 60u);
      RC_ASSERT(found.entries.back().kind == timeline_kind::end);

      auto so_far = log;
      auto last = now;
      std::set<std::string> done;
      for (const auto& e : found.entries) {
        RC_ASSERT(e.at >= last);
        RC_ASSERT((e.kind == timeline_kind::end) == (&e == &found.entries.back()));
        if (!lazy && e.at > last) RC_ASSERT(!leaves_something(made.policy, s.who, so_far, last, done));
        last = e.at;
        RC_ASSERT(e.kind == timeline_kind::status || e.status == by_each_path(made.policy, s.who, so_far, e.at).status);
        if (e.kind == timeline_kind::done) {
          const auto& id = e.what.steps.front();
          RC_ASSERT(is_ready(made.policy, s.who, so_far, e.at, id));
          RC_ASSERT(done.insert(id).second);
          RC_ASSERT(e.decided.actions.size() == 1u);
          RC_ASSERT(id_of(made.policy, e.decided, e.decided.actions.front()) == id);
          ++done_in_all;
          put_off += lazy && e.at > now;
        }
        if (e.kind == timeline_kind::done || e.kind == timeline_kind::touchpoint) so_far.add(e.what);
      }
      for (const auto& g : found.given_up) {
        RC_ASSERT(g.at >= now && g.at <= last);
        // What waits for an event is not carried out by being done.
        RC_ASSERT(done.count(g.id) == 0 || s.policy.cadences[g.cadence].steps[g.step].done.given());
      }
      RC_ASSERT(preview(made.policy, s.who, log, now, script, options).entries == found.entries);
    }
  }));
  BOOST_TEST(done_in_all > cases);
  BOOST_TEST(put_off > cases / 4);
}

}  // namespace
}  // namespace plain
