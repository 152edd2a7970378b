// What a policy leaves open and can hardly mean to: the part of lint that looks at what is not written, and at what was written
// another way than it reads.
#pragma once

#include <optional>
#include <tickler/diagnostic.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Of a draft that has no errors. Without a `now` nothing is past.
std::vector<diagnostic> lint_omissions(const policy_draft& draft, std::optional<instant> now);

}  // namespace tickler::inline TICKLER_ABI
