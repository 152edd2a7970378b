// From a checked and folded tree to instructions.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "expr/ast.hpp"
#include "expr/bytecode.hpp"

namespace tickler::inline TICKLER_ABI::expr {

instruction instruction_of(const ast_node& n) noexcept;  // of an operation

// Appends the instructions of an expression to `c`; `ranges`, by node, says where each part of it is.
void generate_code(const ast& t, node_index i, bytecode& c, std::vector<code_range>& ranges);

}  // namespace tickler::inline TICKLER_ABI::expr
