// Computes beforehand what depends on nothing.
#pragma once

#include "expr/ast.hpp"

namespace tickler::expr {

// Of a checked tree. What fails is left as it is: its error belongs to the evaluation, where && and || may absorb it.
void fold_constants(ast& t, node_index i);

}  // namespace tickler::expr
