#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/messages.hpp"
#include "expr/apply.hpp"
#include "expr/checker.hpp"

namespace tickler::condition {
namespace {

std::string_view sign_of(token_kind k) noexcept {
  switch (k) {
    case token_kind::equal:
      return "==";
    case token_kind::unequal:
      return "!=";
    case token_kind::less:
      return "<";
    case token_kind::less_equal:
      return "<=";
    case token_kind::greater:
      return ">";
    case token_kind::greater_equal:
      return ">=";
    case token_kind::plus:
      return "+";
    case token_kind::minus:
      return "-";
    case token_kind::times:
      return "*";
    case token_kind::divide:
      return "/";
    case token_kind::modulo:
      return "%";
    default:
      return "in";
  }
}

operation equal_of(kind k) noexcept {
  switch (k) {
    case kind::real:
      return operation::equal_double;
    case kind::text:
      return operation::equal_text;
    case kind::timestamp:
      return operation::equal_time;
    default:
      return operation::equal_int;
  }
}

bool is_number(type t) noexcept { return t.is(kind::integer) || t.is(kind::real); }

std::string advice(type left, type right) {
  return left != right && is_number(left) && is_number(right) ? ": convert one of them, as in double(...)" : "";
}

bool fits(type found, kind wanted) { return common(found, {wanted}).has_value() && !found.is_list(); }

}  // namespace

void checker::become(node& n, operation does, type gives, std::uint32_t index) {
  n.shape = shape::operation;
  n.does = does;
  n.type = gives;
  n.index = index;
}

void checker::check_list(node& n) {
  type items{};
  for (const auto child : n.children) {
    const type found = check(child);
    const auto shared = common(items, found);
    if (!shared)
      fail(tree_.at(child).begin, "the items of a list are of one type, found " + to_string(items) + " and " + to_string(found));
    items = *shared;
  }
  become(n, operation::make_list, list_of(items));
}

void checker::check_index(node& n) {
  const type list = check(n.children[0]), where = check(n.children[1]);
  if (!list.is_list() && list != type{}) fail(n.offset, "'[ ]' picks an item of a list, found " + to_string(list));
  if (!fits(where, kind::integer)) fail(tree_.at(n.children[1]).begin, "'[ ]' wants an int, found " + to_string(where));
  become(n, operation::index, list.is_list() ? element_of(list) : type{});
}

void checker::check_prefix(node& n) {
  if (n.token == token_kind::not_) {
    want_bool(n.children[0], "'!' wants bool");
    return become(n, operation::not_bool, {kind::boolean});
  }
  const type found = check(n.children[0]);
  if (fits(found, kind::integer)) return become(n, operation::negate_int, {kind::integer});
  if (found.is(kind::real)) return become(n, operation::negate_double, {kind::real});
  fail(n.offset, "'-' wants int or double, found " + to_string(found));
}

void checker::check_infix(node& n) {
  const auto sign = sign_of(n.token);
  if (n.token == token_kind::in) return check_in(n);
  if (n.token >= token_kind::equal && n.token <= token_kind::greater_equal)
    return check_comparison(n, sign, static_cast<relation>(static_cast<int>(n.token) - static_cast<int>(token_kind::equal)));
  check_arithmetic(n, sign);
}

void checker::check_arithmetic(node& n, std::string_view sign) {
  const type left = check(n.children[0]), right = check(n.children[1]);
  if (sign == "+" && (left.is_list() || right.is_list())) {
    if (const auto shared = common(left, right)) return become(n, operation::add_list, *shared);
  }
  for (const auto& o : operator_overloads())
    if (o.sign == sign && fits(left, o.left) && fits(right, o.right)) return become(n, o.does, {o.gives});
  fail(n.offset, quoted(sign) + " does not go with " + to_string(left) + " and " + to_string(right) + advice(left, right));
}

void checker::check_comparison(node& n, std::string_view sign, relation r) {
  if (is_event_function(tree_.at(n.children[0])) || is_event_function(tree_.at(n.children[1]))) check_count(n, r);
  const bool equality = r == relation::equal || r == relation::unequal;
  const type left = equality ? check_comparable(n.children[0]) : check(n.children[0]);
  const type right = equality ? check_comparable(n.children[1]) : check(n.children[1]);
  if (is_word(tree_.at(n.children[0])) || is_word(tree_.at(n.children[1]))) return compare_word(n, r);
  const auto shared = common(left, right);
  if (!shared || (!equality && shared->is_list()))
    fail(n.offset, quoted(sign) + " cannot compare " + to_string(left) + " with " + to_string(right) + advice(left, right));
  if (shared->is_list())
    return become(n, r == relation::equal ? operation::equal_list : operation::unequal_list, {kind::boolean}, coded(*shared));
  become(n, comparison(equal_of(shared->element), r), {kind::boolean});
}

std::int64_t checker::word_id(const node& variable, const node& literal) {
  const auto number = names_.variables[variable.index].domain;
  const domain& words = names_.domains[number];
  const auto found =
      std::find_if(words.words.begin(), words.words.end(), [&](const word& w) { return w.text == literal.literal.text(); });
  if (found != words.words.end()) {
    tree_.words.push_back({number, static_cast<std::size_t>(found - words.words.begin())});
    return found->id;
  }
  std::vector<std::string_view> known;
  for (const auto& w : words.words) known.push_back(w.text);
  fail(literal.begin,
       "unknown " + words.name + ' ' + quoted(literal.literal.text()) + hint(nearest(literal.literal.text(), known)));
}

void checker::compare_word(node& n, relation r) {
  node& left = tree_.at(n.children[0]);
  node& right = tree_.at(n.children[1]);
  node& word = is_word(left) ? left : right;
  node& other = is_word(left) ? right : left;
  const auto& domain_of = [this](const node& v) { return names_.variables[v.index].domain; };
  if (is_word(other)) {
    if (domain_of(word) != domain_of(other))
      fail(n.offset, quoted(names_.variables[left.index].name) + " and " + quoted(names_.variables[right.index].name) +
                         " are words of different kinds: they are never equal");
  } else {
    if (other.shape != shape::literal || !other.type.is(kind::text))
      fail(other.begin, quoted(names_.variables[word.index].name) + " is compared with a word in quotes");
    other.literal = value::of_int(word_id(word, other));
  }
  word.type = other.type = {kind::integer};
  become(n, comparison(operation::equal_int, r), {kind::boolean});
}

void checker::check_in(node& n) {
  const type left = check_comparable(n.children[0]), right = check(n.children[1]);
  node& list = tree_.at(n.children[1]);
  if (!right.is_list() && right != type{}) fail(list.begin, "'in' wants a list on its right, found " + to_string(right));
  const type items = right.is_list() ? element_of(right) : type{};
  node& sought = tree_.at(n.children[0]);
  if (is_word(sought)) {
    const auto is_text = [this](node_index i) { return tree_.at(i).shape == shape::literal && tree_.at(i).type.is(kind::text); };
    if (list.shape != shape::operation || list.does != operation::make_list ||
        !std::all_of(list.children.begin(), list.children.end(), is_text))
      fail(list.begin, quoted(names_.variables[sought.index].name) + " is sought in a list of words in quotes");
    for (const auto child : list.children) {
      node& item = tree_.at(child);
      item.literal = value::of_int(word_id(sought, item));
      item.type = {kind::integer};
    }
    sought.type = {kind::integer};
    list.type = list_of(sought.type);
    return become(n, operation::in_list, {kind::boolean}, coded({kind::integer}));
  }
  const auto shared = common(left, items);
  if (!shared) fail(n.offset, "'in' cannot find " + to_string(left) + " in " + to_string(right) + advice(left, items));
  become(n, operation::in_list, {kind::boolean}, coded(*shared));
}

}  // namespace tickler::condition
