#include "analysis/audit/auditor.hpp"

#include "base/bits.hpp"
#include "base/internal_access.hpp"
#include "engine/state/eval_context.hpp"

namespace tickler::inline TICKLER_ABI {

auditor::auditor(const compiled_policy& p, const audit_span& span, audit_findings& findings)
    : p_(p), span_(span), attention_(p, span_, impl_of(state_), space_.memory), respect_(impl_of(state_)) {
  takes_all_ = !p.event_counts.empty();
  for (std::size_t i = 0; i < p.promises.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    const audited_promise promise{p.promises[i], number, span_, findings};
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
    if (holds(p_, p_.promise_conditions[perhaps.condition], t, space_.memory)) marks |= perhaps.marks;
  return marks;
}

// As an answer to what came before it, and only then as what calls for another.
void auditor::show(const watched_touch& t, const promise_marks& marks, const time_context& frame) {
  for_each_bit(marks.wanted | marks.unless | marks.after, [&](std::size_t number) {
    const bool wanted = has_bit(marks.wanted, number), called = has_bit(marks.after, number) && t.at >= span_.from;
    if (p_.promises[number].what == promise_draft::kind::expect) {
      auto& monitor = expected_[places_[number]];
      if (wanted || has_bit(marks.unless, number)) monitor.answer(t, !wanted);
      if (called) monitor.call(t, frame);
    } else if (p_.promises[number].what == promise_draft::kind::never) {
      auto& monitor = never_[places_[number]];
      if (wanted) monitor.breach(t);
      if (called) monitor.call(t, frame);
    } else if (wanted) {
      at_most_[places_[number]].count(t, frame);
    }
  });
}

void auditor::finish(const resolved_prospect& who) {
  for (auto& monitor : expected_) monitor.finish();
  for (auto& monitor : never_) monitor.finish();
  for (auto& monitor : at_most_) monitor.finish();
  if (attention_.asked()) attention_.finish(who);
}

}  // namespace tickler::inline TICKLER_ABI
