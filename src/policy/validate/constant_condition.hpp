// Conditions that are always true, or never.
#pragma once

#include <cstdint>
#include <optional>
#include <tickler/export.hpp>

#include "policy/symbol_table.hpp"

namespace tickler::inline TICKLER_ABI {

// The value of a condition that has the same one whatever happens. Found for those that ask only for words (stage, channel, ...),
// flags, what is there, and events: by going through all they may be, up to some thousand combinations. Nothing is claimed of those
// that ask for times, numbers or texts, and of none once `work_left`, which it takes from (expr/arena.hpp), is used up.
std::optional<bool> one_value(const expression& written, const condition_names& names, std::uint64_t& work_left);

}  // namespace tickler::inline TICKLER_ABI
