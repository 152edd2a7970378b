// A condition in the form that is evaluated: instructions of a stack machine, and what they refer to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "expr/apply.hpp"
#include "expr/ast.hpp"

namespace tickler::expr {

// The instructions of one expression; they begin with `depth` values on the stack and end with one more.
struct code_range {
  std::uint32_t begin = 0, end = 0, depth = 0;
};

inline constexpr std::uint32_t time_invariant = std::numeric_limits<std::uint32_t>::max();

// An operand of something that may change as time goes by.
struct dependent_operand {
  code_range code;
  std::uint32_t dependence = time_invariant;  // index in bytecode::dependences
};

// An expression that passes with time and is computed, so that it may leave its range one day.
struct bounded_expression {
  code_range code;
  bool is_time;  // else a duration
};

// How the value of an expression can change as time goes by and nothing else does.
enum class time_dependence_kind : std::uint8_t {
  each_second,  // nothing better is known
  operands,     // not before one of them does
  logical_and,
  logical_or,
  conditional,
  elapsed,     // since(...) itself
  comparison,  // of a time or duration that passes with one that may pass too
  count,       // a count compared with a number
  time_part,
  duration_part,
};

struct time_dependence {
  time_dependence_kind kind = time_dependence_kind::each_second;
  opcode op{};              // of a comparison
  date_part part{};         // of a part
  int slope = 0;            // seconds a second: of the operand of a part, of left minus right in a comparison
  bool of_time = false;     // of a comparison: timestamps, not durations
  std::uint32_t index = 0;  // of a count or elapsed: the query; of a part: the zone
  std::int64_t number = 0;  // that a count is compared with
  std::vector<dependent_operand> operands{};
  std::vector<bounded_expression> bounded{};  // within the operands
};

struct bytecode {
  std::vector<instruction> instructions{};
  std::vector<value> constants{};
  std::vector<code_range> error_handlers{};  // operands of && and ||, conditions of macros: where errors end; inner ones first
  std::vector<zone_rule> zones{};
  std::vector<time_dependence> dependences{};
  code_range entry{};
  std::uint32_t dependence = time_invariant;  // of `entry`
  std::size_t stack_size = 0;
  constant_pool pool{};
};

}  // namespace tickler::expr
