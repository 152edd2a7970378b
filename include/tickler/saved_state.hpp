// A kept state as bytes: an app that restarts goes on where it was, without folding every history again.
//
//   tickler::state kept = fold(policy, ada, log, now);
//   const std::string bytes = save_state(policy, kept);            // into a column beside her record
//   auto loaded = tickler::load_state(policy, bytes);              // in the next process
//   if (!loaded || !serves(policy, ada, *loaded)) kept = fold(policy, ada, log, now);
//
// The bytes hold the words of touchpoints by name, so they load whatever order a vocabulary has met its words in. They are good for
// the policy, the prospect and what was read of her, the version of the library and that of the zone data by which they were made.
// All of these but the prospect load_state checks; whose a state is, serves() says, and advance and decide refuse any other's. A
// checksum finds what was damaged. It is no signature: keep the bytes where nobody can write who may not.
//
// Of the prospect they hold no more than the history's keys and instants, and a hash of her id.
#pragma once

#include <string>
#include <string_view>
#include <tickler/evaluate.hpp>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI {

// Some hundred bytes. The same for the same policy, prospect and touchpoints, in every process. Throws misuse for an
// empty policy, and for a state of another policy or of nobody.
TICKLER_API std::string save_state(const policy& p, const state& s);

// The state, which decides and advances as the saved one would have; or an error that says why the bytes do not serve: then fold
// again. Interns the words into the policy's vocabulary, if all is well. Throws misuse for an empty policy.
TICKLER_API parse_result<state> load_state(const policy& p, std::string_view bytes);

}  // namespace tickler::inline TICKLER_ABI
