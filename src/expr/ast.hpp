// A condition as a tree: first as it was written, then, once checked, with every name and overload resolved.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <tickler/parsed.hpp>
#include <tickler/zone.hpp>
#include <variant>
#include <vector>

#include "expr/activation.hpp"
#include "expr/environment.hpp"
#include "expr/opcode.hpp"
#include "expr/token.hpp"
#include "expr/value.hpp"

namespace tickler::condition {

inline constexpr std::size_t most_bytes = 4096;  // of a condition
inline constexpr int most_brackets = 32;         // within each other
inline constexpr int most_height = 128;          // of the tree: chains of operators count too, && and || do not

using node_index = std::uint32_t;

enum class shape : std::uint8_t {
  literal,
  both,         // && of two or more
  either,       // || of two or more
  conditional,  // condition, value, condition, value, ..., value

  // As written.
  name,    // an identifier
  field,   // of its child: .name
  at,      // its first child at its second: [ ]
  call,    // name(...), or with a receiver: first child.name(...)
  list,    // [ ... ]
  prefix,  // ! or -
  infix,   // all other operators

  // As checked.
  variable,  // `index` of the environment
  presence,  // has(...) of the variable `index`
  now,
  event,      // `index` of the questions
  element,    // of the macro that is `index` macros further out
  all,        // list, condition
  exists,     // list, condition
  operation,  // `does` of its children; with `index` and `part` as it needs them
};

struct node {
  condition::shape shape = shape::literal;
  token_kind token = token_kind::end;  // of a prefix or infix
  bool receiver = false;               // of a call
  std::uint16_t height = 1;
  std::uint32_t offset = 0;        // of what an error about it points at
  std::uint32_t begin = 0;         // where it begins
  std::uint32_t from = 0, to = 0;  // all of it as written, with brackets around it
  std::string_view name{};         // of a name, field, call; of a macro, of its item
  std::vector<node_index> children{};

  condition::type type{};
  condition::value literal{};
  operation does{};
  condition::part part{};
  std::uint32_t index = 0;
};

// A zone or a fixed offset from UTC.
using zone_rule = std::variant<std::chrono::seconds, tickler::zone>;

// What literals view: its texts and lists keep their addresses.
struct constants {
  std::deque<std::string> texts{};
  std::deque<std::vector<value>> lists{};

  value keep(std::string text) { return value::of_text(texts.emplace_back(std::move(text))); }
  value keep(std::vector<value> items) { return value::of_list(lists.emplace_back(std::move(items))); }
};

struct tree {
  tree() = default;
  tree(tree&&) = default;  // not copied: literals view `kept`
  tree& operator=(tree&&) = default;

  std::vector<node> nodes{};
  node_index root = 0;
  constants kept{};
  std::vector<event_question> questions{};  // filled by the checker
  std::vector<named_word> words{};          // likewise
  std::vector<zone_rule> zones{};           // filled by the checker; 0 is UTC

  node& at(node_index i) { return nodes[i]; }
  const node& at(node_index i) const { return nodes[i]; }
};

// The names that nodes have are views of `text`. Throws text_error.
tree parse(std::string_view text);

}  // namespace tickler::condition
