#include "expr/constant_folding.hpp"

#include <algorithm>

#include "expr/apply.hpp"
#include "expr/codegen.hpp"
#include "expr/empty_activation.hpp"
#include "expr/vm.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

class constant_folder {
 public:
  explicit constant_folder(ast& t) : ast_(t) {}

  void fold(node_index i) {
    for (const auto child : std::vector<node_index>(ast_.at(i).children)) fold(child);
    switch (ast_.at(i).kind) {
      case node_kind::logical_and:
      case node_kind::logical_or:
        return fold_chain(i);
      case node_kind::conditional:
        return fold_conditional(i);
      case node_kind::operation:
        return fold_operation(ast_.at(i));
      case node_kind::all:
      case node_kind::exists:
        return fold_macro(i);
      default:
        return;
    }
  }

 private:
  bool is_literal(node_index i) const { return ast_.at(i).kind == node_kind::literal; }

  void become(ast_node& n, value v) {
    n.kind = node_kind::literal;
    n.literal = pooled(v, n.type);
    n.children.clear();
  }

  void become_child(node_index i, node_index child) {
    ast_node copy = ast_.at(child);
    ast_.at(i) = std::move(copy);
  }

  // A copy that lasts as long as the tree.
  value pooled(value v, type t) {
    if (t.is(type_kind::text)) return ast_.pool.add(std::string(v.text()));
    if (!t.is_list()) return v;
    std::vector<value> items;
    for (const auto& item : v.items()) items.push_back(pooled(item, element_of(t)));
    return ast_.pool.add(std::move(items));
  }

  // false && x is false and true || x is true, whatever x is, an error too; the other constants add nothing.
  void fold_chain(node_index i) {
    ast_node& n = ast_.at(i);
    const bool decisive = n.kind == node_kind::logical_or;
    const auto decides = [&](node_index c) { return is_literal(c) && ast_.at(c).literal.boolean() == decisive; };
    if (std::any_of(n.children.begin(), n.children.end(), decides)) return become(n, value::of_bool(decisive));
    std::erase_if(n.children, [this](node_index c) { return is_literal(c); });
    if (n.children.empty()) return become(n, value::of_bool(!decisive));
    if (n.children.size() == 1) become_child(i, n.children[0]);
  }

  void fold_conditional(node_index i) {
    ast_node& n = ast_.at(i);
    std::size_t c = 0;
    while (c + 1 < n.children.size() && is_literal(n.children[c])) {
      if (ast_.at(n.children[c]).literal.boolean()) return become_child(i, n.children[c + 1]);
      c += 2;
    }
    if (c + 1 == n.children.size()) return become_child(i, n.children[c]);
    n.children.erase(n.children.begin(), n.children.begin() + static_cast<std::ptrdiff_t>(c));
  }

  void fold_operation(ast_node& n) {
    if (n.op == opcode::local_part) return;
    if (!std::all_of(n.children.begin(), n.children.end(), [this](node_index c) { return is_literal(c); })) return;
    value* const operands = memory_.begin(n.children.size() + 2);
    for (std::size_t c = 0; c < n.children.size(); ++c) operands[c] = ast_.at(n.children[c]).literal;
    if (apply(instruction_of(n), operands, ast_.zones, memory_) == eval_error::none) become(n, operands[0]);
  }

  // One over a constant list whose condition asks for nothing but the item.
  void fold_macro(node_index i) {
    ast_node& n = ast_.at(i);
    if (!is_literal(n.children[0])) return;
    if (!ast_.at(n.children[0]).literal.items().empty() && !is_closed(n.children[1], 1)) return;
    bytecode c;
    std::vector<code_range> ranges;
    generate_code(ast_, i, c, ranges);
    c.zones = ast_.zones;
    if (const auto found = run(c, ranges[i], {}, empty_activation{}, memory_)) become(n, found.value);
  }

  // Nothing but constants and the items of the `macros` around it.
  bool is_closed(node_index i, std::uint32_t macros) const {
    const ast_node& n = ast_.at(i);
    if (n.kind == node_kind::variable || n.kind == node_kind::presence || n.kind == node_kind::now ||
        n.kind == node_kind::event_query || n.kind == node_kind::ago || n.op == opcode::local_part)
      return false;
    if (n.kind == node_kind::iteration_variable) return n.index < macros;
    if (n.kind == node_kind::all || n.kind == node_kind::exists)
      return is_closed(n.children[0], macros) && is_closed(n.children[1], macros + 1);
    return std::all_of(n.children.begin(), n.children.end(), [&](node_index c) { return is_closed(c, macros); });
  }

  ast& ast_;
  arena memory_{worth_folding};
};

}  // namespace

void fold_constants(ast& t, node_index i) { constant_folder(t).fold(i); }

}  // namespace tickler::inline TICKLER_ABI::expr
