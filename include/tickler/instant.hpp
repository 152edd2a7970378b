// An instant: a point in time, in seconds of UTC. What a wall clock shows at it depends on a zone (zone.hpp).
//
//   auto now = tickler::parse_instant("2026-03-02T10:00:00Z").value();
//   assert(tickler::to_string(now) == "2026-03-02T10:00:00Z");
#pragma once

#include <date/date.h>

#include <chrono>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI {

using instant = date::sys_seconds;  // the same type as std::chrono::sys_seconds

// The years that Tickler knows: 1970 to 2037, as far as time-zone files
// write out their changes. A computation that leaves them has no answer; nothing is clamped.
inline constexpr instant time_begin{};
inline constexpr instant time_end = date::sys_days{date::year{2038} / 1 / 1};  // the first instant outside

constexpr bool in_range(instant t) noexcept { return time_begin <= t && t < time_end; }

// RFC 3339 with `Z` or an offset (`2026-03-02T10:00:00+01:00`; `t` and `z` are allowed there too); fractions of a second are cut
// off. The year in UTC is 1970 to 9999, so that dates beyond `time_end` can still be read and named. An error for anything else: a
// bare date, a missing offset, a 24th or 25th hour, the 30th of February, a leap second, blanks around it.
TICKLER_API parse_result<instant> parse_instant(std::string_view text);

// `2026-03-02T10:00:00Z`; of an instant that no calendar reaches (beyond the years -32767 to 32767) its seconds: `9000000000000 s`
TICKLER_API std::string to_string(instant t);

}  // namespace tickler::inline TICKLER_ABI
