// A condition: an expression of a strict, statically typed subset of CEL, the Common Expression Language, ready to be evaluated.
//
//   auto c = expr::compile("has(prospect.local) && prospect.local && count('called', duration('168h')) < 3", names,
//                          {type_kind::boolean});
//   if (!c) ...c.error().offset, c.error().message...
//   expr::arena memory;
//   const bool holds = ...c->evaluate(activation, memory)...
//
// Source: https://github.com/google/cel-spec, doc/langdef.md, and the cases of its tests/simple; where these are silent, cel-go.
// What is accepted means what CEL says: errors are absorbed by && and || on either side, an int that overflows is an error,
// getMonth counts from 0, strings count and compare by code points.
//
// Left out, and refused where it is written: dyn, uint, bytes, null, maps, messages, types as values, matches, exists_one, map,
// filter, names that begin with a dot, the name of an item that hides another name. Stricter than CEL: a name that may be absent
// is read only behind has(...); texts that duration(), timestamp() or a time zone can never take are refused; a named zone has no
// time before 1970 or after 2037 (an error).
//
// Bounds: 4 KiB of text, 32 brackets within each other, chains of 128 operators (&&, || and ?: any number), a macro in another one
// once and only over a list that is written out. So an evaluation costs at most proportional to the length of the text times that
// of the lists it reads, and is over.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/environment.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct bytecode;
struct ast;

// Immutable but for the slots of its queries; copies share. Any number of threads may evaluate, each with its own arena.
class program {
 public:
  expr::type type() const noexcept { return type_; }

  // What it reads: variables (by get or has), by their index in the environment, ascending; each event function once.
  std::span<const std::uint32_t> variables() const noexcept { return variables_; }
  std::span<const enum_value_ref> enum_values() const noexcept { return enum_values_; }  // that it compares with
  std::span<const event_query> queries() const noexcept { return queries_; }
  std::span<event_query> queries() noexcept { return queries_; }

  // Getters that name no zone, in the order of the text.
  std::span<const utc_getter> utc_getters() const noexcept { return utc_getters_; }

  // Whether its value can change as time goes by.
  bool depends_on_time() const noexcept { return depends_on_time_; }

  // Its value or its error, if it reads nothing.
  const std::optional<eval_result>& constant() const noexcept { return constant_; }

  // No allocation once the arena has grown. Texts and lists of the result last until the arena is used again.
  eval_result evaluate(const activation& a, arena& memory) const;

  // The first instant after now at which the value may differ if nothing but now changes; none if never before 2038: see
  // expr/time_dependence.hpp.
  std::optional<instant> next_change(const activation& a, arena& memory) const;

 private:
  friend program assemble(ast t);
  program() = default;

  std::shared_ptr<const bytecode> code_{};
  expr::type type_{};
  bool depends_on_time_ = false;
  std::vector<std::uint32_t> variables_{};
  std::vector<enum_value_ref> enum_values_{};
  std::vector<event_query> queries_{};
  std::vector<utc_getter> utc_getters_{};
  std::optional<eval_result> constant_{};
};

// The offset of an error counts bytes of `text`. An unknown `wanted` takes any type.
parse_result<program> compile(std::string_view text, const environment& names, expr::type wanted = {type_kind::boolean});

// From a tree that is checked; folded or not.
program assemble(ast t);

}  // namespace tickler::inline TICKLER_ABI::expr
