// The promises that look at touchpoints alone: what is expected or forbidden after one, and how often one may come. Each is shown
// the touchpoints of one prospect in order, then finished, and used again for the next.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "analysis/audit/findings.hpp"
#include "analysis/audit/watched.hpp"

namespace tickler::inline TICKLER_ABI {

// What all of them know: the promise, when its time is over, and where to write down what became of it.
struct audited_promise {
  const promise_rule& rule;
  std::uint16_t number;
  const audit_span& span;
  audit_findings& findings;

  // Nothing where it never is.
  std::optional<instant> end_of(instant begin, const time_context& frame) const {
    if (!rule.length) return std::nullopt;
    const auto end = rule.length->after(begin, frame);
    return end ? std::optional(end.at) : std::nullopt;
  }
  finding found(verdict is, instant at) const { return {.promise = number, .verdict = is, .at = at}; }
};

class expect_monitor {
 public:
  explicit expect_monitor(const audited_promise& p) : promise_(p) {}

  void answer(const watched_touch& t, bool waived);
  void call(const watched_touch& t, const time_context& frame);
  void finish();

 private:
  struct waiting {
    watched_touch since;
    std::optional<instant> deadline;
  };
  finding begun(const waiting& w, verdict is) const;

  audited_promise promise_;
  std::vector<waiting> waiting_{};
};

class never_monitor {
 public:
  explicit never_monitor(const audited_promise& p) : promise_(p) {}

  void breach(const watched_touch& t) {
    if (!begun_.empty()) breaches_.push_back(t);
  }
  void call(const watched_touch& t, const time_context& frame);
  void finish();

 private:
  struct forbidden {
    watched_touch since;
    std::optional<instant> end;
  };

  audited_promise promise_;
  std::vector<forbidden> begun_{};
  std::vector<watched_touch> breaches_{};
};

class at_most_monitor {
 public:
  explicit at_most_monitor(const audited_promise& p) : promise_(p) {}

  void count(const watched_touch& t, const time_context& frame);
  void finish() { counted_ = 0; }

 private:
  audited_promise promise_;
  std::vector<watched_touch> newest_{};  // at_most of them, in a ring
  std::size_t counted_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
