#include "analysis/audit/auditor.hpp"

#include "engine/state/eval_context.hpp"

namespace tickler {

auditor::auditor(const compiled_policy& p, const audit_span& span, audit_ledger& ledger)
    : p_(p), span_(span), attention_(p, span_, state_.get(), space_.memory), respect_(state_.get()) {
  for (std::size_t i = 0; i < p.promises.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    const audited_promise promise{p.promises[i], number, span_, ledger};
    const auto put = [this](auto& watches, const audited_promise& in) {
      places_.push_back(static_cast<std::uint16_t>(watches.size()));
      watches.emplace_back(in);
    };
    switch (promise.rule.what) {
      case promise_draft::kind::expect:
        put(expected_, promise);
        break;
      case promise_draft::kind::never:
        put(never_, promise);
        break;
      case promise_draft::kind::at_most:
        put(at_most_, promise);
        break;
      case promise_draft::kind::next_action:
        places_.push_back(0);
        attention_.add(promise);
        takes_all_ = true;
        break;
      case promise_draft::kind::respected:
        places_.push_back(0);
        respect_.add(promise);
        break;
    }
  }
}

promise_marks auditor::marks_of(const touch& t) {
  auto marks = t.row->promised;
  for (const auto& perhaps : t.row->promised_conditionally)
    if (holds(p_, p_.promise_conditions[perhaps.condition], t, space_.memory.scratch)) marks |= perhaps.marks;
  return marks;
}

// As an answer to what came before it, and only then as what calls for another.
void auditor::show(const watched_touch& t, const promise_marks& marks, const time_context& frame) {
  for (auto rest = marks.wanted | marks.unless | marks.after; rest != 0; rest &= rest - 1) {
    const auto bit = rest & -rest;
    const auto number = static_cast<std::size_t>(std::countr_zero(rest));
    const bool wanted = (marks.wanted & bit) != 0, called = (marks.after & bit) != 0 && t.at >= span_.from;
    if (p_.promises[number].what == promise_draft::kind::expect) {
      auto& watch = expected_[places_[number]];
      if (wanted || (marks.unless & bit) != 0) watch.answer(t, !wanted);
      if (called) watch.call(t, frame);
    } else if (p_.promises[number].what == promise_draft::kind::never) {
      auto& watch = never_[places_[number]];
      if (wanted) watch.breach(t);
      if (called) watch.call(t, frame);
    } else if (wanted) {
      at_most_[places_[number]].count(t, frame);
    }
  }
}

void auditor::finish(const resolved_prospect& who) {
  for (auto& watch : expected_) watch.finish();
  for (auto& watch : never_) watch.finish();
  for (auto& watch : at_most_) watch.finish();
  if (attention_.asked()) attention_.finish(who);
}

}  // namespace tickler
