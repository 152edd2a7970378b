// When a comparison of ago(...) with an instant that stands still turns over.
//
//   last('asked') < ago('1 month'), asked on 28 February at 12:00
//     28 March 12:00:01   true, as ago is past it by then
//     29 March 00:00:00   false: a month before that is 28 February, 00:00
//     29 March 12:00:01   true again, until midnight; and so on to the end of the month
//
// ago goes with the clock, second by second, but for jumps: at midnight where months end, at the beginning of days where those are
// counted, where a clock is set. So the time in which it can meet the instant, some weeks at most, is cut into stretches within
// which it goes evenly or stands still; in these the second of the turn is worked out.
#pragma once

#include <optional>
#include <tickler/duration.hpp>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>

#include "expr/activation.hpp"
#include "expr/opcode.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct ago_comparison {
  const activation& a;
  const tickler::duration& length;
  expr::relation relation;  // of ago to `other`
  value other;              // a timestamp
};

// The first instant after now at which it is another value, or becomes one or none at all; none: never.
std::optional<instant> next_flip(const ago_comparison& c);

}  // namespace tickler::inline TICKLER_ABI::expr
