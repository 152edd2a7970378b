#include "condition/emit.hpp"

#include <algorithm>

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

class emitter {
 public:
  emitter(const tree& t, code& c, std::vector<code_range>& ranges) : tree_(t), code_(c), ranges_(ranges) {}

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
        for (const auto child : n.children) emit(child);
        code_.steps.push_back(instruction_of(n));
        break;
      default:
        emit_leaf(n);
    }
    depth_ = range.depth + 1;
    code_.stack_size = std::max<std::size_t>(code_.stack_size, depth_);
    range.end = here();
    ranges_[i] = range;
  }

 private:
  std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(code_.steps.size()); }

  std::uint32_t step(operation does, std::uint32_t index = 0) {
    code_.steps.push_back({.does = does, .index = index});
    return here() - 1;
  }

  void go_here(std::uint32_t from) { code_.steps[from].index = here(); }

  void emit_guarded(node_index i) {
    emit(i);
    code_.guarded.push_back(ranges_[i]);
  }

  void emit_leaf(const node& n) {
    switch (n.shape) {
      case shape::variable:
        step(n.may_be_absent ? operation::get_if_there : operation::get, n.index);
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
        code_.literals.push_back(n.literal);
        step(operation::push_constant, static_cast<std::uint32_t>(code_.literals.size() - 1));
    }
  }

  // The left value stays below the right one: it is true, or an error that the right one may absorb.
  void emit_chain(const node& n) {
    const bool both = n.shape == shape::both;
    std::vector<std::uint32_t> skips;
    emit_guarded(n.children[0]);
    for (std::size_t c = 1; c < n.children.size(); ++c) {
      skips.push_back(step(both ? operation::skip_if_false : operation::skip_if_true));
      emit_guarded(n.children[c]);
      const bool last = c + 1 == n.children.size();
      step(both ? (last ? operation::finish_and : operation::join_and) : (last ? operation::finish_or : operation::join_or));
      --depth_;
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
    emit_guarded(n.children[1]);
    step(all ? operation::next_all : operation::next_exists, begin + 1);
    go_here(begin);
    lists_.pop_back();
  }

  const tree& tree_;
  code& code_;
  std::vector<code_range>& ranges_;
  std::uint32_t depth_ = 0;
  std::vector<std::uint32_t> lists_{};  // of the macros around: where on the stack
};

}  // namespace

instruction instruction_of(const node& n) noexcept {
  return {.does = n.does, .part = n.part, .count = static_cast<std::uint16_t>(n.children.size()), .index = n.index};
}

void emit(const tree& t, node_index i, code& c, std::vector<code_range>& ranges) {
  ranges.assign(t.nodes.size(), {});
  emitter(t, c, ranges).emit(i);
}

}  // namespace tickler::condition
