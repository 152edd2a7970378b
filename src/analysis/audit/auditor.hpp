// Holds one prospect's touchpoints after the other against all promises of a policy.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "analysis/audit/opt_out_monitor.hpp"
#include "analysis/audit/promise_monitors.hpp"
#include "analysis/audit/unattended_monitor.hpp"
#include "base/internal_access.hpp"
#include "engine/fold/bulk_fold.hpp"

namespace tickler::inline TICKLER_ABI {

class auditor {
 public:
  auditor(const compiled_policy& p, const audit_span& span, audit_findings& findings);

  // What a prospect comes to is folded here; its facts must be in its memory by the time of run().
  state::impl& folded() noexcept { return impl_of(state_); }
  fold_workspace& space() noexcept { return space_; }

  // Says what is wrong with the prospect, if anything is.
  template <history_source Log>
  prospect_problem run(const resolved_prospect& who, Log log) {
    auto& s = impl_of(state_);
    history_fold<fold_listener> fold(p_, who, s, space_, respect_);
    log.begin();
    for (std::size_t i = 0; i < log.size() && log.at(i) < span_.to; ++i) {
      const auto& row = log.row(i);
      touch t{.row = &row};
      if (takes_all_ || log.has_details(i) || is_told(row)) log.fill(i, t);
      const watched_touch seen{static_cast<std::uint32_t>(i), log.at(i), &row};
      space_.memory.scratch.work().allow(p_.limits.touchpoint_work);
      const auto marks = marks_of(t);
      note_cost();
      if (marks.any()) show(seen, marks, who.where->frame());
      if (respect_.asked())
        respect_.look(seen, s.contact.closed_by_wish() | closed_by_bounce(p_, who, s.contact),
                      s.to_referrer.opted_out | closed_to_referrer_by_bounce(p_, s.to_referrer));
      if (attention_.asked())
        attention_.take(seen, marks, t, fold, who);
      else if (respect_.asked() && may_change_contact(row, s))
        fold.apply_contact(t), note_cost();
      if (s.problem != prospect_problem::none) break;
    }
    finish(who);
    return s.problem;
  }

 private:
  bool is_told(const touch_row& row) const noexcept {
    return !row.promised_conditionally.empty() || (respect_.asked() && !row.is_certain());
  }
  static bool may_change_contact(const touch_row& row, const state::impl& s) noexcept {
    const auto has_bounced = [](const channel_closings& c) { return c.bounced != 0 || !c.addresses.empty(); };
    return row.contact_channels != 0 || row.matches.stops || !row.is_certain() ||
           (row.flags.reopened != 0 && (has_bounced(s.contact) || has_bounced(s.to_referrer)));
  }
  promise_marks marks_of(const touch& t);
  void note_cost() noexcept {  // R146
    if (space_.memory.scratch.work().is_overdrawn()) impl_of(state_).problem = prospect_problem::too_costly;
  }
  void show(const watched_touch& t, const promise_marks& marks, const time_context& frame);
  void finish(const resolved_prospect& who);

  const compiled_policy& p_;
  audit_span span_;
  state state_;
  fold_workspace space_{};
  bool takes_all_ = false;  // `always: next_action`, and events from counts, ask what all of them come to

  // Each promise has one place in one of these.
  std::vector<std::uint16_t> places_{};  // by promise
  std::vector<expect_monitor> expected_{};
  std::vector<never_monitor> never_{};
  std::vector<at_most_monitor> at_most_{};
  unattended_monitor attention_;
  opt_out_monitor respect_;
};

}  // namespace tickler::inline TICKLER_ABI
