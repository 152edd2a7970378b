// What stands behind a verdict: touchpoints, rules and conditions.
#pragma once

#include <string>
#include <tickler/io/explanation.hpp>

#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

class cause_narrator {
 public:
  cause_narrator(const policy& p, const prospect& who, const history& log, const explanation& why, const phrases& say, bool full)
      : policy_(p), who_(who), log_(log), why_(why), say_(say), full_(full) {}

  // What moved, held back or blocked an action.
  void add(std::uint32_t action, explanation_node& out) const;

  // What kept it off the channels that come first.
  void add_passed(const step_report& s, explanation_node& out) const;

  // Why there is no contact at all.
  void add_stop(explanation_node& out) const;

  // The last touchpoint that did this.
  std::string newest(trace_kind kind) const;

  // With its parts; `label`: "its condition does not hold".
  explanation_node condition(const expression& written, const run_report* run, std::string_view label) const;

 private:
  explanation_node cause_of(const reason& r, std::uint32_t action) const;
  std::vector<std::string> calendar_names_of(const action& a) const;
  std::string calendars_of(const action& a) const;
  void cite_calendars(const action& a, explanation_node& out) const;
  explanation_node cause_of(const blocker& b, std::uint32_t action) const;
  void add_limit(std::size_t limit, instant t, std::uint32_t action, explanation_node& out) const;
  void add_never(const blocker& b, explanation_node& out) const;
  void add_touch(const trace_event* t, explanation_node& out) const;

  const policy& policy_;
  const prospect& who_;
  const history& log_;
  const explanation& why_;
  const phrases& say_;
  bool full_;
};

}  // namespace tickler::inline TICKLER_ABI
