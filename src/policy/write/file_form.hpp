// What of a draft a file can say.
#pragma once

#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

// The same decisions, in the only form that files have for them.
policy_draft as_files_say_it(policy_draft draft);

// All values alike, wherever written.
bool same(const policy_draft& a, const policy_draft& b);

}  // namespace tickler::inline TICKLER_ABI
