// How a condition changes as time goes by: found when it is compiled, asked when it is evaluated.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/bytecode.hpp"

namespace tickler::expr {

// Fills the dependences of `c`, whose instructions are where `ranges` says.
void find_time_dependence(const ast& t, const std::vector<code_range>& ranges, bytecode& c);

// program::next_change
std::optional<instant> next_change(const bytecode& c, std::span<const event_query> queries, const activation& a, arena& memory);

}  // namespace tickler::expr
