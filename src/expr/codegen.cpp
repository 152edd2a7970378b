#include "expr/codegen.hpp"

#include <algorithm>
#include <limits>

namespace tickler::condition {
namespace {

operation asked(event_function f) noexcept {
  switch (f) {
    case event_function::happened:
      return operation::happened;
    case event_function::seen:
      return operation::seen;
    case event_function::last:
      return operation::last;
    case event_function::since:
      return operation::since;
    default:
      return operation::count;
  }
}

bool is_literal(const node& n) noexcept { return n.shape == shape::literal; }

class emitter {
 public:
  emitter(const tree& t, code& c, std::vector<code_range>& ranges) : tree_(t), code_(c), ranges_(ranges) {}

  void emit_all(node_index root) {
    emit(root);
    for (const auto& [node, literal] : apart_) {
      ranges_[node] = {here(), here() + 1, 0};
      step(operation::push_constant, literal);
    }
  }

 private:
  void emit(node_index i) {
    const node& n = tree_.at(i);
    code_range range{here(), 0, depth_};
    switch (n.shape) {
      case shape::both:
      case shape::either:
        emit_chain(n);
        break;
      case shape::conditional:
        emit_conditional(n);
        break;
      case shape::all:
      case shape::exists:
        emit_macro(n);
        break;
      case shape::operation:
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

  std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(code_.steps.size()); }

  std::uint32_t step(operation does, std::uint32_t index = 0) {
    code_.steps.push_back({.does = does, .index = index});
    return here() - 1;
  }

  void go_here(std::uint32_t from) { code_.steps[from].index = here(); }

  std::uint32_t literal(const value& v) {
    code_.literals.push_back(v);
    return static_cast<std::uint32_t>(code_.literals.size() - 1);
  }

  void emit_leaf(const node& n) {
    switch (n.shape) {
      case shape::variable:
        step(operation::get, n.index);
        return;
      case shape::presence:
        step(operation::has, n.index);
        return;
      case shape::now:
        step(operation::now);
        return;
      case shape::event:
        step(asked(tree_.questions[n.index].function), n.index);
        return;
      case shape::element:
        step(operation::element, depth_ - lists_[lists_.size() - 1 - n.index]);
        return;
      default:
        step(operation::push_constant, literal(n.literal));
    }
  }

  void emit_operation(const node& n) {
    if (is_comparison(n.does) && is_literal(tree_.at(n.children[1]))) return emit_comparison_with_literal(n);
    for (const auto child : n.children) emit(child);
    code_.steps.push_back(instruction_of(n));
  }

  // In one step, with what is compared too if that is a variable. The literal is emitted behind all, for those who evaluate it
  // by itself.
  void emit_comparison_with_literal(const node& n) {
    const node& left = tree_.at(n.children[0]);
    const auto right = literal(tree_.at(n.children[1]).literal);
    apart_.push_back({n.children[1], right});
    instruction i{.does = operation::compare, .compares = n.does, .count = 1, .index = right};
    if (left.shape == shape::variable && left.index < most_fused) {
      i.does = operation::compare_variable;
      i.count = static_cast<std::uint16_t>(left.index);
    } else {
      emit(n.children[0]);
    }
    code_.steps.push_back(i);
  }

  // Whether evaluating it may end in an error.
  bool may_fail(node_index i) const {
    const node& n = tree_.at(i);
    switch (n.shape) {
      case shape::event: {
        const auto f = tree_.questions[n.index].function;
        return f == event_function::last || f == event_function::since;
      }
      case shape::operation:
        if (!is_comparison(n.does) && n.does != operation::not_bool && n.does != operation::in_list) return true;
        break;
      default:
        break;
    }
    return std::any_of(n.children.begin(), n.children.end(), [this](node_index c) { return may_fail(c); });
  }

  // Operands leave nothing behind as long as none may fail. From the first that may, the value so far stays below the next one: it
  // is the neutral one, or an error that the next one may absorb.
  void emit_chain(const node& n) {
    const bool both = n.shape == shape::both;
    std::vector<std::uint32_t> skips;
    bool keeps = false;
    for (std::size_t c = 0; c < n.children.size(); ++c) {
      const bool last = c + 1 == n.children.size(), joins = keeps;
      emit(n.children[c]);
      keeps = keeps || may_fail(n.children[c]);
      if (keeps && (joins || !last)) code_.guarded.push_back(ranges_[n.children[c]]);
      if (joins) {
        step(both ? (last ? operation::finish_and : operation::join_and) : (last ? operation::finish_or : operation::join_or));
        --depth_;
      }
      if (last) break;
      if (keeps) {
        skips.push_back(step(both ? operation::skip_if_false : operation::skip_if_true));
      } else {
        skips.push_back(step(both ? operation::drop_or_skip_if_false : operation::drop_or_skip_if_true));
        --depth_;
      }
    }
    for (const auto s : skips) go_here(s);
  }

  void emit_conditional(const node& n) {
    std::vector<std::uint32_t> ends;
    std::size_t c = 0;
    for (; c + 1 < n.children.size(); c += 2) {
      emit(n.children[c]);
      const auto otherwise = step(operation::jump_if_false);
      --depth_;
      emit(n.children[c + 1]);
      ends.push_back(step(operation::jump));
      --depth_;
      go_here(otherwise);
    }
    emit(n.children[c]);
    for (const auto e : ends) go_here(e);
  }

  // On the stack while a macro runs: its list, and where it is in it.
  void emit_macro(const node& n) {
    const bool all = n.shape == shape::all;
    emit(n.children[0]);
    lists_.push_back(depth_ - 1);
    const auto begin = step(all ? operation::begin_all : operation::begin_exists);
    ++depth_;
    emit(n.children[1]);
    code_.guarded.push_back(ranges_[n.children[1]]);
    step(all ? operation::next_all : operation::next_exists, begin + 1);
    go_here(begin);
    lists_.pop_back();
  }

  static constexpr std::uint32_t most_fused = std::numeric_limits<std::uint16_t>::max();

  struct literal_apart {
    node_index node;
    std::uint32_t literal;
  };

  const tree& tree_;
  code& code_;
  std::vector<code_range>& ranges_;
  std::uint32_t depth_ = 0;
  std::vector<std::uint32_t> lists_{};  // of the macros around: where on the stack
  std::vector<literal_apart> apart_{};
};

}  // namespace

instruction instruction_of(const node& n) noexcept {
  return {.does = n.does, .part = n.part, .count = static_cast<std::uint16_t>(n.children.size()), .index = n.index};
}

void emit(const tree& t, node_index i, code& c, std::vector<code_range>& ranges) {
  ranges.assign(t.nodes.size(), {});
  emitter(t, c, ranges).emit_all(i);
}

}  // namespace tickler::condition
