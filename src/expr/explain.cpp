#include "expr/explain.hpp"

#include <algorithm>

#include "expr/ast.hpp"
#include "expr/checker.hpp"
#include "expr/codegen.hpp"
#include "expr/constant_folding.hpp"
#include "expr/conversions.hpp"
#include "expr/vm.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

std::string text_of_value(const value& v, type t) {
  if (t.is_list()) {
    std::string out = "[";
    for (const auto& item : v.items()) (out += out.size() == 1 ? "" : ", ") += text_of_value(item, element_of(t));
    return out + ']';
  }
  switch (t.element) {
    case type_kind::boolean:
      return v.boolean() ? "true" : "false";
    case type_kind::integer:
      return std::string(text_of(v.integer()).text());
    case type_kind::real:
      return std::string(text_of(v.real()).text());
    case type_kind::text:
      return '\'' + std::string(v.text()) + '\'';
    case type_kind::timestamp:
      return std::string(text_of_timestamp(v).text());
    case type_kind::duration:
      return std::string(text_of_duration(v.duration().count()).text());
    case type_kind::unknown:
      break;
  }
  return {};
}

class explainer {
 public:
  explainer(const ast& t, node_index root, const environment& names, const activation& a, arena& memory, bool full)
      : ast_(t), names_(names), activation_(a), memory_(memory), full_(full) {
    generate_code(t, root, code_, ranges_);
    code_.zones = t.zones;
    code_.durations = t.durations;
  }

  explained explain(node_index i) {
    const ast_node& n = ast_.at(i);
    explained out{.begin = n.from, .end = n.to, .value = text_at(i)};
    switch (n.kind) {
      case node_kind::logical_and:
      case node_kind::logical_or:
        explain_chain(n, out);
        break;
      case node_kind::conditional:
        explain_conditional(n, out);
        break;
      case node_kind::all:
      case node_kind::exists:
        explain_macro(n, out);
        break;
      case node_kind::operation:
        for (const auto child : n.children) add(child, out);
        break;
      default:
        break;
    }
    return out;
  }

 private:
  eval_result value_at(node_index i) {
    const ast_node& n = ast_.at(i);
    if (n.kind == node_kind::variable) return {activation_.get(n.index)};
    return run(code_, ranges_[i], ast_.queries, activation_, memory_);
  }

  bool is(node_index i, bool wanted) {
    const auto found = value_at(i);
    return found && found.value.boolean() == wanted;
  }

  std::string text_at(node_index i) {
    const ast_node& n = ast_.at(i);
    if (n.kind == node_kind::variable && !activation_.has(n.index)) return "absent";
    const auto found = value_at(i);
    if (!found) return "nothing: " + std::string(to_string(found.error));
    if (n.kind == node_kind::variable && names_.variables[n.index].enum_type != variable::no_enum)
      return text_of_enum(names_.enum_types[names_.variables[n.index].enum_type], found.value.integer());
    return text_of_value(found.value, n.type);
  }

  static std::string text_of_enum(const enum_type& t, std::int64_t id) {
    const auto found = std::find_if(t.values.begin(), t.values.end(), [id](const auto& v) { return v.id == id; });
    return '\'' + (found == t.values.end() ? std::string() : found->text) + '\'';
  }

  // A constant is plain to see.
  void add(node_index i, explained& to) {
    if (ast_.at(i).kind != node_kind::literal) to.parts.push_back(explain(i));
  }

  // The operands that agree with it: those that make && false, or || true; else all.
  void explain_chain(const ast_node& n, explained& out) {
    const bool decisive = n.kind == node_kind::logical_or;
    const bool decided = std::any_of(n.children.begin(), n.children.end(), [&](node_index c) { return is(c, decisive); });
    for (const auto child : n.children) {
      if (!full_ && decided && !is(child, decisive)) continue;
      add(child, out);
      if (!full_ && decided) return;
    }
  }

  void explain_conditional(const ast_node& n, explained& out) {
    std::size_t c = 0;
    for (; c + 1 < n.children.size(); c += 2) {
      add(n.children[c], out);
      const auto chosen = value_at(n.children[c]);
      if (!chosen) return;
      if (chosen.value.boolean()) return add(n.children[c + 1], out);
    }
    add(n.children[c], out);
  }

  void explain_macro(const ast_node& n, explained& out) {
    add(n.children[0], out);
    const auto list = value_at(n.children[0]);
    if (!list) return;
    const auto item_type = element_of(ast_.at(n.children[0]).type);
    const std::vector<value> items(list.value.items().begin(), list.value.items().end());
    for (const auto& item : items) {
      auto found = explain_item(n, item, item_type);
      const bool decides = found.value == (n.kind == node_kind::exists ? "true" : "false");
      if (!decides && !full_) continue;
      out.parts.push_back(std::move(found));
      if (!full_) return;
    }
  }

  // The macro's condition with one item in place of its name.
  explained explain_item(const ast_node& n, const value& item, type t) {
    ast one;
    one.nodes = ast_.nodes;
    one.queries = ast_.queries;
    one.zones = ast_.zones;
    one.durations = ast_.durations;
    put(one, n.children[1], item, t, 0);
    auto out = explainer(one, n.children[1], names_, activation_, memory_, full_).explain(n.children[1]);
    out.item = std::string(n.name) + " = " + text_of_value(item, t);
    return out;
  }

  static void put(ast& t, node_index i, const value& item, type of_item, std::uint32_t depth) {
    ast_node& n = t.at(i);
    if (n.kind == node_kind::iteration_variable && n.index == depth) {
      n.kind = node_kind::literal;
      n.literal = item;
      n.type = of_item;
    }
    const bool is_macro = n.kind == node_kind::all || n.kind == node_kind::exists;
    for (std::size_t c = 0; c < n.children.size(); ++c) put(t, n.children[c], item, of_item, depth + (is_macro && c == 1 ? 1 : 0));
  }

  const ast& ast_;
  const environment& names_;
  const activation& activation_;
  arena& memory_;
  bool full_;
  bytecode code_{};
  std::vector<code_range> ranges_{};
};

}  // namespace

explained explain(std::string_view text, const environment& names, const std::function<void(event_query&)>& slot,
                  const activation& a, arena& memory, bool full) {
  ast t = parse(text);
  check(t, names);
  fold_constants(t, t.root);
  for (auto& q : t.queries) slot(q);
  return explainer(t, t.root, names, a, memory, full).explain(t.root);
}

}  // namespace tickler::inline TICKLER_ABI::expr
