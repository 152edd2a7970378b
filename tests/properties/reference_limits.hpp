// What limits count, and until when holds and snoozes last.
#pragma once

#include <algorithm>

#include "reference_parts.hpp"

namespace plain {

template <class List, class Value>
bool lists(const List& list, const Value& value) {
  return std::any_of(list.begin(), list.end(), [&](const auto& entry) { return entry.value == value; });
}

bool excepts(const std::vector<tickler::located_string>& except, const action& a);

bool is_counted(const view& v, const tickler::limit_draft& l, const action& a);

// In every window that has a touch at t, is the last at or after the first + per?
bool holds_around(const view& v, const tickler::limit_draft& l, std::vector<instant> touches, instant t);
std::vector<instant> counted_in(const view& v, const tickler::limit_draft& l, const history& h);

// A pause until an instant, if one applies to what has this key; the empty one: to what has none.
std::optional<time_result> end_of_hold(const view& v, const tickler::hold_draft& hold, const history& h, const std::string& key);

// The end of each snooze that applies: of everything, of this step in every run, of just this action. The newest of a kind counts.
std::vector<instant> snoozed_until(const view& v, const run& r, const history& h, bool heeds_general);

}  // namespace plain
