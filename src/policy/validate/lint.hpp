// What is allowed in a policy but can hardly be meant: warnings about a draft that has no errors.
#pragma once

#include <tickler/diagnostic.hpp>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

std::vector<diagnostic> lint(const policy_draft& draft, const vocabulary& words, const compile_options& options);

}  // namespace tickler::inline TICKLER_ABI
