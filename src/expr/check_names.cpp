#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/ascii_case.hpp"
#include "base/messages.hpp"
#include "expr/checker.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

bool is_type_name(std::string_view name) noexcept {
  for (const std::string_view t : {"bool", "int", "uint", "double", "string", "bytes", "list", "map", "type", "null_type"})
    if (name == t) return true;
  return false;
}

// "prospect.`transit-time`": what CEL would take for a minus stands in quotes.
std::string written(std::string_view name) {
  std::string text;
  while (true) {
    const auto field = name.substr(0, name.find('.'));
    text += field.find('-') == std::string_view::npos ? std::string(field) : '`' + std::string(field) + '`';
    if (field.size() == name.size()) return text;
    text += '.';
    name.remove_prefix(field.size() + 1);
  }
}

std::string_view hint_for(std::string_view name, const environment& names) {
  std::vector<std::string_view> known;
  for (const auto& v : names.variables)
    if (v.elsewhere.empty()) known.push_back(v.name);
  if (names.allows_now) known.push_back("now");
  return nearest(name, known);
}

// "; known here: prospect, stage, now"
std::string known_here(const environment& names) {
  std::vector<std::string_view> roots;
  for (const auto& v : names.variables) {
    const auto root = std::string_view(v.name).substr(0, v.name.find('.'));
    if (v.elsewhere.empty() && std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
  }
  if (names.allows_now) roots.push_back("now");
  std::string text;
  for (const auto root : roots) text += (text.empty() ? "; known here: " : ", ") + std::string(root);
  return text;
}

// Of a word that is a name nowhere: stage == met.
std::string_view quotes_hint(std::string_view path) {
  constexpr std::string_view somewhere[] = {"prospect", "stage", "start", "touch", "now"};
  const bool is_word = path.find('.') == path.npos;
  return is_word && std::find(std::begin(somewhere), std::end(somewhere), path) == std::end(somewhere)
             ? "; a text is written in quotes"
             : "";
}

}  // namespace

// "prospect.local", if it is nothing but names.
bool checker::path_of(node_index i, std::string& path) const {
  const ast_node& n = ast_.at(i);
  if (n.kind == node_kind::select && !path_of(n.children[0], path)) return false;
  if (n.kind != node_kind::select && n.kind != node_kind::identifier) return false;
  if (!path.empty()) path += '.';
  path += n.name;
  return true;
}

std::size_t checker::variable_named(std::string_view path) const {
  std::size_t v = 0;
  while (v < names_.variables.size() && names_.variables[v].name != path) ++v;
  return v;
}

void checker::check_name(node_index i) {
  ast_node& n = ast_.at(i);
  std::string path;
  if (!path_of(i, path)) {
    const type t = check(n.children[0]);
    fail(n.offset, "a value of type " + to_string(t) + " has no field " + quoted(n.name));
  }
  if (check_iteration_variable(n, path)) return;
  if (names_.allows_now && path == "now") {
    n.kind = node_kind::now;
    n.type = {type_kind::timestamp};
    return;
  }
  const std::size_t v = variable_named(path);
  if (v == names_.variables.size()) unknown_name(n, path);
  check_variable(n, v);
}

bool checker::check_iteration_variable(ast_node& n, std::string_view path) {
  const auto root = path.substr(0, path.find('.'));
  for (std::size_t out = 0; out < macros_.size(); ++out) {
    const macro& m = macros_[macros_.size() - 1 - out];
    if (m.variable != root) continue;
    if (root.size() != path.size()) fail(n.begin, quoted(root) + " is of type " + to_string(m.type) + " and has no fields");
    n.kind = node_kind::iteration_variable;
    n.type = m.type;
    n.index = static_cast<std::uint32_t>(out);
    return true;
  }
  return false;
}

void checker::check_variable(ast_node& n, std::size_t v) {
  const variable& found = names_.variables[v];
  if (!found.elsewhere.empty()) fail(n.begin, found.elsewhere);
  n.kind = node_kind::variable;
  n.index = static_cast<std::uint32_t>(v);
  n.type = found.type;
  if (found.may_be_absent && !is_known_present(n.index))
    fail(n.begin, quoted(found.name) + " may be absent: guard it with has(" + written(found.name) + ") && ...");
}

// What is never equal is a mistake.
void checker::want_capitals(node_index variable, node_index other) const {
  const ast_node& n = ast_.at(variable);
  const ast_node& text = ast_.at(other);
  if (n.kind != node_kind::variable || !names_.variables[n.index].is_in_capitals) return;
  if (text.kind == node_kind::operation && text.op == opcode::make_list)
    for (const auto item : text.children) want_capitals(variable, item);
  if (text.kind != node_kind::literal || !text.type.is(type_kind::text)) return;
  const auto capitals = in_upper_case(text.literal.text());
  if (capitals != text.literal.text())
    fail(text.begin,
         quoted(names_.variables[n.index].name) + " is in capitals, whatever the record has: write " + quoted(capitals));
}

void checker::unknown_name(const ast_node& n, const std::string& path) const {
  if (is_type_name(path)) fail(n.begin, quoted(path) + " is a type, not a value: types are no part of conditions");
  for (const auto& v : names_.variables) {
    if (v.name.starts_with(path + '.'))
      fail(n.begin, quoted(path) + " is no value by itself: name one of its fields, as in " + quoted(v.name));
    if (v.name.starts_with(path + '-'))
      fail(n.begin, quoted(path) + " is no name: one with a dash is written as in " + written(v.name));
    if (path.starts_with(v.name + '.'))
      fail(n.begin,
           quoted(v.name) + " is of type " + to_string(v.type) + " and has no field " + quoted(path.substr(v.name.size() + 1)));
  }
  const auto meant = hint(hint_for(path, names_));
  fail(n.begin, "unknown name " + quoted(path) + (meant.empty() ? known_here(names_).append(quotes_hint(path)) : meant));
}

void checker::check_presence(ast_node& n) {
  want_arguments(n, 1, 1);
  const ast_node& argument = ast_.at(n.children[0]);
  std::string path;
  if (!path_of(n.children[0], path)) fail(argument.begin, "'has' wants a name, as in has(prospect.referrer)");
  if (check_iteration_variable(ast_.at(n.children[0]), path)) fail(argument.begin, quoted(path) + " is always there");
  const std::size_t v = variable_named(path);
  if (v == names_.variables.size()) {
    if (names_.allows_now && path == "now") fail(argument.begin, "'now' is always there");
    unknown_name(argument, path);
  }
  if (!names_.variables[v].may_be_absent) fail(argument.begin, quoted(path) + " is always there");
  n.kind = node_kind::presence;
  n.index = static_cast<std::uint32_t>(v);
  n.type = {type_kind::boolean};
  n.children.clear();
}

}  // namespace tickler::inline TICKLER_ABI::expr
