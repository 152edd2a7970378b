#include "policy/pattern_algebra.hpp"

#include <algorithm>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {
namespace {

template <class T>
bool contains(const std::vector<located<T>>& list, const T& value) {
  return std::any_of(list.begin(), list.end(), [&value](const auto& each) { return *each == value; });
}

template <class T>
bool covers(const std::vector<located<T>>& wide, const std::vector<located<T>>& narrow) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::all_of(narrow.begin(), narrow.end(), [&wide](const auto& each) { return contains(wide, *each); });
}

bool names_signal(const located_string& outcome) {
  const auto at = std::find(outcome_names.begin(), outcome_names.end(), *outcome);
  return at != outcome_names.end() && is_signal(static_cast<tickler::outcome>(at - outcome_names.begin()));
}

}  // namespace

std::vector<const pattern_draft*> patterns_of(const policy_draft& draft, const event_ref& wanted, from_counts counts) {
  std::vector<const pattern_draft*> list;
  for (const auto& each : wanted.any_of) {
    if (const auto* inline_pattern = std::get_if<pattern_draft>(&each)) {
      list.push_back(inline_pattern);
      continue;
    }
    for (const auto& e : draft.events) {
      if (e.name != std::get<located_string>(each)) continue;
      for (const auto& p : e.any_of) list.push_back(&p);
      if (!e.count || counts == from_counts::left_out) continue;
      const auto counted = patterns_of(draft, e.count->of);
      list.insert(list.end(), counted.begin(), counted.end());
    }
  }
  return list;
}

// A pattern without outcomes matches no signals.
bool covers(const pattern_draft& wide, const pattern_draft& narrow) {
  if (wide.condition.given()) return false;
  if (wide.outcomes.empty() && std::any_of(narrow.outcomes.begin(), narrow.outcomes.end(), names_signal)) return false;
  return covers(wide.channels, narrow.channels) && covers(wide.directions, narrow.directions) &&
         covers(wide.purposes, narrow.purposes) && covers(wide.outcomes, narrow.outcomes) && covers(wide.with, narrow.with);
}

bool may_be_counted(const pattern_draft& p, const step_draft& s) {
  const auto is_internal = s.channels.size() == 1 && *s.channels.front() == "internal";
  if (is_internal || !takes_outbound(p) || !contains(p.with, *s.to)) return false;
  const bool any_channel = p.channels.empty() || (s.channels.size() == 1 && *s.channels.front() == "start");
  if (!any_channel &&
      std::none_of(s.channels.begin(), s.channels.end(), [&p](const located_string& c) { return contains(p.channels, *c); }))
    return false;
  const auto takes = [&p](const located_string& purpose) { return p.purposes.empty() || contains(p.purposes, *purpose); };
  return takes(s.purpose) || (s.when_late && !s.when_late->purpose->empty() && takes(s.when_late->purpose));
}

bool takes_outbound(const pattern_draft& p) { return p.directions.empty() || contains(p.directions, direction::outbound); }

bool counts_outbound(const policy_draft& draft, const event_ref& counted) {
  const auto patterns = patterns_of(draft, counted);
  return std::any_of(patterns.begin(), patterns.end(), [](const pattern_draft* p) { return takes_outbound(*p); });
}

}  // namespace tickler::inline TICKLER_ABI
