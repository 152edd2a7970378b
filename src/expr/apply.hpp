// The operations that need nothing but their operands. The virtual machine and constant folding share them.
#pragma once

#include <cstdint>
#include <span>
#include <tickler/export.hpp>
#include <utility>

#include "expr/arena.hpp"
#include "expr/ast.hpp"
#include "expr/opcode.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// The type of what is compared or sought, for operations of lists.
constexpr std::uint32_t encode_type(type t) noexcept {
  return static_cast<std::uint32_t>(t.element) | static_cast<std::uint32_t>(t.lists) << 8;
}
constexpr type decode_type(std::uint32_t code) noexcept {
  return {static_cast<type_kind>(code & 0xff), static_cast<std::uint8_t>(code >> 8)};
}

template <class T>
constexpr bool holds(relation r, const T& a, const T& b) noexcept {
  switch (r) {
    case relation::equal:
      return a == b;
    case relation::unequal:
      return !(a == b);
    case relation::less:
      return a < b;
    case relation::less_equal:
      return a <= b;
    case relation::greater:
      return a > b;
    default:
      return a >= b;
  }
}

inline bool compare(opcode o, const value& a, const value& b) noexcept {
  const relation r = relation_of(o);
  if (o <= int_comparisons.last) return holds(r, a.integer(), b.integer());
  if (o <= double_comparisons.last) return holds(r, a.real(), b.real());
  if (o <= text_comparisons.last) return holds(r, a.text(), b.text());
  return holds(r, std::pair{a.seconds(), a.nanos()}, std::pair{b.seconds(), b.nanos()});
}

// Replaces operands[0] by the result. Texts and lists are made in `memory`.
eval_error apply(const instruction& i, value* operands, std::span<const zone_rule> zones, arena& memory);

}  // namespace tickler::inline TICKLER_ABI::expr
