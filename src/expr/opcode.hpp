// What the virtual machine can do, each for its types: how overloads are named once the types are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::expr {

// Comparisons come in sixes, in the order of `relation`.
enum class relation : std::uint8_t { equal, unequal, less, less_equal, greater, greater_equal };

// That of b to a, where r is that of a to b.
constexpr relation mirrored(relation r) noexcept {
  using enum relation;
  constexpr relation of[] = {equal, unequal, greater, greater_equal, less, less_equal};
  return of[static_cast<std::size_t>(r)];
}

enum class opcode : std::uint8_t {
  // Comparisons of two: ints, bools and durations; doubles; texts; timestamps.
  equal_int,
  unequal_int,
  less_int,
  less_equal_int,
  greater_int,
  greater_equal_int,
  equal_double,
  unequal_double,
  less_double,
  less_equal_double,
  greater_double,
  greater_equal_double,
  equal_text,
  unequal_text,
  less_text,
  less_equal_text,
  greater_text,
  greater_equal_text,
  equal_time,
  unequal_time,
  less_time,
  less_equal_time,
  greater_time,
  greater_equal_time,
  equal_list,
  unequal_list,
  in_list,

  // Arithmetic.
  add_int,
  subtract_int,
  multiply_int,
  divide_int,
  modulo_int,
  negate_int,
  add_double,
  subtract_double,
  multiply_double,
  divide_double,
  negate_double,
  add_text,
  add_list,
  add_duration,
  subtract_duration,
  add_time_duration,
  add_duration_time,
  subtract_time_duration,
  subtract_time,
  not_bool,

  // Of texts and lists.
  size_of_text,
  size_of_list,
  starts_with,
  ends_with,
  contains,
  index,
  make_list,  // of as many values as the instruction says

  // Conversions; those from a type to itself do nothing and are left out.
  bool_of_text,
  int_of_double,
  int_of_text,
  int_of_time,
  double_of_int,
  double_of_text,
  text_of_bool,
  text_of_int,
  text_of_double,
  text_of_time,
  text_of_duration,
  time_of_int,
  time_of_text,
  duration_of_text,

  // Getters: which part, and in which zone, says the instruction.
  time_part,
  duration_part,

  // From here on what only the machine itself can do: it needs the stack, the activation or the order of things.
  push_constant,
  compare,  // with a literal
  load_item,

  // What reads the activation; `compare_variable` is with a literal.
  compare_variable,
  load_variable,
  has,
  now,
  ago,
  local_part,  // a getter by the prospect's clock
  happened,
  seen,
  last,
  since,
  count,
  times,

  // Control flow.
  drop_or_skip_if_false,
  drop_or_skip_if_true,
  skip_if_false,
  skip_if_true,
  join_and,
  join_or,
  finish_and,
  finish_or,
  jump,
  jump_if_false,
  begin_all,
  begin_exists,
  next_all,
  next_exists,
};

// The groups that are told apart by where they stand in the enumeration. Together they are all of it, in this order.
struct opcode_group {
  opcode first, last;
  constexpr bool has(opcode o) const noexcept { return first <= o && o <= last; }
  constexpr bool precedes(opcode_group next) const noexcept {
    return static_cast<int>(last) + 1 == static_cast<int>(next.first) && next.first <= next.last;
  }
};

inline constexpr opcode_group int_comparisons{opcode::equal_int, opcode::greater_equal_int};
inline constexpr opcode_group double_comparisons{opcode::equal_double, opcode::greater_equal_double};
inline constexpr opcode_group text_comparisons{opcode::equal_text, opcode::greater_equal_text};
inline constexpr opcode_group time_comparisons{opcode::equal_time, opcode::greater_equal_time};
inline constexpr opcode_group list_operations{opcode::equal_list, opcode::in_list};
inline constexpr opcode_group arithmetic_operations{opcode::add_int, opcode::not_bool};
inline constexpr opcode_group sequence_operations{opcode::size_of_text, opcode::make_list};
inline constexpr opcode_group conversions{opcode::bool_of_text, opcode::duration_part};
inline constexpr opcode_group stack_operations{opcode::push_constant, opcode::load_item};
inline constexpr opcode_group activation_reads{opcode::compare_variable, opcode::local_part};
inline constexpr opcode_group event_queries{opcode::happened, opcode::times};
inline constexpr opcode_group control_flow{opcode::drop_or_skip_if_false, opcode::next_exists};

static_assert(static_cast<int>(int_comparisons.first) == 0 && int_comparisons.precedes(double_comparisons) &&
              double_comparisons.precedes(text_comparisons) && text_comparisons.precedes(time_comparisons) &&
              time_comparisons.precedes(list_operations) && list_operations.precedes(arithmetic_operations) &&
              arithmetic_operations.precedes(sequence_operations) && sequence_operations.precedes(conversions) &&
              conversions.precedes(stack_operations) && stack_operations.precedes(activation_reads) &&
              activation_reads.precedes(event_queries) && event_queries.precedes(control_flow));

constexpr bool is_comparison(opcode o) noexcept { return o <= time_comparisons.last; }
constexpr relation relation_of(opcode o) noexcept { return static_cast<relation>(static_cast<unsigned>(o) % 6); }
constexpr opcode comparison(opcode equal_of_the_type, relation r) noexcept {
  return static_cast<opcode>(static_cast<unsigned>(equal_of_the_type) + static_cast<unsigned>(r));
}

constexpr bool comes_in_order(opcode_group six) noexcept {
  return relation_of(six.first) == relation::equal && comparison(six.first, relation::greater_equal) == six.last;
}
static_assert(comes_in_order(int_comparisons) && comes_in_order(double_comparisons) && comes_in_order(text_comparisons) &&
              comes_in_order(time_comparisons));

enum class date_part : std::uint8_t {
  full_year,
  month,         // 0 to 11
  day_of_month,  // 0 to 30
  date,          // 1 to 31
  day_of_week,   // 0 is Sunday
  day_of_year,   // 0 to 365
  hours,         // of a duration: all of them
  minutes,       // of a duration: all of them
  seconds,       // of a duration: all of them
  milliseconds,  // behind the second
};

struct instruction {
  opcode op{};
  date_part part{};
  opcode comparison{};      // of one with a literal
  std::uint16_t count = 0;  // operands; of compare_variable, the variable
  std::uint32_t index = 0;  // a constant, a variable, a zone, where to go on: as the operation needs it
};

// The instructions of one expression; they begin with `depth` values on the stack and end with one more.
struct code_range {
  std::uint32_t begin = 0, end = 0, depth = 0;
};

}  // namespace tickler::inline TICKLER_ABI::expr
