// `always: next_action`: the decisions of all the time that an audit looks at, from one that may differ to the next.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "analysis/audit/promise_monitors.hpp"
#include "engine/decide/outlook.hpp"
#include "engine/fold/history_fold.hpp"

namespace tickler::inline TICKLER_ABI {

class unattended_monitor {
 public:
  unattended_monitor(const compiled_policy& p, const audit_span& span, state::impl& s, condition_memory& memory);

  void add(const audited_promise& p);
  bool asked() const noexcept { return !watches_.empty(); }

  // Goes on to the touchpoint, and takes it into the state.
  void take(const watched_touch& t, const promise_marks& marks, touch& taken, history_fold<fold_listener>& fold,
            const resolved_prospect& who);
  void finish(const resolved_prospect& who);

 private:
  // A time, up to `end`, in which a promise was broken.
  struct interval {
    instant begin{}, end{};
    std::optional<instant> deadline{};
    std::optional<overdue_step> overdue{};
    watched_touch began_by{};
    std::optional<watched_touch> ended_by{};
  };
  struct overdue_action {
    overdue_step step;
    instant due, deadline;
  };
  struct watch {
    audited_promise promise;
    bool waived = false;
    bool was_broken = false;
    std::optional<interval> current{};
    std::optional<overdue_action> pending{};  // at the end of what has been looked at
  };
  struct outlook {
    bool unattended = false;
    std::optional<instant> changes{};
  };

  void go_on_to(instant t, const resolved_prospect& who);
  outlook look(const resolved_prospect& who);
  bool is_surely_attended() const noexcept;
  void note(watch& w, const outlook& seen, instant end, const time_context& frame);
  void note_overdue(watch& w, instant end, const time_context& frame);
  void extend(watch& w, interval by);
  void close(watch& w);
  void note_needless(const promise_marks& marks);
  bool has_begun_run() const;

  const compiled_policy& p_;
  const audit_span& span_;
  state::impl& s_;
  condition_memory& memory_;
  std::vector<std::uint64_t> steady_{};  // cadences of which a run has an action whatever the time
  bool asks_due_ = false;
  std::vector<watch> watches_{};
  struct due_step {
    overdue_step step;
    instant due;
  };
  std::vector<due_step> due_{};  // where promises ask for it: of all that is on offer
  moved_run moved_{};

  bool begun_ = false;
  watched_touch first_{}, last_{};
  instant now_{};  // what is before it has been looked at
};

}  // namespace tickler::inline TICKLER_ABI
