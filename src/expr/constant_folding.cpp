#include "expr/constant_folding.hpp"

#include <algorithm>

#include "expr/apply.hpp"
#include "expr/codegen.hpp"
#include "expr/empty_activation.hpp"
#include "expr/vm.hpp"

namespace tickler::condition {
namespace {

class folder {
 public:
  explicit folder(tree& t) : tree_(t) {}

  void fold(node_index i) {
    for (const auto child : std::vector<node_index>(tree_.at(i).children)) fold(child);
    switch (tree_.at(i).shape) {
      case shape::both:
      case shape::either:
        return fold_chain(i);
      case shape::conditional:
        return fold_conditional(i);
      case shape::operation:
        return fold_operation(tree_.at(i));
      case shape::all:
      case shape::exists:
        return fold_macro(i);
      default:
        return;
    }
  }

 private:
  bool is_literal(node_index i) const { return tree_.at(i).shape == shape::literal; }

  void become(node& n, value v) {
    n.shape = shape::literal;
    n.literal = kept(v, n.type);
    n.children.clear();
  }

  void become_child(node_index i, node_index child) {
    node copy = tree_.at(child);
    tree_.at(i) = std::move(copy);
  }

  // A copy that lasts as long as the tree.
  value kept(value v, type t) {
    if (t.is(kind::text)) return tree_.kept.keep(std::string(v.text()));
    if (!t.is_list()) return v;
    std::vector<value> items;
    for (const auto& item : v.items()) items.push_back(kept(item, element_of(t)));
    return tree_.kept.keep(std::move(items));
  }

  // false && x is false and true || x is true, whatever x is, an error too; the other constants add nothing.
  void fold_chain(node_index i) {
    node& n = tree_.at(i);
    const bool decisive = n.shape == shape::either;
    const auto decides = [&](node_index c) { return is_literal(c) && tree_.at(c).literal.boolean() == decisive; };
    if (std::any_of(n.children.begin(), n.children.end(), decides)) return become(n, value::of_bool(decisive));
    std::erase_if(n.children, [this](node_index c) { return is_literal(c); });
    if (n.children.empty()) return become(n, value::of_bool(!decisive));
    if (n.children.size() == 1) become_child(i, n.children[0]);
  }

  void fold_conditional(node_index i) {
    node& n = tree_.at(i);
    std::size_t c = 0;
    while (c + 1 < n.children.size() && is_literal(n.children[c])) {
      if (tree_.at(n.children[c]).literal.boolean()) return become_child(i, n.children[c + 1]);
      c += 2;
    }
    if (c + 1 == n.children.size()) return become_child(i, n.children[c]);
    n.children.erase(n.children.begin(), n.children.begin() + static_cast<std::ptrdiff_t>(c));
  }

  void fold_operation(node& n) {
    if (!std::all_of(n.children.begin(), n.children.end(), [this](node_index c) { return is_literal(c); })) return;
    value* const operands = memory_.begin(n.children.size() + 2);
    for (std::size_t c = 0; c < n.children.size(); ++c) operands[c] = tree_.at(n.children[c]).literal;
    if (apply(instruction_of(n), operands, tree_.zones, memory_) == failure::none) become(n, operands[0]);
  }

  // One over a constant list whose condition asks for nothing but the item.
  void fold_macro(node_index i) {
    node& n = tree_.at(i);
    if (!is_literal(n.children[0])) return;
    if (!tree_.at(n.children[0]).literal.items().empty() && !is_closed(n.children[1], 1)) return;
    code c;
    std::vector<code_range> ranges;
    emit(tree_, i, c, ranges);
    c.zones = tree_.zones;
    if (const auto found = run(c, ranges[i], {}, no_scope{}, memory_)) become(n, found.result);
  }

  // Nothing but constants and the items of the `macros` around it.
  bool is_closed(node_index i, std::uint32_t macros) const {
    const node& n = tree_.at(i);
    if (n.shape == shape::variable || n.shape == shape::presence || n.shape == shape::now || n.shape == shape::event) return false;
    if (n.shape == shape::element) return n.index < macros;
    if (n.shape == shape::all || n.shape == shape::exists)
      return is_closed(n.children[0], macros) && is_closed(n.children[1], macros + 1);
    return std::all_of(n.children.begin(), n.children.end(), [&](node_index c) { return is_closed(c, macros); });
  }

  tree& tree_;
  scratch memory_{};
};

}  // namespace

void fold(tree& t, node_index i) { folder(t).fold(i); }

}  // namespace tickler::condition
