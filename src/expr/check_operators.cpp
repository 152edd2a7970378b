#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/messages.hpp"
#include "expr/apply.hpp"
#include "expr/checker.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

std::optional<relation> relation_of(token_kind k) noexcept {
  constexpr token_kind tokens[] = {token_kind::equal,      token_kind::unequal, token_kind::less,
                                   token_kind::less_equal, token_kind::greater, token_kind::greater_equal};  // by relation
  const auto found = std::find(std::begin(tokens), std::end(tokens), k);
  return found == std::end(tokens) ? std::nullopt : std::optional(static_cast<relation>(found - std::begin(tokens)));
}

opcode equal_of(type_kind k) noexcept {
  switch (k) {
    case type_kind::real:
      return opcode::equal_double;
    case type_kind::text:
      return opcode::equal_text;
    case type_kind::timestamp:
      return opcode::equal_time;
    default:
      return opcode::equal_int;
  }
}

bool is_number(type t) noexcept { return t.is(type_kind::integer) || t.is(type_kind::real); }

std::string advice(type left, type right) {
  return left != right && is_number(left) && is_number(right) ? ": convert one of them, as in double(...)" : "";
}

bool fits(type found, type_kind wanted) { return common(found, {wanted}).has_value() && !found.is_list(); }

}  // namespace

void checker::become(ast_node& n, opcode op, type gives, std::uint32_t index) {
  n.kind = node_kind::operation;
  n.op = op;
  n.type = gives;
  n.index = index;
}

void checker::check_list(ast_node& n) {
  type items{};
  for (const auto child : n.children) {
    const type found = check(child);
    const auto shared = common(items, found);
    if (!shared)
      fail(ast_.at(child).begin, "the items of a list are of one type, found " + to_string(items) + " and " + to_string(found));
    items = *shared;
  }
  become(n, opcode::make_list, list_of(items));
}

void checker::check_index(ast_node& n) {
  const type list = check(n.children[0]), where = check(n.children[1]);
  if (!list.is_list() && list != type{}) fail(n.offset, "'[ ]' picks an item of a list, found " + to_string(list));
  if (!fits(where, type_kind::integer)) fail(ast_.at(n.children[1]).begin, "'[ ]' wants an int, found " + to_string(where));
  become(n, opcode::index, list.is_list() ? element_of(list) : type{});
}

void checker::check_unary(ast_node& n) {
  if (n.token == token_kind::not_) {
    want_bool(n.children[0], "'!' wants bool");
    return become(n, opcode::not_bool, {type_kind::boolean});
  }
  const type found = check(n.children[0]);
  if (fits(found, type_kind::integer)) return become(n, opcode::negate_int, {type_kind::integer});
  if (found.is(type_kind::real)) return become(n, opcode::negate_double, {type_kind::real});
  fail(n.offset, "'-' wants int or double, found " + to_string(found));
}

void checker::check_binary(ast_node& n) {
  if (n.token == token_kind::in) return check_in(n);
  if (const auto r = relation_of(n.token)) return check_comparison(n, *r);
  check_arithmetic(n);
}

void checker::check_arithmetic(ast_node& n) {
  const type left = check(n.children[0]), right = check(n.children[1]);
  if (n.token == token_kind::plus && (left.is_list() || right.is_list())) {
    if (const auto shared = common(left, right)) return become(n, opcode::add_list, *shared);
  }
  for (const auto& o : operator_overloads())
    if (o.symbol == n.name && fits(left, o.left) && fits(right, o.right)) return become(n, o.op, {o.gives});
  fail(n.offset, quoted(n.name) + " does not go with " + to_string(left) + " and " + to_string(right) + advice(left, right));
}

void checker::check_comparison(ast_node& n, relation r) {
  if (is_event_function(ast_.at(n.children[0])) || is_event_function(ast_.at(n.children[1]))) check_count(n, r);
  if (is_ago(ast_.at(n.children[0])) || is_ago(ast_.at(n.children[1]))) check_ago(n);
  const bool equality = r == relation::equal || r == relation::unequal;
  const type left = equality ? check_comparable(n.children[0]) : check(n.children[0]);
  const type right = equality ? check_comparable(n.children[1]) : check(n.children[1]);
  if (is_enum(ast_.at(n.children[0])) || is_enum(ast_.at(n.children[1]))) return compare_enum(n, r);
  want_capitals(n.children[0], n.children[1]), want_capitals(n.children[1], n.children[0]);
  const auto shared = common(left, right);
  if (!shared || (!equality && shared->is_list()))
    fail(n.offset, quoted(n.name) + " cannot compare " + to_string(left) + " with " + to_string(right) + advice(left, right));
  if (shared->is_list())
    return become(n, r == relation::equal ? opcode::equal_list : opcode::unequal_list, {type_kind::boolean}, encode_type(*shared));
  become(n, comparison(equal_of(shared->element), r), {type_kind::boolean});
}

std::int64_t checker::enum_value_id(const ast_node& variable, const ast_node& literal) {
  const auto number = names_.variables[variable.index].enum_type;
  const enum_type& type = names_.enum_types[number];
  const auto found =
      std::find_if(type.values.begin(), type.values.end(), [&](const enum_value& w) { return w.text == literal.literal.text(); });
  if (found != type.values.end()) {
    ast_.enum_values.push_back({number, static_cast<std::size_t>(found - type.values.begin())});
    return found->id;
  }
  std::vector<std::string_view> known;
  for (const auto& w : type.values) known.push_back(w.text);
  fail(literal.begin, "unknown " + type.name + ' ' + quoted(literal.literal.text()) + hint(nearest(literal.literal.text(), known)));
}

void checker::compare_enum(ast_node& n, relation r) {
  ast_node& left = ast_.at(n.children[0]);
  ast_node& right = ast_.at(n.children[1]);
  ast_node& variable = is_enum(left) ? left : right;
  ast_node& other = is_enum(left) ? right : left;
  const auto& type_of = [this](const ast_node& v) { return names_.variables[v.index].enum_type; };
  if (is_enum(other)) {
    if (type_of(variable) != type_of(other))
      fail(n.offset, quoted(names_.variables[left.index].name) + " and " + quoted(names_.variables[right.index].name) +
                         " are words of different kinds: they are never equal");
  } else {
    if (other.kind != node_kind::literal || !other.type.is(type_kind::text))
      fail(other.begin, quoted(names_.variables[variable.index].name) + " is compared with a word in quotes");
    other.literal = value::of_int(enum_value_id(variable, other));
  }
  variable.type = other.type = {type_kind::integer};
  become(n, comparison(opcode::equal_int, r), {type_kind::boolean});
}

void checker::check_in(ast_node& n) {
  const type left = check_comparable(n.children[0]), right = check(n.children[1]);
  ast_node& list = ast_.at(n.children[1]);
  if (!right.is_list() && right != type{}) fail(list.begin, "'in' wants a list on its right, found " + to_string(right));
  const type items = right.is_list() ? element_of(right) : type{};
  ast_node& sought = ast_.at(n.children[0]);
  if (is_enum(sought)) {
    const auto is_text = [this](node_index i) {
      return ast_.at(i).kind == node_kind::literal && ast_.at(i).type.is(type_kind::text);
    };
    if (list.kind != node_kind::operation || list.op != opcode::make_list ||
        !std::all_of(list.children.begin(), list.children.end(), is_text))
      fail(list.begin, quoted(names_.variables[sought.index].name) + " is sought in a list of words in quotes");
    for (const auto child : list.children) {
      ast_node& item = ast_.at(child);
      item.literal = value::of_int(enum_value_id(sought, item));
      item.type = {type_kind::integer};
    }
    sought.type = {type_kind::integer};
    list.type = list_of(sought.type);
    return become(n, opcode::in_list, {type_kind::boolean}, encode_type({type_kind::integer}));
  }
  want_capitals(n.children[0], n.children[1]);
  const auto shared = common(left, items);
  if (!shared) fail(n.offset, "'in' cannot find " + to_string(left) + " in " + to_string(right) + advice(left, items));
  become(n, opcode::in_list, {type_kind::boolean}, encode_type(*shared));
}

}  // namespace tickler::inline TICKLER_ABI::expr
