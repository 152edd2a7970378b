// What is wrong with a policy as written, beyond what reading its text can find.
#pragma once

#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// All errors and warnings. A part that reading has failed on, and has reported, is an empty name or list with
// a position (see checker.hpp); nothing is said about it or what depends on it. `words` is asked for room only: which words a
// policy may use depends on no other policy.
std::vector<diagnostic> check(const policy_draft& draft, const vocabulary& words, const compile_options& options);

}  // namespace tickler::inline TICKLER_ABI
