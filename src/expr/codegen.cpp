#include "expr/codegen.hpp"

#include <algorithm>
#include <limits>

namespace tickler::inline TICKLER_ABI::expr {
namespace {

opcode opcode_of(event_function f) noexcept {
  switch (f) {
    case event_function::happened:
      return opcode::happened;
    case event_function::seen:
      return opcode::seen;
    case event_function::last:
      return opcode::last;
    case event_function::since:
      return opcode::since;
    case event_function::times:
      return opcode::times;
    default:
      return opcode::count;
  }
}

bool is_literal(const ast_node& n) noexcept { return n.kind == node_kind::literal; }

class code_generator {
 public:
  code_generator(const ast& t, bytecode& c, std::vector<code_range>& ranges) : ast_(t), code_(c), ranges_(ranges) {}

  void generate(node_index root) {
    emit_expression(root);
    for (const auto& [node, literal] : apart_) {
      ranges_[node] = {here(), here() + 1, 0};
      emit(opcode::push_constant, literal);
    }
  }

 private:
  void emit_expression(node_index i) {
    const ast_node& n = ast_.at(i);
    code_range range{here(), 0, depth_};
    switch (n.kind) {
      case node_kind::logical_and:
      case node_kind::logical_or:
        emit_chain(n);
        break;
      case node_kind::conditional:
        emit_conditional(n);
        break;
      case node_kind::all:
      case node_kind::exists:
        emit_macro(n);
        break;
      case node_kind::operation:
        emit_operation(n);
        break;
      default:
        emit_leaf(n);
    }
    depth_ = range.depth + 1;
    code_.stack_size = std::max<std::size_t>(code_.stack_size, depth_);
    range.end = here();
    ranges_[i] = range;
  }

  std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(code_.instructions.size()); }

  std::uint32_t emit(opcode op, std::uint32_t index = 0) {
    code_.instructions.push_back({.op = op, .index = index});
    return here() - 1;
  }

  void jump_to_here(std::uint32_t from) { code_.instructions[from].index = here(); }

  std::uint32_t literal(const value& v) {
    code_.constants.push_back(v);
    return static_cast<std::uint32_t>(code_.constants.size() - 1);
  }

  void emit_leaf(const ast_node& n) {
    switch (n.kind) {
      case node_kind::variable:
        emit(opcode::load_variable, n.index);
        return;
      case node_kind::presence:
        emit(opcode::has, n.index);
        return;
      case node_kind::now:
        emit(opcode::now);
        return;
      case node_kind::ago:
        emit(opcode::ago, n.index);
        return;
      case node_kind::event_query:
        emit(opcode_of(ast_.queries[n.index].function), n.index);
        return;
      case node_kind::iteration_variable:
        emit(opcode::load_item, depth_ - lists_[lists_.size() - 1 - n.index]);
        return;
      default:
        emit(opcode::push_constant, literal(n.literal));
    }
  }

  void emit_operation(const ast_node& n) {
    if (is_comparison(n.op) && is_literal(ast_.at(n.children[1]))) return emit_comparison_with_literal(n);
    for (const auto child : n.children) emit_expression(child);
    code_.instructions.push_back(instruction_of(n));
  }

  // In one instruction, with what is compared too if that is a variable. The literal is emitted behind all, for those who evaluate
  // it by itself.
  void emit_comparison_with_literal(const ast_node& n) {
    const ast_node& left = ast_.at(n.children[0]);
    const auto right = literal(ast_.at(n.children[1]).literal);
    apart_.push_back({n.children[1], right});
    instruction i{.op = opcode::compare, .comparison = n.op, .count = 1, .index = right};
    if (left.kind == node_kind::variable && left.index < max_fused) {
      i.op = opcode::compare_variable;
      i.count = static_cast<std::uint16_t>(left.index);
    } else {
      emit_expression(n.children[0]);
    }
    code_.instructions.push_back(i);
  }

  // Whether evaluating it may end in an error.
  bool may_fail(node_index i) const {
    const ast_node& n = ast_.at(i);
    switch (n.kind) {
      case node_kind::ago:
        return true;
      case node_kind::event_query: {
        const auto f = ast_.queries[n.index].function;
        return f == event_function::last || f == event_function::since;
      }
      case node_kind::operation:
        if (!is_comparison(n.op) && n.op != opcode::not_bool && n.op != opcode::in_list) return true;
        break;
      default:
        break;
    }
    return std::any_of(n.children.begin(), n.children.end(), [this](node_index c) { return may_fail(c); });
  }

  // Operands leave nothing behind as long as none may fail. From the first that may, the value so far stays below the next one: it
  // is the neutral one, or an error that the next one may absorb.
  void emit_chain(const ast_node& n) {
    const bool is_and = n.kind == node_kind::logical_and;
    std::vector<std::uint32_t> skips;
    bool keeps = false;
    for (std::size_t c = 0; c < n.children.size(); ++c) {
      const bool last = c + 1 == n.children.size(), joins = keeps;
      emit_expression(n.children[c]);
      keeps = keeps || may_fail(n.children[c]);
      if (keeps && (joins || !last)) code_.error_handlers.push_back(ranges_[n.children[c]]);
      if (joins) {
        emit(is_and ? (last ? opcode::finish_and : opcode::join_and) : (last ? opcode::finish_or : opcode::join_or));
        --depth_;
      }
      if (last) break;
      if (keeps) {
        skips.push_back(emit(is_and ? opcode::skip_if_false : opcode::skip_if_true));
      } else {
        skips.push_back(emit(is_and ? opcode::drop_or_skip_if_false : opcode::drop_or_skip_if_true));
        --depth_;
      }
    }
    for (const auto s : skips) jump_to_here(s);
  }

  void emit_conditional(const ast_node& n) {
    std::vector<std::uint32_t> ends;
    std::size_t c = 0;
    for (; c + 1 < n.children.size(); c += 2) {
      emit_expression(n.children[c]);
      const auto otherwise = emit(opcode::jump_if_false);
      --depth_;
      emit_expression(n.children[c + 1]);
      ends.push_back(emit(opcode::jump));
      --depth_;
      jump_to_here(otherwise);
    }
    emit_expression(n.children[c]);
    for (const auto e : ends) jump_to_here(e);
  }

  // On the stack while a macro runs: its list, and where it is in it.
  void emit_macro(const ast_node& n) {
    const bool all = n.kind == node_kind::all;
    emit_expression(n.children[0]);
    lists_.push_back(depth_ - 1);
    const auto begin = emit(all ? opcode::begin_all : opcode::begin_exists);
    ++depth_;
    emit_expression(n.children[1]);
    code_.error_handlers.push_back(ranges_[n.children[1]]);
    emit(all ? opcode::next_all : opcode::next_exists, begin + 1);
    jump_to_here(begin);
    lists_.pop_back();
  }

  static constexpr std::uint32_t max_fused = std::numeric_limits<std::uint16_t>::max();

  struct literal_apart {
    node_index node;
    std::uint32_t literal;
  };

  const ast& ast_;
  bytecode& code_;
  std::vector<code_range>& ranges_;
  std::uint32_t depth_ = 0;
  std::vector<std::uint32_t> lists_{};  // of the macros around: where on the stack
  std::vector<literal_apart> apart_{};
};

}  // namespace

instruction instruction_of(const ast_node& n) noexcept {
  return {.op = n.op, .part = n.part, .count = static_cast<std::uint16_t>(n.children.size()), .index = n.index};
}

void generate_code(const ast& t, node_index i, bytecode& c, std::vector<code_range>& ranges) {
  ranges.assign(t.nodes.size(), {});
  code_generator(t, c, ranges).generate(i);
}

}  // namespace tickler::inline TICKLER_ABI::expr
