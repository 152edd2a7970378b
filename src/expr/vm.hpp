// Runs the steps of a condition.
#pragma once

#include <span>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/bytecode.hpp"

namespace tickler::condition {

// Texts and lists of the result last until the scratch is used again.
outcome run(const code& c, code_range range, std::span<const event_question> questions, const scope& s, scratch& memory);

}  // namespace tickler::condition
