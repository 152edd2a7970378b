#include "engine/decide.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "engine/candidate.hpp"
#include "engine/step_name.hpp"

namespace tickler {

namespace {

// The runs of a cadence that has more than one come by start, then by key.
void sort_by_start(const decision& out, std::span<candidate> of_cadence) {
  std::sort(of_cadence.begin(), of_cadence.end(), [&](const candidate& a, const candidate& b) {
    const auto order = [&](const candidate& c) { return std::tuple(c.result.start, out.key(c.result), c.result.ordinal); };
    return order(a) < order(b);
  });
}

void offer_runs_of(const question& q, std::size_t cadence, std::vector<candidate>& all) {
  const auto take = [&](const run& r) {
    if (!offer(q, r, all.emplace_back())) all.pop_back();
  };
  if (q.policy.cadences[cadence].simple) return take(q.folded.only[cadence]);
  const auto first = all.size();
  const auto& runs = q.folded.runs;
  auto r = std::find_if(runs.begin(), runs.end(), [&](const run& each) { return each.cadence == cadence; });
  for (; r != runs.end() && r->cadence == cadence; ++r) take(*r);
  if (all.size() > first + 1) sort_by_start(q.out, std::span(all).subspan(first));
}

// In order of placement.
void offer_all(const question& q, std::vector<candidate>& all) {
  all.clear();
  if (!q.policy.has_priorities) {  // as the cadences come in the file
    for (std::size_t word = 0; word < q.folded.running.size(); ++word)
      for (auto rest = q.folded.running[word]; rest != 0; rest &= rest - 1)
        offer_runs_of(q, word * 64 + static_cast<std::size_t>(std::countr_zero(rest)), all);
    return;
  }
  for (const auto cadence : q.policy.by_rank)
    if (q.folded.is_running(cadence)) offer_runs_of(q, cadence, all);
}

void place_all(const question& q, work_space::impl& space) {
  offer_all(q, space.candidates);
  if (space.ledgers.size() < q.policy.limit_rules.size()) space.ledgers.resize(q.policy.limit_rules.size());
  space.ledgers_begun = 0;
  for (std::size_t i = 0; i < space.candidates.size(); ++i) place_one(q, space, i);
}

// Ready, waiting, blocked; each by `when`, then as placed. `behind` was said by place.
void put_in_order(decision& out, work_space::impl& space) {
  const auto& all = space.candidates;
  auto& order = space.order;
  order.resize(all.size());
  const auto is_before = [&](std::size_t i, std::size_t j) {
    const auto &a = all[i].result, &b = all[j].result;
    if (a.state != b.state) return a.state < b.state;
    return b.when ? a.when && *a.when < *b.when : a.when.has_value();
  };
  bool any_behind = false;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    auto at = i;
    for (; at > 0 && is_before(i, order[at - 1]); --at) order[at] = order[at - 1];
    order[at] = i;
    any_behind |= all[i].result.behind != action::not_behind;
  }
  for (const auto i : order) out.actions.push_back(all[i].result);
  if (!any_behind) return;
  for (auto& a : out.actions)
    if (a.behind != action::not_behind)
      a.behind = static_cast<std::uint32_t>(std::find(order.begin(), order.end(), a.behind) - order.begin());
}

status status_of(const decision& d, bool closed) noexcept {
  if (d.actions.empty()) return closed ? status::closed : status::unattended;
  switch (d.actions.front().state) {  // the first in order tells
    case action_state::ready:
      return status::active;
    case action_state::waiting:
      return status::waiting;
    case action_state::blocked:
      break;
  }
  return status::blocked;
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
  if (s.problem != prospect_problem::none) return invalidate(out, s.problem);
  if (s.stopped()) {
    out.status = status::stopped;
    return;
  }
  auto& space = out.space.get();
  place_all(question({p, who, s, now, memory}, out), space);
  put_in_order(out, space);
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
