#include "engine/rules/constraint.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

namespace {

eval_context as_of(const eval_context& v, instant x) { return {v.policy, v.who, v.folded, x, v.memory, v.referrer}; }

}  // namespace

// The interval that contains x, or the next one.
bool constraint::finds_open(instant x) const {
  if (open.begin <= x && x < open.end) return true;
  const auto found = hours->from(x);
  if (found) open = *found;
  return found.has_value();
}

bool constraint::is_in_force(const eval_context& v, instant x) const {
  return x < end && (condition == nullptr || holds(as_of(v, x), *condition));
}

instant constraint::turns_after(const eval_context& v, instant x) const {
  if (condition == nullptr || !condition->depends_on_time()) return end;
  return std::min(end, next_change(as_of(v, x), *condition).value_or(time_end));
}

instant constraint::first_from(const eval_context& v, instant x) const {
  if (hours != nullptr) return finds_open(x) ? std::max(x, open.begin) : time_end;
  if (!is_in_force(v, x)) return x;
  if (!limit) return turns_after(v, x);
  const auto free = limit->first_from(x);
  return free == x ? x : std::min(free, turns_after(v, x));
}

instant constraint::allows_until(const eval_context& v, instant x) const {
  if (hours != nullptr) return finds_open(x) ? open.end : time_end;
  if (x >= end) return time_end;
  if (limit && limit->allows(x)) return limit->end_from(x).value_or(time_end);
  return condition != nullptr ? turns_after(v, x) : time_end;
}

}  // namespace tickler::inline TICKLER_ABI
