#include "engine/decide/decide.hpp"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>

#include "base/internal_access.hpp"
#include "engine/decide/offer.hpp"
#include "engine/state/step_ref.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Those of one cadence come by start, then by key. R68, its tail: by start, by key, then as begun, which in one second is what the
// ordinal counts.
[[gnu::noinline]] void offer_listed(decision_context& c, std::size_t cadence) {
  const auto& folded = c.view.folded;
  auto& line = c.space.runs;
  line.clear();
  for (const auto& r : folded.runs)
    if (r.cadence == cadence) line.push_back(&r);
  const auto order = [&](const run& r) { return std::tuple(r.start, std::string_view(folded.keys[r.key]), r.ordinal); };
  std::sort(line.begin(), line.end(), [&](const run* x, const run* y) { return order(*x) < order(*y); });
  for (const auto* r : line) offer(c, *r);
}

inline void offer_all_of(decision_context& c, std::size_t cadence) {
  if (c.view.policy.cadences[cadence].has_slot()) [[likely]]
    offer(c, c.view.folded.slots[cadence]);
  else
    offer_listed(c, cadence);
}

// In the order in which they are placed. R68: by priority, then in file order. The bits of `running` are in file order, so where
// no cadence has a priority of its own the masks are walked and nothing is sorted.
void offer_all(decision_context& c) {
  c.space.known_set = 0;
  c.space.last_rank = 0, c.space.in_order = true;
  const auto& running = c.view.folded.running;
  if (!c.view.policy.has_priorities) [[likely]] {  // as the cadences come in the file
    for (std::size_t word = 0; word < running.size(); ++word)
      for_each_bit(running[word], [&](std::size_t cadence) { offer_all_of(c, word * 64 + cadence); });
    return;
  }
  for (const auto cadence : c.view.policy.by_rank)
    if (c.view.folded.is_running(cadence)) offer_all_of(c, cadence);
}

// Those of the same rank as they were placed. `behind` was said then (R92). An insertion sort, since it keeps equal ones in order,
// allocates nothing, and has few to move: actions of one prospect are few, and mostly in order.
void put_in_order(std::vector<action>& actions, decide_workspace& space) {
  if (space.in_order) return;
  auto& order = space.order;  // where each was
  order.resize(actions.size());
  for (std::uint32_t i = 0; i < actions.size(); ++i) {
    order[i] = i;
    const auto rank = rank_of(actions[i]);
    if (i == 0 || rank_of(actions[i - 1]) <= rank) continue;
    const auto moved = actions[i];
    auto at = i;
    for (; at > 0 && rank < rank_of(actions[at - 1]); --at) actions[at] = actions[at - 1], order[at] = order[at - 1];
    actions[at] = moved, order[at] = i;
  }
  for (auto& a : actions)
    if (a.behind != action::not_behind)
      a.behind = static_cast<std::uint32_t>(std::find(order.begin(), order.end(), a.behind) - order.begin());
}

// R93 and R94. Actions are in order by now, ready before waiting before blocked.
status status_of(const decision& d, bool closed) noexcept {
  if (d.actions.empty()) return closed ? status::closed : status::unattended;
  constexpr status by_state[] = {status::active, status::waiting, status::blocked};
  return by_state[static_cast<std::size_t>(d.actions.front().state)];  // the first in order tells
}

}  // namespace

void clear(decision& d, std::uint64_t policy_fingerprint) {
  d.policy_fingerprint = policy_fingerprint;
  d.status = status::unattended;
  d.problem = prospect_problem::none;
  d.next_change.reset();
  d.actions.clear(), d.keys.clear(), d.reasons.clear(), d.blockers.clear();
}

void invalidate(decision& out, prospect_problem problem) {
  out.status = status::invalid;
  out.problem = problem;
}

// R93: invalid, then stopped, then what the actions say. One that is invalid or stopped has no actions and no next_change, for the
// passing of time makes no difference to it.
void decide_at(const eval_context& v, decide_workspace& space, decision& out) {
  if (v.folded.problem != prospect_problem::none) [[unlikely]]
    return invalidate(out, v.folded.problem);
  if (v.folded.contact.stopped()) [[unlikely]] {
    out.status = status::stopped;
    return;
  }
  v.memory.scratch.work().allow(v.policy.limits.decision_work);
  decision_context c(v, space, out);
  // Each starts from what history counts (R77); what is placed is added as it is placed. One whose `while` neither holds nor will
  // is not there (R66), and is left as it was: nobody asks it.
  space.limits.begin(v, static_cast<std::uint32_t>(c.limits_counted));
  offer_all(c);
  if (v.memory.scratch.work().is_overdrawn()) [[unlikely]]  // R146
    return clear(out, v.policy.fingerprint), invalidate(out, prospect_problem::too_costly);
  out.next_change = c.clock.soonest();
  put_in_order(out.actions, space);
  out.status = status_of(out, v.folded.closed);
}

std::string id_of(const policy& p, const decision& d, const action& a) {
  const auto& compiled = impl_of(p);
  if (d.policy_fingerprint != compiled.fingerprint) throw misuse(misuse_number::other_policy, "a decision of another policy");
  static_cast<void>(step_of(p, a));  // refuses an action that has none here
  return to_text(compiled, {a.cadence, a.step, true, a.repetition, a.start, a.ordinal, {}}, d.key(a));
}

}  // namespace tickler::inline TICKLER_ABI
