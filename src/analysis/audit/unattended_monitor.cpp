#include "analysis/audit/unattended_monitor.hpp"

#include <algorithm>

#include "engine/decide/outlook.hpp"
#include "engine/rules/deadlines.hpp"

namespace tickler::inline TICKLER_ABI {

unattended_monitor::unattended_monitor(const compiled_policy& p, const audit_span& span, state::impl& s, condition_memory& memory)
    : p_(p), span_(span), s_(s), memory_(memory), steady_(p.cadence_words) {
  for (std::size_t c = 0; c < p.cadences.size(); ++c)
    if (p.cadences[c].stands_still() && !p.cadences[c].condition) steady_[c / 64] |= std::uint64_t{1} << (c % 64);
}

void unattended_monitor::add(const audited_promise& p) {
  watches_.push_back({.promise = p});
  asks_due_ |= p.rule.length.has_value();
}

void unattended_monitor::take(const watched_touch& t, const promise_marks& marks, touch& taken, history_fold<fold_listener>& fold,
                              const resolved_prospect& who) {
  if (begun_) go_on_to(t.at, who);
  for (auto& w : watches_)
    if (w.current && w.current->end == t.at && !w.current->ended_by) w.current->ended_by = t;
  fold.apply(taken);
  note_needless(marks);
  if (!begun_) first_ = t, now_ = std::max(t.at, span_.from), begun_ = true;
  last_ = t;
}

void unattended_monitor::go_on_to(instant t, const resolved_prospect& who) {
  const auto is_waived = [](const watch& w) { return w.waived; };
  const bool all_waived = std::all_of(watches_.begin(), watches_.end(), is_waived);
  while (now_ < t) {
    const auto seen = all_waived ? outlook{} : look(who);
    const auto end = std::min(seen.changes.value_or(t), t);
    for (auto& w : watches_)
      if (!w.waived) note(w, seen, end, who.where->frame());
    now_ = end;
  }
}

namespace {

// As a decision would say it, but for what a `while` has in force.
std::optional<instant> due_by_history(const eval_context& v, const run& r, const std::optional<beginning>& begins) {
  const auto& step = v.policy.cadences[r.cadence].steps[r.step];
  const auto* choice = channel_by_history(v, step, r);
  obstacles in_the_way{.choice = choice, .blocked = !choice && !step.internal};
  if (choice) {
    in_the_way.limits = choice->limits[0] & static_cast<std::uint32_t>(v.policy.limit_rules.without_condition) & ~choice->excepted;
    in_the_way.holds = choice->holds & v.policy.holds.without_condition;
  }
  return deadlines_of(v, r, step, window_of(v, r, begins), in_the_way).due;
}

}  // namespace

// A step on offer is an action, whenever it may be done.
unattended_monitor::outlook unattended_monitor::look(const resolved_prospect& who) {
  due_.clear();
  if (s_.contact.stopped()) return {};
  if (std::all_of(s_.running.begin(), s_.running.end(), [](std::uint64_t word) { return word == 0; })) return {!s_.closed, {}};
  if (!asks_due_ && is_surely_attended()) return {};
  memory_.scratch.work().allow(p_.limits.decision_work);
  const eval_context now{p_, who, s_, now_, memory_};
  change_clock clock(now_);
  bool attended = false;
  s_.each_run(p_, [&](const run& started) {
    const auto there = on_offer(now, started, moved_, clock);
    if (!there.at) return;
    attended = true;
    if (!asks_due_) return;
    const auto due = due_by_history(now, *there.at, there.begins);
    if (due) due_.push_back({{there.at->cadence, there.at->step}, *due});
  });
  if (memory_.scratch.work().is_overdrawn()) return s_.problem = prospect_problem::too_costly, outlook{};  // R146
  return {!attended && !s_.closed, clock.soonest()};
}

bool unattended_monitor::is_surely_attended() const noexcept {
  for (std::size_t word = 0; word < steady_.size(); ++word)
    if ((s_.running[word] & steady_[word]) != 0) return true;
  return false;
}

void unattended_monitor::note(watch& w, const outlook& seen, instant end, const time_context& frame) {
  w.pending.reset();
  if (seen.unattended)
    extend(w, {.begin = now_, .end = end, .deadline = {}, .overdue = {}, .began_by = last_, .ended_by = {}});
  else if (w.promise.rule.length)
    note_overdue(w, end, frame);
}

// The action that is the first to have been overdue for too long.
void unattended_monitor::note_overdue(watch& w, instant end, const time_context& frame) {
  for (const auto& [step, due] : due_) {
    if (due >= end) continue;
    const auto deadline = w.promise.end_of(due, frame);
    if (!deadline || (w.pending && w.pending->deadline <= *deadline)) continue;
    w.pending = overdue_action{step, due, *deadline};
  }
  if (!w.pending || w.pending->deadline >= end) return;
  const auto& [step, due, deadline] = *w.pending;
  extend(w,
         {.begin = std::max(deadline, now_), .end = end, .deadline = deadline, .overdue = step, .began_by = last_, .ended_by = {}});
  w.pending.reset();
}

void unattended_monitor::extend(watch& w, interval by) {
  if (w.current && w.current->end == by.begin && w.current->overdue.has_value() == by.overdue.has_value()) {
    w.current->end = by.end;
    w.current->ended_by.reset();
    return;
  }
  close(w);
  w.current = by;
}

void unattended_monitor::close(watch& w) {
  if (!w.current) return;
  const auto& c = *w.current;
  auto f = w.promise.found(verdict::broken, c.begin);
  f.began_by = c.began_by.ref();
  f.deadline = c.deadline;
  f.overdue = c.overdue;
  if (c.ended_by) f.ended_by = c.ended_by->ref();
  if (c.end < span_.to) f.ended = c.end;
  f.deviation = c.end - c.deadline.value_or(c.begin);
  w.promise.findings.add(std::move(f));
  w.was_broken = true;
  w.current.reset();
}

void unattended_monitor::note_needless(const promise_marks& marks) {
  const bool any = std::any_of(watches_.begin(), watches_.end(), [](const watch& w) { return w.waived; });
  const bool begun = any && has_begun_run();
  for (auto& w : watches_) {
    if (begun) w.waived = false;
    if ((marks.unless >> w.promise.number & 1) == 0) continue;
    w.waived = true;
    w.pending.reset();
  }
}

// By the touchpoint taken last.
bool unattended_monitor::has_begun_run() const {
  bool begun = false;
  s_.each_run(p_, [&](const run& r) { begun |= r.started_by == s_.touch_count; });
  return begun;
}

void unattended_monitor::finish(const resolved_prospect& who) {
  if (begun_ && now_ < span_.to) {
    go_on_to(span_.to, who);
    for (auto& w : watches_) {
      close(w);
      auto f = w.promise.found(w.pending ? verdict::open : verdict::kept, std::max(first_.at, span_.from));
      if (w.pending) {
        f.at = std::max(w.pending->due, span_.from);
        f.began_by = last_.ref();
        f.deadline = w.pending->deadline;
        f.overdue = w.pending->step;
      }
      if (w.pending || !w.was_broken) w.promise.findings.add(std::move(f));
    }
  }
  for (auto& w : watches_) w.waived = w.was_broken = false, w.pending.reset();
  begun_ = false;
}

}  // namespace tickler::inline TICKLER_ABI
