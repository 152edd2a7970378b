// Computes beforehand what depends on nothing.
#pragma once

#include <tickler/export.hpp>

#include "expr/ast.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// Of a checked tree. What fails is left as it is: its error belongs to the evaluation, where && and || may absorb it.
void fold_constants(ast& t, node_index i);

}  // namespace tickler::inline TICKLER_ABI::expr
