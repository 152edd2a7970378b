#include "expr/checker.hpp"

#include <algorithm>

#include "base/messages.hpp"

namespace tickler::condition {

void check(tree& t, const environment& names) { checker(t, names).run(); }

void checker::fail(std::size_t offset, std::string message) { throw text_error{offset, std::move(message)}; }

void checker::run() {
  tree_.zones.push_back(std::chrono::seconds{0});
  check(tree_.root);
}

bool checker::is_word(const node& n) const {
  return n.shape == shape::variable && names_.variables[n.index].domain != variable::no_domain;
}

type checker::check(node_index i) {
  const type found = check_comparable(i);
  const node& n = tree_.at(i);
  if (is_word(n)) {
    const auto& v = names_.variables[n.index];
    fail(n.begin, quoted(v.name) + " is one of a few words: it is only compared with them, by '==', '!=' or 'in'");
  }
  return found;
}

type checker::check_comparable(node_index i) {
  node& n = tree_.at(i);
  switch (n.shape) {
    case shape::both:
    case shape::either:
      check_chain(n);
      break;
    case shape::conditional:
      check_conditional(n);
      break;
    case shape::name:
    case shape::field:
      check_name(i);
      break;
    case shape::at:
      check_index(n);
      break;
    case shape::call:
      check_call(i);
      break;
    case shape::list:
      check_list(n);
      break;
    case shape::prefix:
      check_prefix(n);
      break;
    case shape::infix:
      check_infix(n);
      break;
    default:  // literals, and what has been checked already
      break;
  }
  return tree_.at(i).type;
}

void checker::want_bool(node_index i, std::string_view who) {
  const type found = check(i);
  if (!common(found, {kind::boolean})) fail(tree_.at(i).begin, std::string(who) + ", found " + to_string(found));
}

void checker::check_chain(node& n) {
  const bool both = n.shape == shape::both;
  const std::size_t outside = known_there_.size();
  for (const auto child : n.children) {
    want_bool(child, both ? "'&&' wants bool on both sides" : "'||' wants bool on both sides");
    assume(child, both);
  }
  known_there_.resize(outside);
  n.type = {kind::boolean};
}

void checker::check_conditional(node& n) {
  const std::size_t outside = known_there_.size();
  type result{};
  for (std::size_t c = 0; c < n.children.size(); c += 2) {
    const bool is_last = c + 1 == n.children.size();
    const std::size_t here = known_there_.size();
    if (!is_last) {
      want_bool(n.children[c], "'?' wants bool before it");
      assume(n.children[c], true);
    }
    const node_index branch = n.children[is_last ? c : c + 1];
    const type found = check(branch);
    const auto shared = c == 0 ? found : common(result, found);
    if (!shared) {
      fail(tree_.at(branch).begin, "both sides of ':' are of one type, found " + to_string(result) + " and " + to_string(found));
    }
    result = *shared;
    known_there_.resize(here);
    if (!is_last) assume(n.children[c], false);
  }
  known_there_.resize(outside);
  n.type = result;
}

// What is there where an expression holds, or does not. It is so where the expression has an error too: an && that is not false has
// no operand that is, an || that is not true none that is, and has(...) has no error. So a name that is guarded is never absent.
void checker::assume(node_index i, bool holds) {
  const node& n = tree_.at(i);
  if (n.shape == shape::presence && holds) known_there_.push_back(n.index);
  if (n.shape == shape::operation && n.does == operation::not_bool) assume(n.children[0], !holds);
  if ((n.shape == shape::both && holds) || (n.shape == shape::either && !holds))
    for (const auto child : n.children) assume(child, holds);
}

bool checker::is_known_to_be_there(std::uint32_t variable) const {
  return std::find(known_there_.begin(), known_there_.end(), variable) != known_there_.end();
}

}  // namespace tickler::condition
