// What is allowed in a policy but can hardly be meant: warnings about a draft that has no errors.
#pragma once

#include <optional>
#include <tickler/diagnostic.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/zones.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

std::vector<diagnostic> lint(const policy_draft& draft, const vocabulary& words, const zones& known, std::optional<instant> now);

}  // namespace tickler::inline TICKLER_ABI
