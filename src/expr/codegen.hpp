// From a checked and folded tree to steps.
#pragma once

#include <vector>

#include "expr/ast.hpp"
#include "expr/bytecode.hpp"

namespace tickler::condition {

instruction instruction_of(const node& n) noexcept;  // of an operation

// Appends the steps of an expression to `c`; `ranges`, by node, says where each part of it is.
void emit(const tree& t, node_index i, code& c, std::vector<code_range>& ranges);

}  // namespace tickler::condition
