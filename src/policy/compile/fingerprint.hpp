// A number for all of a policy that decides, the same in every process: what a kept state is checked against.
#pragma once

#include <cstdint>
#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

std::uint64_t fingerprint_of(const policy_draft& draft);

}  // namespace tickler::inline TICKLER_ABI
