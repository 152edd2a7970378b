// Writes what differs between two policies and over a book: as JSON Lines for programs, in words for people. Part of tickler::io.
//
// Each line is one JSON object that says in `change` what it is about: `policy`, `book`, `prospect` or `ahead`. The fields are
// those of the README ("What a change of a policy changes").
#pragma once

#include <string>
#include <tickler/book.hpp>
#include <tickler/diff.hpp>
#include <tickler/diff_ahead.hpp>
#include <tickler/prospect.hpp>

namespace tickler::inline TICKLER_ABI {

// "changed keep-trying/weekly: after 7 days -> 10 days", "added limit weekly-call: count: called, at_most: 1, per: 7 days",
// "moved cadence answer: behind confirm -> first"
TICKLER_API std::string to_text(const policy_change& c);

TICKLER_API std::string to_json(const policy_change& c);
TICKLER_API std::string to_json(const book_difference& d);

// With both decisions, as to_json of a decision writes them (results.hpp).
TICKLER_API std::string to_json(const policy& before, const policy& after, const prospect& who, const prospect_difference& d);

// Of that book.
TICKLER_API std::string to_json(const book& all, const ahead_difference& d);

}  // namespace tickler::inline TICKLER_ABI
