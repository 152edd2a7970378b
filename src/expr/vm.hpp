// The virtual machine that runs the instructions of a condition.
#pragma once

#include <span>
#include <tickler/export.hpp>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/bytecode.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// Texts and lists of the result last until the arena is used again.
eval_result run(const bytecode& c, code_range range, std::span<const event_query> queries, const activation& a, arena& memory);

}  // namespace tickler::inline TICKLER_ABI::expr
