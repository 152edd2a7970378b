// A condition in the form that is evaluated: steps of a stack machine, and what they refer to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "expr/apply.hpp"
#include "expr/ast.hpp"

namespace tickler::condition {

// The steps of one expression; they begin with `depth` values on the stack and end with one more.
struct code_range {
  std::uint32_t begin = 0, end = 0, depth = 0;
};

inline constexpr std::uint32_t never_moves = std::numeric_limits<std::uint32_t>::max();

// An operand of something that may change as time goes by.
struct moving_operand {
  code_range code;
  std::uint32_t moves = never_moves;  // index in code::motions
};

// An expression that passes with time and is computed, so that it may leave its range one day.
struct limited_range {
  code_range code;
  bool is_time;  // else a duration
};

// How the value of an expression can change as time goes by and nothing else does.
enum class motion : std::uint8_t {
  each_second,    // nothing better is known
  with_operands,  // not before one of them does
  all_of,         // &&
  any_of,         // ||
  choice,         // ?:
  elapsed,        // since(...) itself
  comparison,     // of a time or duration that passes with one that may pass too
  count,          // a count compared with a number
  time_part,
  duration_part,
};

struct moving {
  motion how = motion::each_second;
  operation does{};         // of a comparison
  condition::part part{};   // of a part
  int slope = 0;            // seconds a second: of the operand of a part, of left minus right in a comparison
  bool of_time = false;     // of a comparison: timestamps, not durations
  std::uint32_t index = 0;  // of a count or elapsed: the question; of a part: the zone
  std::int64_t number = 0;  // that a count is compared with
  std::vector<moving_operand> operands{};
  std::vector<limited_range> limited{};  // within the operands
};

struct code {
  std::vector<instruction> steps{};
  std::vector<value> literals{};
  std::vector<code_range> guarded{};  // operands of && and ||, conditions of macros: where errors end; inner ones first
  std::vector<zone_rule> zones{};
  std::vector<moving> motions{};
  code_range all{};
  std::uint32_t moves = never_moves;
  std::size_t stack_size = 0;
  constants kept{};
};

}  // namespace tickler::condition
