// A condition in the form that is evaluated: instructions of a stack machine, and what they refer to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/export.hpp>
#include <vector>

#include "expr/ast.hpp"
#include "expr/opcode.hpp"
#include "expr/time_dependence.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct bytecode {
  std::vector<instruction> instructions{};
  std::vector<value> constants{};
  std::vector<code_range> error_handlers{};  // operands of && and ||, conditions of macros: where errors end; inner ones first
  std::vector<zone_rule> zones{};
  std::vector<tickler::duration> durations{};
  std::vector<time_dependence> dependences{};
  code_range entry{};
  std::uint32_t dependence = time_invariant;  // of `entry`
  std::size_t stack_size = 0;
  constant_pool pool{};
};

}  // namespace tickler::inline TICKLER_ABI::expr
