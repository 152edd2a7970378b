// The operations that need nothing but their operands. The evaluator and constant folding share them.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "expr/arena.hpp"
#include "expr/ast.hpp"
#include "expr/opcode.hpp"
#include "expr/value.hpp"

namespace tickler::condition {

struct instruction {
  operation does{};
  condition::part part{};
  operation compares{};     // of a comparison with a literal
  std::uint16_t count = 0;  // operands; of a comparison in one step, the variable
  std::uint32_t index = 0;  // a constant, a variable, a zone, where to go on: as the operation needs it
};

// The type of what is compared or sought, for operations of lists.
constexpr std::uint32_t coded(type t) noexcept {
  return static_cast<std::uint32_t>(t.element) | static_cast<std::uint32_t>(t.lists) << 8;
}
constexpr type decoded(std::uint32_t code) noexcept {
  return {static_cast<kind>(code & 0xff), static_cast<std::uint8_t>(code >> 8)};
}

template <class T>
constexpr bool related(relation r, const T& a, const T& b) noexcept {
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

inline bool compared(operation o, const value& a, const value& b) noexcept {
  const relation r = relation_of(o);
  if (o <= operation::greater_equal_int) return related(r, a.integer(), b.integer());
  if (o <= operation::greater_equal_double) return related(r, a.real(), b.real());
  if (o <= operation::greater_equal_text) return related(r, a.text(), b.text());
  return related(r, std::pair{a.seconds(), a.nanos()}, std::pair{b.seconds(), b.nanos()});
}

// Replaces operands[0] by the result. Texts and lists are made in `memory`.
failure apply(const instruction& i, value* operands, std::span<const zone_rule> zones, scratch& memory);

}  // namespace tickler::condition
