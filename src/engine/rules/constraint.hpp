// One rule that has a say about a proposed touch, as a constraint on its instant: from when on it lets the touch pass, and until
// when at least. Semantics R134, R137.
//
//   hold until Friday, while count('refused', 30 days) >= 3      asked on Monday: the third refusal leaves the window on Wednesday
//   first_from(Mon) = Wed    and asked there it says how far it goes on: first_from(Wed) = Wed, or Fri
//
// What a rule means is said where it is placed, too: the hours of calendars, limit_window, the end of a hold, a condition. Here
// each only answers for one instant after another, so that conditions are asked as of that instant.
#pragma once

#include <cstdint>
#include <optional>
#include <tickler/calendar.hpp>
#include <tickler/may.hpp>

#include "engine/rules/limit.hpp"
#include "engine/state/eval_context.hpp"

namespace tickler::inline TICKLER_ABI {

struct constraint {
  rule_kind kind{};
  std::uint16_t index = 0;
  const expr::program* condition = nullptr;  // without one it is in force
  instant end = time_end;                    // from which on it is over
  const open_hours* hours = nullptr;         // of calendars, and the interval that was found last
  mutable interval open{time_begin, time_begin};
  std::optional<limit_window> limit{};
  bool is_told = true, is_asked = true;  // as a ruling; when an instant is looked for

  // The first instant from x on of which it is not known that it forbids the touch: x itself if it allows x. Never past an instant
  // that it allows. time_end: there is none.
  instant first_from(const eval_context& v, instant x) const;
  bool allows(const eval_context& v, instant x) const { return first_from(v, x) == x; }

  // Given that it allows x: it does so for every instant before this one.
  instant allows_until(const eval_context& v, instant x) const;

 private:
  bool finds_open(instant x) const;
  bool is_in_force(const eval_context& v, instant x) const;
  instant turns_after(const eval_context& v, instant x) const;
};

}  // namespace tickler::inline TICKLER_ABI
