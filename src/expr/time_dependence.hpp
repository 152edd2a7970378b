// How a condition changes as time goes by: found when it is compiled, asked when it is evaluated.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/bytecode.hpp"

namespace tickler::condition {

// Fills the motions of `c`, whose steps are where `ranges` says.
void find_motions(const tree& t, const std::vector<code_range>& ranges, code& c);

// program::next_change
std::optional<instant> next_motion(const code& c, std::span<const event_question> questions, const scope& s, scratch& memory);

}  // namespace tickler::condition
