// The syntax tree of a condition: first as it was written, then, once checked, with every name and overload resolved.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <tickler/duration.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/zone.hpp>
#include <variant>
#include <vector>

#include "expr/activation.hpp"
#include "expr/environment.hpp"
#include "expr/opcode.hpp"
#include "expr/token.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

inline constexpr std::size_t max_bytes = 4096;  // of a condition
inline constexpr int max_brackets = 32;         // within each other
inline constexpr int max_height = 128;          // of the tree: chains of operators count too, && and || do not

using node_index = std::uint32_t;

enum class node_kind : std::uint8_t {
  literal,
  logical_and,  // && of two or more
  logical_or,   // || of two or more
  conditional,  // condition, value, condition, value, ..., value

  // As written.
  identifier,
  select,  // of its child: .name
  index,   // its first child at its second: [ ]
  call,    // name(...), or with a receiver: first child.name(...)
  list,    // [ ... ]
  unary,   // ! or -
  binary,  // all other operators

  // As checked.
  variable,  // `index` of the environment
  presence,  // has(...) of the variable `index`
  now,
  ago,                 // so long before now: `index` of the durations
  event_query,         // `index` of the queries
  iteration_variable,  // of the macro that is `index` macros further out
  all,                 // list, condition
  exists,              // list, condition
  operation,           // `op` of its children; with `index` and `part` as it needs them
};

struct ast_node {
  node_kind kind = node_kind::literal;
  token_kind token = token_kind::end;  // of a unary or binary
  bool receiver = false;               // of a call
  std::uint16_t height = 1;
  std::uint32_t offset = 0;        // of what an error about it points at
  std::uint32_t begin = 0;         // where it begins
  std::uint32_t from = 0, to = 0;  // all of it as written, with brackets around it
  std::string_view name{};         // of an identifier, field, call; of a macro, its iteration variable
  std::vector<node_index> children{};

  expr::type type{};
  expr::value literal{};
  opcode op{};
  date_part part{};
  std::uint32_t index = 0;
};

// A zone or a fixed offset from UTC.
using zone_rule = std::variant<std::chrono::seconds, tickler::zone>;

// What literals view: its texts and lists keep their addresses.
struct constant_pool {
  std::deque<std::string> texts{};
  std::deque<std::vector<value>> lists{};

  value add(std::string text) { return value::of_text(texts.emplace_back(std::move(text))); }
  value add(std::vector<value> items) { return value::of_list(lists.emplace_back(std::move(items))); }
};

struct ast {
  ast() = default;
  ast(ast&&) = default;  // not copied: literals view `pool`
  ast& operator=(ast&&) = default;

  std::vector<ast_node> nodes{};
  node_index root = 0;
  constant_pool pool{};
  std::vector<event_query> queries{};          // filled by the checker
  std::vector<enum_value_ref> enum_values{};   // likewise
  std::vector<zone_rule> zones{};              // filled by the checker; 0 is UTC
  std::vector<tickler::duration> durations{};  // likewise: of the policy's own, not CEL's
  std::vector<utc_getter> utc_getters{};       // likewise

  ast_node& at(node_index i) { return nodes[i]; }
  const ast_node& at(node_index i) const { return nodes[i]; }
};

// The names that nodes have are views of `text`. Throws parse_error.
ast parse(std::string_view text);

}  // namespace tickler::inline TICKLER_ABI::expr
