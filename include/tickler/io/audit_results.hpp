// Writes what an audit has found: as JSON Lines for programs, in words for people. Part of tickler::io.
#pragma once

#include <string>
#include <tickler/audit.hpp>
#include <tickler/zone.hpp>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end; its fields are those of `finding` (the deviation as `off_by`, waived as `needless`),
// `owner`, and `cite` and `as_of` of the promise.
TICKLER_API std::string to_json(const policy& p, const prospect& who, const finding& f);

// The closing line: the counts of all, of each owner and of each month, by promise, and the prospects whose record cannot be used.
TICKLER_API std::string to_json(const policy& p, const book& all, const audit_report& r);

// What has come of it, in words, times on the wall clock of `local`: "inquired (their web) Wed 13 May 10:00, no 'answered' by Sat
// 16 May 10:00, 4 days late and still none".
TICKLER_API std::string to_text(const policy& p, const finding& f, const zone& local);

}  // namespace tickler::inline TICKLER_ABI
