// Wrong use of the engine, which throws.
#pragma once

#include <tickler/contact_standing.hpp>
#include <tickler/error.hpp>
#include <tickler/history.hpp>
#include <tickler/problem_numbers.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

inline void check_now(instant now) {
  if (!in_range(now)) throw misuse(misuse_number::out_of_time, "`now` is outside 1970 to 2037");
}

inline void check_words(const compiled_policy& p, const history& log) {
  if (!(log.words() == p.words)) throw misuse(misuse_number::other_vocabulary, "a history of another vocabulary than the policy's");
}

inline void check_standing(const compiled_policy& p, const contact_standing& known) {
  if (known.is_known() && known.policy_fingerprint != p.fingerprint)
    throw misuse(misuse_number::other_policy, "what is known of the referrer is of another policy");
}

}  // namespace tickler::inline TICKLER_ABI
