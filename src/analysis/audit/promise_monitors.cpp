#include "analysis/audit/promise_monitors.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

void expect_monitor::call(const watched_touch& t, const time_context& frame) {
  waiting_.push_back({t, promise_.end_of(t.at, frame)});
}

finding expect_monitor::begun(const waiting& w, verdict is) const {
  auto f = promise_.found(is, w.since.at);
  f.began_by = w.since.ref();
  f.deadline = w.deadline;
  return f;
}

void expect_monitor::answer(const watched_touch& t, bool waived) {
  for (const auto& w : waiting_) {
    const bool late = w.deadline && t.at > *w.deadline;
    auto f = begun(w, late ? verdict::broken : verdict::kept);
    f.ended_by = t.ref();
    f.ended = t.at;
    f.waived = waived;
    if (late) f.deviation = t.at - *w.deadline;
    promise_.findings.add(f);
  }
  waiting_.clear();
}

void expect_monitor::finish() {
  for (const auto& w : waiting_) {
    const bool late = w.deadline && *w.deadline < promise_.span.to;
    auto f = begun(w, late ? verdict::broken : verdict::open);
    if (late) f.deviation = promise_.span.to - *w.deadline;
    promise_.findings.add(f);
  }
  waiting_.clear();
}

void never_monitor::call(const watched_touch& t, const time_context& frame) { begun_.push_back({t, promise_.end_of(t.at, frame)}); }

void never_monitor::finish() {
  const auto behind = [](const watched_touch& since, const watched_touch& breach) { return since.index < breach.index; };
  const auto before = [](const watched_touch& breach, instant end) { return breach.at < end; };
  for (const auto& [since, end] : begun_) {
    const auto first = std::upper_bound(breaches_.begin(), breaches_.end(), since, behind);
    const auto last = end ? std::lower_bound(first, breaches_.end(), *end, before) : breaches_.end();
    const bool over = end && *end <= promise_.span.to;
    auto f = promise_.found(first != last ? verdict::broken : over ? verdict::kept : verdict::open, since.at);
    f.began_by = since.ref();
    f.deadline = end;
    if (first != last) {
      f.ended_by = first->ref();
      f.ended = first->at;
      f.times = static_cast<std::uint32_t>(last - first);
      if (end) f.deviation = *end - first->at;
    }
    promise_.findings.add(f);
  }
  begun_.clear();
  breaches_.clear();
}

void at_most_monitor::count(const watched_touch& t, const time_context& frame) {
  const std::size_t most = promise_.rule.at_most;
  if (newest_.size() < most) newest_.resize(most);
  auto& oldest = newest_[counted_ % most];  // of the last `most`
  if (t.at >= promise_.span.from) {
    auto f = promise_.found(verdict::kept, t.at);
    f.ended_by = t.ref();
    f.ended = t.at;
    if (counted_ >= most) {
      f.began_by = oldest.ref();
      f.deadline = promise_.end_of(oldest.at, frame);
      if (!f.deadline || t.at < *f.deadline) f.verdict = verdict::broken;
      if (f.deadline && t.at < *f.deadline) f.deviation = *f.deadline - t.at;
    }
    promise_.findings.add(f);
  }
  oldest = t;
  ++counted_;
}

}  // namespace tickler::inline TICKLER_ABI
