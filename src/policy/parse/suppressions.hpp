// Warnings that an author has seen and wants: a comment on the line, or on lines of its own before it.
//
//   card: {needs: address}   # allow T414: a card and a letter are two things
#pragma once

#include <tickler/policy.hpp>

#include "policy/parse/source.hpp"

namespace tickler::inline TICKLER_ABI {

// Takes the warnings that are allowed off the list, and puts on it every suppression that suppresses nothing; but one of a warning
// that depends on the clock only if it was looked at.
loaded_policy with_allowances(loaded_policy loaded, const source& in, bool has_now);

}  // namespace tickler::inline TICKLER_ABI
