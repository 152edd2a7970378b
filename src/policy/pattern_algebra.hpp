// What the patterns of a draft match, seen as sets of touchpoints.
#pragma once

#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// The patterns that an event stands for, those of named events included. Of an event from a count none, for what fits them need not
// make it happen; or, if asked, those that may.
enum class from_counts : bool { left_out, included };
std::vector<const pattern_draft*> patterns_of(const policy_draft& draft, const event_ref& wanted,
                                              from_counts counts = from_counts::left_out);

// Whether every touchpoint that `narrow` matches is matched by `wide`.
bool covers(const pattern_draft& wide, const pattern_draft& narrow);

// Whether a limit that counts the pattern counts what the step does.
bool may_be_counted(const pattern_draft& p, const step_draft& s);

bool takes_outbound(const pattern_draft& p);
bool counts_outbound(const policy_draft& draft, const event_ref& counted);

}  // namespace tickler::inline TICKLER_ABI
