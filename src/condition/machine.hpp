// Runs the steps of a condition.
#pragma once

#include <span>

#include "condition/code.hpp"
#include "condition/scope.hpp"
#include "condition/scratch.hpp"

namespace tickler::condition {

// Texts and lists of the result last until the scratch is used again.
outcome run(const code& c, code_range range, std::span<const event_question> questions, const scope& s, scratch& memory);

}  // namespace tickler::condition
