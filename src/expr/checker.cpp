#include "expr/checker.hpp"

#include <algorithm>

#include "base/messages.hpp"

namespace tickler::inline TICKLER_ABI::expr {

void check(ast& t, const environment& names) { checker(t, names).run(); }

void checker::fail(std::size_t offset, std::string message) { throw parse_error{offset, std::move(message)}; }

void checker::run() {
  ast_.zones.push_back(std::chrono::seconds{0});
  check(ast_.root);
}

bool checker::is_enum(const ast_node& n) const {
  return n.kind == node_kind::variable && names_.variables[n.index].enum_type != variable::no_enum;
}

type checker::check(node_index i) {
  const type found = check_comparable(i);
  const ast_node& n = ast_.at(i);
  if (is_enum(n)) {
    const auto& v = names_.variables[n.index];
    fail(n.begin, quoted(v.name) + " is one of a few words: it is only compared with them, by '==', '!=' or 'in'");
  }
  return found;
}

type checker::check_comparable(node_index i) {
  ast_node& n = ast_.at(i);
  switch (n.kind) {
    case node_kind::logical_and:
    case node_kind::logical_or:
      check_chain(n);
      break;
    case node_kind::conditional:
      check_conditional(n);
      break;
    case node_kind::identifier:
    case node_kind::select:
      check_name(i);
      break;
    case node_kind::index:
      check_index(n);
      break;
    case node_kind::call:
      check_call(i);
      break;
    case node_kind::list:
      check_list(n);
      break;
    case node_kind::unary:
      check_unary(n);
      break;
    case node_kind::binary:
      check_binary(n);
      break;
    default:  // literals, and what has been checked already
      break;
  }
  return ast_.at(i).type;
}

void checker::want_bool(node_index i, std::string_view who) {
  const type found = check(i);
  if (!common(found, {type_kind::boolean})) fail(ast_.at(i).begin, std::string(who) + ", found " + to_string(found));
}

void checker::check_chain(ast_node& n) {
  const bool is_and = n.kind == node_kind::logical_and;
  const std::size_t outside = known_present_.size();
  for (const auto child : n.children) {
    want_bool(child, is_and ? "'&&' wants bool on both sides" : "'||' wants bool on both sides");
    assume(child, is_and);
  }
  known_present_.resize(outside);
  n.type = {type_kind::boolean};
}

void checker::check_conditional(ast_node& n) {
  const std::size_t outside = known_present_.size();
  type result{};
  for (std::size_t c = 0; c < n.children.size(); c += 2) {
    const bool is_last = c + 1 == n.children.size();
    const std::size_t here = known_present_.size();
    if (!is_last) {
      want_bool(n.children[c], "'?' wants bool before it");
      assume(n.children[c], true);
    }
    const node_index branch = n.children[is_last ? c : c + 1];
    const type found = check(branch);
    const auto shared = c == 0 ? found : common(result, found);
    if (!shared) {
      fail(ast_.at(branch).begin, "both sides of ':' are of one type, found " + to_string(result) + " and " + to_string(found));
    }
    result = *shared;
    known_present_.resize(here);
    if (!is_last) assume(n.children[c], false);
  }
  known_present_.resize(outside);
  n.type = result;
}

// What is there where an expression holds, or does not. It is so where the expression has an error too: an && that is not false has
// no operand that is, an || that is not true none that is, and has(...) has no error. So a name that is guarded is never absent.
void checker::assume(node_index i, bool holds) {
  const ast_node& n = ast_.at(i);
  if (n.kind == node_kind::presence && holds) known_present_.push_back(n.index);
  if (n.kind == node_kind::operation && n.op == opcode::not_bool) assume(n.children[0], !holds);
  if ((n.kind == node_kind::logical_and && holds) || (n.kind == node_kind::logical_or && !holds))
    for (const auto child : n.children) assume(child, holds);
}

bool checker::is_known_present(std::uint32_t variable) const {
  return std::find(known_present_.begin(), known_present_.end(), variable) != known_present_.end();
}

}  // namespace tickler::inline TICKLER_ABI::expr
