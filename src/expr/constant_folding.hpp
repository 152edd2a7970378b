// Computes beforehand what depends on nothing.
#pragma once

#include "expr/ast.hpp"

namespace tickler::condition {

// Of a checked tree. What fails is left as it is: its error belongs to the evaluation, where && and || may absorb it.
void fold(tree& t, node_index i);

}  // namespace tickler::condition
