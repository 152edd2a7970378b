#include <algorithm>
#include <optional>

#include "expr/bytecode.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

class time_dependence_finder {
 public:
  time_dependence_finder(const ast& t, const std::vector<code_range>& ranges, bytecode& c) : ast_(t), ranges_(ranges), code_(c) {}

  // Index of its dependence.
  std::uint32_t find(node_index i) {
    if (!depends_on_time(i)) return time_invariant;
    time_dependence dep = dependence_of(i);
    code_.dependences.push_back(std::move(dep));
    return static_cast<std::uint32_t>(code_.dependences.size() - 1);
  }

 private:
  bool depends_on_time(node_index i) const { return reads_time(ast_, i); }

  // Seconds that a time or duration changes by in each second; none if it does not go evenly.
  std::optional<int> slope(node_index i) const {
    if (!depends_on_time(i)) return 0;
    const ast_node& n = ast_.at(i);
    if (n.kind == node_kind::now || n.kind == node_kind::event_query) return 1;
    if (n.kind != node_kind::operation) return std::nullopt;
    switch (n.op) {
      case opcode::add_duration:
      case opcode::add_time_duration:
      case opcode::add_duration_time:
        return combined(n, 1);
      case opcode::subtract_duration:
      case opcode::subtract_time_duration:
      case opcode::subtract_time:
        return combined(n, -1);
      default:
        return std::nullopt;
    }
  }

  std::optional<int> combined(const ast_node& n, int sign) const {
    const auto left = slope(n.children[0]), right = slope(n.children[1]);
    if (!left || !right) return std::nullopt;
    return *left + sign * *right;
  }

  time_dependence dependence_of(node_index i) {
    const ast_node& n = ast_.at(i);
    switch (n.kind) {
      case node_kind::logical_and:
        return of_operands(time_dependence_kind::logical_and, n);
      case node_kind::logical_or:
        return of_operands(time_dependence_kind::logical_or, n);
      case node_kind::conditional:
        return of_operands(time_dependence_kind::conditional, n);
      case node_kind::event_query:
        return {.kind = time_dependence_kind::elapsed, .index = n.index};
      case node_kind::operation:
        return dependence_of_operation(n);
      default:
        return {.kind = time_dependence_kind::each_second};
    }
  }

  time_dependence dependence_of_operation(const ast_node& n) {
    if (is_comparison(n.op)) return dependence_of_comparison(n);
    if ((n.op == opcode::time_part || n.op == opcode::local_part) && slope(n.children[0]) == 1)
      return dependence_of_part(time_dependence_kind::time_part, n, 1);
    if (n.op == opcode::duration_part) {
      const auto s = slope(n.children[0]);
      if (s == 1 || s == -1) return dependence_of_part(time_dependence_kind::duration_part, n, *s);
    }
    return of_operands(time_dependence_kind::operands, n);
  }

  time_dependence dependence_of_comparison(const ast_node& n) {
    for (const std::size_t c : {0u, 1u}) {
      const ast_node& operand = ast_.at(n.children[c]);
      if (operand.kind == node_kind::event_query && ast_.queries[operand.index].function == event_function::count)
        return dependence_of_count(n, operand, ast_.at(n.children[1 - c]), c == 0);
    }
    for (const std::size_t c : {0u, 1u})
      if (ast_.at(n.children[c]).kind == node_kind::ago) return dependence_of_ago(n, c);
    const type t = ast_.at(n.children[0]).type;
    const auto left = slope(n.children[0]), right = slope(n.children[1]);
    if (!left || !right || !(t.is(type_kind::timestamp) || t.is(type_kind::duration)))
      return of_operands(time_dependence_kind::operands, n);
    const int difference = *left - *right;
    if (difference < -1 || difference > 1) return {.kind = time_dependence_kind::each_second};
    time_dependence dep{.kind = time_dependence_kind::comparison,
                        .relation = relation_of(n.op),
                        .slope = difference,
                        .of_time = t.is(type_kind::timestamp)};
    dep.operands = {{ranges_[n.children[0]]}, {ranges_[n.children[1]]}};
    for (const auto child : n.children) find_bounded(child, dep);
    return dep;
  }

  time_dependence dependence_of_count(const ast_node& n, const ast_node& count, const ast_node& number, bool count_is_left) const {
    const relation r = relation_of(n.op);
    return {.kind = time_dependence_kind::count,
            .relation = count_is_left ? r : mirrored(r),
            .index = count.index,
            .number = number.literal.integer()};
  }

  time_dependence dependence_of_ago(const ast_node& n, std::size_t ago) const {
    const relation r = relation_of(n.op);
    time_dependence dep{.kind = time_dependence_kind::ago, .relation = ago == 0 ? r : mirrored(r)};
    dep.index = ast_.at(n.children[ago]).index;
    dep.operands = {{ranges_[n.children[1 - ago]]}};
    return dep;
  }

  time_dependence dependence_of_part(time_dependence_kind kind, const ast_node& n, int s) {
    time_dependence dep{.kind = kind, .part = n.part, .slope = s, .is_local = n.op == opcode::local_part, .index = n.index};
    dep.operands = {{ranges_[n.children[0]]}};
    find_bounded(n.children[0], dep);
    return dep;
  }

  time_dependence of_operands(time_dependence_kind kind, const ast_node& n) {
    time_dependence dep{.kind = kind};
    for (const auto child : n.children) dep.operands.push_back({ranges_[child], find(child)});
    return dep;
  }

  void find_bounded(node_index i, time_dependence& dep) const {
    const ast_node& n = ast_.at(i);
    if (!depends_on_time(i) || n.kind != node_kind::operation) return;
    dep.bounded.push_back({ranges_[i], n.type.is(type_kind::timestamp)});
    for (const auto child : n.children) find_bounded(child, dep);
  }

  const ast& ast_;
  const std::vector<code_range>& ranges_;
  bytecode& code_;
};

}  // namespace

bool reads_time(const ast& t, node_index i) {
  const ast_node& n = t.at(i);
  if (n.kind == node_kind::event_query) {
    const auto& q = t.queries[n.index];
    return q.function == event_function::since || (q.function == event_function::count && q.window);
  }
  return n.kind == node_kind::now || n.kind == node_kind::ago ||
         std::any_of(n.children.begin(), n.children.end(), [&t](node_index c) { return reads_time(t, c); });
}

void find_time_dependence(const ast& t, const std::vector<code_range>& ranges, bytecode& c) {
  c.dependence = time_dependence_finder(t, ranges, c).find(t.root);
}

}  // namespace tickler::inline TICKLER_ABI::expr
