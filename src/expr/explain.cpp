#include "expr/explain.hpp"

#include <algorithm>

#include "expr/ast.hpp"
#include "expr/checker.hpp"
#include "expr/codegen.hpp"
#include "expr/constant_folding.hpp"
#include "expr/conversions.hpp"
#include "expr/vm.hpp"

namespace tickler::condition {
namespace {

std::string text_of_value(const value& v, type t) {
  if (t.is_list()) {
    std::string out = "[";
    for (const auto& item : v.items()) (out += out.size() == 1 ? "" : ", ") += text_of_value(item, element_of(t));
    return out + ']';
  }
  switch (t.element) {
    case kind::boolean:
      return v.boolean() ? "true" : "false";
    case kind::integer:
      return std::string(text_of(v.integer()).text());
    case kind::real:
      return std::string(text_of(v.real()).text());
    case kind::text:
      return '\'' + std::string(v.text()) + '\'';
    case kind::timestamp:
      return std::string(text_of_timestamp(v).text());
    case kind::duration:
      return std::string(text_of_duration(v.duration().count()).text());
    case kind::unknown:
      break;
  }
  return {};
}

class explainer {
 public:
  explainer(const tree& t, node_index root, const environment& names, const scope& s, scratch& memory, bool full)
      : tree_(t), names_(names), scope_(s), memory_(memory), full_(full) {
    emit(t, root, code_, ranges_);
    code_.zones = t.zones;
  }

  explained explain(node_index i) {
    const node& n = tree_.at(i);
    explained out{.begin = n.from, .end = n.to, .value = text_at(i)};
    switch (n.shape) {
      case shape::both:
      case shape::either:
        explain_chain(n, out);
        break;
      case shape::conditional:
        explain_conditional(n, out);
        break;
      case shape::all:
      case shape::exists:
        explain_macro(n, out);
        break;
      case shape::operation:
        for (const auto child : n.children) add(child, out);
        break;
      default:
        break;
    }
    return out;
  }

 private:
  outcome value_at(node_index i) {
    const node& n = tree_.at(i);
    if (n.shape == shape::variable) return {scope_.get(n.index)};
    return run(code_, ranges_[i], tree_.questions, scope_, memory_);
  }

  bool is(node_index i, bool wanted) {
    const auto found = value_at(i);
    return found && found.result.boolean() == wanted;
  }

  std::string text_at(node_index i) {
    const node& n = tree_.at(i);
    if (n.shape == shape::variable && !scope_.has(n.index)) return "absent";
    const auto found = value_at(i);
    if (!found) return "nothing: " + std::string(to_string(found.failed));
    if (n.shape == shape::variable && names_.variables[n.index].domain != variable::no_domain)
      return word(names_.domains[names_.variables[n.index].domain], found.result.integer());
    return text_of_value(found.result, n.type);
  }

  static std::string word(const domain& d, std::int64_t id) {
    const auto found = std::find_if(d.words.begin(), d.words.end(), [id](const auto& w) { return w.id == id; });
    return '\'' + (found == d.words.end() ? std::string() : found->text) + '\'';
  }

  // A constant is plain to see.
  void add(node_index i, explained& to) {
    if (tree_.at(i).shape != shape::literal) to.parts.push_back(explain(i));
  }

  // The operands that agree with it: those that make && false, or || true; else all.
  void explain_chain(const node& n, explained& out) {
    const bool decisive = n.shape == shape::either;
    const bool decided = std::any_of(n.children.begin(), n.children.end(), [&](node_index c) { return is(c, decisive); });
    for (const auto child : n.children) {
      if (!full_ && decided && !is(child, decisive)) continue;
      add(child, out);
      if (!full_ && decided) return;
    }
  }

  void explain_conditional(const node& n, explained& out) {
    std::size_t c = 0;
    for (; c + 1 < n.children.size(); c += 2) {
      add(n.children[c], out);
      const auto chosen = value_at(n.children[c]);
      if (!chosen) return;
      if (chosen.result.boolean()) return add(n.children[c + 1], out);
    }
    add(n.children[c], out);
  }

  void explain_macro(const node& n, explained& out) {
    add(n.children[0], out);
    const auto list = value_at(n.children[0]);
    if (!list) return;
    const auto item_type = element_of(tree_.at(n.children[0]).type);
    const std::vector<value> items(list.result.items().begin(), list.result.items().end());
    for (const auto& item : items) {
      auto found = explain_item(n, item, item_type);
      const bool decides = found.value == (n.shape == shape::exists ? "true" : "false");
      if (!decides && !full_) continue;
      out.parts.push_back(std::move(found));
      if (!full_) return;
    }
  }

  // The macro's condition with one item in place of its name.
  explained explain_item(const node& n, const value& item, type t) {
    tree one;
    one.nodes = tree_.nodes;
    one.questions = tree_.questions;
    one.zones = tree_.zones;
    put(one, n.children[1], item, t, 0);
    auto out = explainer(one, n.children[1], names_, scope_, memory_, full_).explain(n.children[1]);
    out.item = std::string(n.name) + " = " + text_of_value(item, t);
    return out;
  }

  static void put(tree& t, node_index i, const value& item, type of_item, std::uint32_t depth) {
    node& n = t.at(i);
    if (n.shape == shape::element && n.index == depth) {
      n.shape = shape::literal;
      n.literal = item;
      n.type = of_item;
    }
    const bool is_macro = n.shape == shape::all || n.shape == shape::exists;
    for (std::size_t c = 0; c < n.children.size(); ++c) put(t, n.children[c], item, of_item, depth + (is_macro && c == 1 ? 1 : 0));
  }

  const tree& tree_;
  const environment& names_;
  const scope& scope_;
  scratch& memory_;
  bool full_;
  code code_{};
  std::vector<code_range> ranges_{};
};

}  // namespace

explained explain(std::string_view text, const environment& names, const std::function<void(event_question&)>& slot, const scope& s,
                  scratch& memory, bool full) {
  tree t = parse(text);
  check(t, names);
  fold(t, t.root);
  for (auto& q : t.questions) slot(q);
  return explainer(t, t.root, names, s, memory, full).explain(t.root);
}

}  // namespace tickler::condition
