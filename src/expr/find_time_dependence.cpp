#include <algorithm>
#include <optional>

#include "expr/time_dependence.hpp"

namespace tickler::condition {
namespace {

class finder {
 public:
  finder(const tree& t, const std::vector<code_range>& ranges, code& c) : tree_(t), ranges_(ranges), code_(c) {}

  // Index of how it moves.
  std::uint32_t find(node_index i) {
    if (!moves(i)) return never_moves;
    moving m = motion_of(i);
    code_.motions.push_back(std::move(m));
    return static_cast<std::uint32_t>(code_.motions.size() - 1);
  }

 private:
  bool moves(node_index i) const {
    const node& n = tree_.at(i);
    if (n.shape == shape::event) {
      const auto& q = tree_.questions[n.index];
      return q.function == event_function::since || (q.function == event_function::count && q.window);
    }
    return n.shape == shape::now || std::any_of(n.children.begin(), n.children.end(), [this](node_index c) { return moves(c); });
  }

  // Seconds that a time or duration changes by in each second; none if it does not go evenly.
  std::optional<int> slope(node_index i) const {
    if (!moves(i)) return 0;
    const node& n = tree_.at(i);
    if (n.shape == shape::now || n.shape == shape::event) return 1;
    if (n.shape != shape::operation) return std::nullopt;
    switch (n.does) {
      case operation::add_duration:
      case operation::add_time_duration:
      case operation::add_duration_time:
        return combined(n, 1);
      case operation::subtract_duration:
      case operation::subtract_time_duration:
      case operation::subtract_time:
        return combined(n, -1);
      default:
        return std::nullopt;
    }
  }

  std::optional<int> combined(const node& n, int sign) const {
    const auto left = slope(n.children[0]), right = slope(n.children[1]);
    if (!left || !right) return std::nullopt;
    return *left + sign * *right;
  }

  moving motion_of(node_index i) {
    const node& n = tree_.at(i);
    switch (n.shape) {
      case shape::both:
        return with_operands(motion::all_of, n);
      case shape::either:
        return with_operands(motion::any_of, n);
      case shape::conditional:
        return with_operands(motion::choice, n);
      case shape::event:
        return {.how = motion::elapsed, .index = n.index};
      case shape::operation:
        return motion_of_operation(n);
      default:
        return {.how = motion::each_second};
    }
  }

  moving motion_of_operation(const node& n) {
    if (is_comparison(n.does)) return motion_of_comparison(n);
    if (n.does == operation::time_part && slope(n.children[0]) == 1) return motion_of_part(motion::time_part, n, 1);
    if (n.does == operation::duration_part) {
      const auto s = slope(n.children[0]);
      if (s == 1 || s == -1) return motion_of_part(motion::duration_part, n, *s);
    }
    return with_operands(motion::with_operands, n);
  }

  moving motion_of_comparison(const node& n) {
    for (const std::size_t c : {0u, 1u}) {
      const node& operand = tree_.at(n.children[c]);
      if (operand.shape == shape::event && tree_.questions[operand.index].function == event_function::count)
        return motion_of_count(n, operand, tree_.at(n.children[1 - c]), c == 0);
    }
    const type t = tree_.at(n.children[0]).type;
    const auto left = slope(n.children[0]), right = slope(n.children[1]);
    if (!left || !right || !(t.is(kind::timestamp) || t.is(kind::duration))) return with_operands(motion::with_operands, n);
    const int difference = *left - *right;
    if (difference < -1 || difference > 1) return {.how = motion::each_second};
    moving m{.how = motion::comparison, .does = n.does, .slope = difference, .of_time = t.is(kind::timestamp)};
    m.operands = {{ranges_[n.children[0]]}, {ranges_[n.children[1]]}};
    for (const auto child : n.children) find_limited(child, m);
    return m;
  }

  moving motion_of_count(const node& n, const node& count, const node& number, bool count_is_left) const {
    operation does = n.does;
    if (!count_is_left) {
      constexpr relation mirrored[] = {relation::equal,         relation::unequal, relation::greater,
                                       relation::greater_equal, relation::less,    relation::less_equal};
      does = comparison(operation::equal_int, mirrored[static_cast<std::size_t>(relation_of(does))]);
    }
    return {.how = motion::count, .does = does, .index = count.index, .number = number.literal.integer()};
  }

  moving motion_of_part(motion how, const node& n, int s) {
    moving m{.how = how, .part = n.part, .slope = s, .index = n.index};
    m.operands = {{ranges_[n.children[0]]}};
    find_limited(n.children[0], m);
    return m;
  }

  moving with_operands(motion how, const node& n) {
    moving m{.how = how};
    for (const auto child : n.children) m.operands.push_back({ranges_[child], find(child)});
    return m;
  }

  void find_limited(node_index i, moving& m) const {
    const node& n = tree_.at(i);
    if (!moves(i) || n.shape != shape::operation) return;
    m.limited.push_back({ranges_[i], n.type.is(kind::timestamp)});
    for (const auto child : n.children) find_limited(child, m);
  }

  const tree& tree_;
  const std::vector<code_range>& ranges_;
  code& code_;
};

}  // namespace

void find_motions(const tree& t, const std::vector<code_range>& ranges, code& c) { c.moves = finder(t, ranges, c).find(t.root); }

}  // namespace tickler::condition
