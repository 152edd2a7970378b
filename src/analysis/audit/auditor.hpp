// Holds one prospect's touchpoints after the other against all promises of a policy.
#pragma once

#include <bit>
#include <vector>

#include "analysis/audit/opt_out_monitor.hpp"
#include "analysis/audit/promise_monitors.hpp"
#include "analysis/audit/unattended_monitor.hpp"
#include "engine/fold/history_fold.hpp"

namespace tickler {

class auditor {
 public:
  auditor(const compiled_policy& p, const audit_span& span, audit_ledger& ledger);

  // What a prospect comes to is folded here; its facts must be in its memory by the time of run().
  state::impl& folded() noexcept { return state_.get(); }

  // Log as fold_all takes it. Says what is wrong with the prospect, if anything is.
  template <class Log>
  prospect_problem run(const subject& who, Log log) {
    auto& s = state_.get();
    folder fold(p_, who, s);
    log.begin();
    for (std::size_t i = 0; i < log.size() && log.at(i) < span_.to; ++i) {
      const auto& row = log.row(i);
      touch t;
      t.row = &row;
      if (takes_all_ || log.has_extra(i) || is_told(row)) log.fill(i, t);
      const watched_touch seen{static_cast<std::uint32_t>(i), log.at(i), &row};
      const auto marks = marks_of(t);
      if (marks.any()) show(seen, marks, who.where->frame());
      if (respect_.asked()) respect_.look(seen, s);
      if (attention_.asked())
        attention_.take(seen, marks, t, fold, who);
      else if (respect_.asked())
        respect_.take(t, fold, s);
      if (respect_.asked()) respect_.note(seen, s);
      if (s.problem != prospect_problem::none) break;
    }
    finish(who);
    return s.problem;
  }

 private:
  bool is_told(const touch_row& row) const noexcept {
    return !row.promised_conditionally.empty() || (respect_.asked() && !row.conditional.empty());
  }
  promise_marks marks_of(const touch& t) const;
  void show(const watched_touch& t, const promise_marks& marks, const time_frame& frame);
  void finish(const subject& who);

  const compiled_policy& p_;
  audit_span span_;
  state state_;
  bool takes_all_ = false;  // `always: next_action` asks what all of them come to
  mutable expr::arena scratch_{};

  // Each promise has one place in one of these.
  std::vector<std::uint16_t> places_{};  // by promise
  std::vector<expect_watch> expected_{};
  std::vector<never_watch> never_{};
  std::vector<at_most_watch> at_most_{};
  attention_watch attention_;
  respect_watch respect_;
};

}  // namespace tickler
