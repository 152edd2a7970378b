#include "engine/decide/decide.hpp"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tuple>

#include "engine/decide/decision_context.hpp"
#include "engine/state/step_ref.hpp"

namespace tickler {

namespace {

// Those of one cadence come by start, then by key.
[[gnu::noinline]] void line_up_runs_of(const question& q, std::size_t cadence, std::vector<const run*>& line) {
  const auto& runs = q.folded.runs;
  const auto first = static_cast<std::ptrdiff_t>(line.size());
  auto r = std::find_if(runs.begin(), runs.end(), [&](const run& each) { return each.cadence == cadence; });
  for (; r != runs.end() && r->cadence == cadence; ++r) line.push_back(&*r);
  const auto order = [&](const run& each) {
    return std::tuple(each.start, std::string_view(q.folded.keys[each.key]), each.ordinal);
  };
  std::sort(line.begin() + first, line.end(), [&](const run* x, const run* y) { return order(*x) < order(*y); });
}

void line_up(const question& q, std::size_t cadence, std::vector<const run*>& line) {
  if (q.policy.cadences[cadence].simple) [[likely]]
    line.push_back(&q.folded.only[cadence]);
  else
    line_up_runs_of(q, cadence, line);
}

// All runs, as they are placed.
void line_up(const question& q, std::vector<const run*>& line) {
  line.clear();
  if (!q.policy.has_priorities) [[likely]] {  // as the cadences come in the file
    for (std::size_t word = 0; word < q.folded.running.size(); ++word)
      for (auto rest = q.folded.running[word]; rest != 0; rest &= rest - 1)
        line_up(q, word * 64 + static_cast<std::size_t>(std::countr_zero(rest)), line);
    return;
  }
  for (const auto cadence : q.policy.by_rank)
    if (q.folded.is_running(cadence)) line_up(q, cadence, line);
}

void begin_ledgers(const question& q, work_space::impl& space) {
  if (space.ledgers.size() < q.policy.limit_rules.size()) space.ledgers.resize(q.policy.limit_rules.size());
  auto* const ledgers = space.ledgers.data();
  const auto* const rules = q.policy.limit_rules.data();
  const auto* const times = q.folded.limit_times.data();
  const auto* const counts = q.folded.limit_counts.data();
  for (auto rest = q.limits_in_force; rest != 0; rest &= rest - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rest));
    ledgers[i].begin(rules[i], times + rules[i].first_slot, counts[i]);
  }
}

// Those of the same rank as they were placed. `behind` was said then.
void put_in_order(std::vector<action>& actions, work_space::impl& space) {
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

status status_of(const decision& d, bool closed) noexcept {
  if (d.actions.empty()) return closed ? status::closed : status::unattended;
  constexpr status by_state[] = {status::active, status::waiting, status::blocked};
  return by_state[static_cast<std::size_t>(d.actions.front().state)];  // the first in order tells
}

}  // namespace

void clear(decision& d) {
  d.status = status::unattended;
  d.problem = prospect_problem::none;
  d.next_change.reset();
  d.actions.clear(), d.keys.clear(), d.reasons.clear(), d.blockers.clear();
}

void invalidate(decision& out, prospect_problem problem) {
  out.status = status::invalid;
  out.problem = problem;
}

void decide_at(const compiled_policy& p, const subject& who, const state::impl& s, instant now, condition_memory& memory,
               decision& out) {
  if (s.problem != prospect_problem::none) [[unlikely]]
    return invalidate(out, s.problem);
  if (s.stopped()) [[unlikely]] {
    out.status = status::stopped;
    return;
  }
  auto& space = out.space.get();
  const question q({p, who, s, now, memory}, out);
  begin_ledgers(q, space);
  line_up(q, space.runs);
  offer_all(q, space);
  out.next_change = q.soonest_change();
  put_in_order(out.actions, space);
  out.status = status_of(out, s.closed);
}

work_space::work_space() noexcept = default;
work_space::work_space(const work_space&) noexcept {}
work_space::work_space(work_space&&) noexcept = default;
work_space& work_space::operator=(const work_space&) noexcept { return *this; }
work_space& work_space::operator=(work_space&&) noexcept = default;
work_space::~work_space() = default;

work_space::impl& work_space::get() {
  if (!impl_) impl_ = std::make_unique<impl>();
  return *impl_;
}

std::string id_of(const policy& p, const decision& d, const action& a) {
  return to_text(p.compiled(), {a.cadence, a.step, true, a.repetition, a.start, a.ordinal, {}}, d.key(a));
}

}  // namespace tickler
