#include <algorithm>
#include <iterator>
#include <tickler/diagnostic.hpp>

#include "base/messages.hpp"
#include "expr/checker.hpp"
#include "expr/conversions.hpp"
#include "expr/date_parts.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

// The arguments between the brackets, without the receiver.
std::size_t argument_count(const ast_node& n) noexcept { return n.children.size() - (n.receiver ? 1 : 0); }
std::size_t argument_count(const overload& o) noexcept { return o.takes.size() - (o.receiver ? 1 : 0); }

}  // namespace

void checker::want_arguments(const ast_node& n, std::size_t least, std::size_t most) const {
  const std::size_t found = argument_count(n);
  if (found >= least && found <= most) return;
  fail(n.offset, quoted(n.name) + " takes " + (least == most ? "" : std::to_string(least) + " or ") + counted(most, "argument") +
                     ", found " + std::to_string(found));
}

void checker::check_call(node_index i) {
  ast_node& n = ast_.at(i);
  if (is_event_function(n)) return check_event_function(n);
  if (n.name == presence_function && !n.receiver) return check_presence(n);
  if (is_ago(n)) fail(n.offset, "'ago' is compared with an instant, as in last('asked') < ago('6 months')");
  if (n.name == "all" && n.receiver) return check_macro(n, node_kind::all);
  if (n.name == "exists" && n.receiver) return check_macro(n, node_kind::exists);
  check_function(i);
}

void checker::check_function(node_index i) {
  ast_node& n = ast_.at(i);
  std::vector<const overload*> candidates;
  for (const auto& o : overloads())
    if (o.name == n.name && o.receiver == n.receiver) candidates.push_back(&o);
  if (candidates.empty()) unknown_function(n);
  std::vector<type> found;
  for (const auto child : n.children) found.push_back(check(child));
  const auto takes = [](type wanted, type given) { return common(wanted, given).has_value(); };
  for (const auto* o : candidates) {
    if (std::equal(o->takes.begin(), o->takes.end(), found.begin(), found.end(), takes)) return apply_overload(i, *o);
  }
  no_overload(n, candidates);
}

void checker::apply_overload(node_index i, const overload& o) {
  ast_node& n = ast_.at(i);
  if (!o.op) {
    ast_node argument = ast_.at(n.children[0]);
    n = std::move(argument);
    n.type = {o.gives};  // an item of [] has none
    return;
  }
  check_literal_argument(n, *o.op);
  if (n.receiver && n.children.size() == 2) want_capitals(n.children[0], n.children[1]);
  become(n, *o.op, {o.gives});
  n.part = o.part;
  if (*o.op != opcode::time_part) return;
  if (n.children.size() == 1) {
    if (o.part != date_part::seconds && o.part != date_part::milliseconds)
      ast_.utc_getters.push_back({n.offset, std::string(n.name)});
    return;
  }
  const ast_node& zone = ast_.at(n.children[1]);
  if (zone.kind == node_kind::variable && names_.variables[zone.index].is_local_zone) {
    n.op = opcode::local_part;
    n.children.resize(1);
    return;
  }
  if (zone.kind != node_kind::literal)
    fail(zone.begin, "a time zone is a name in quotes or 'prospect.zone', as in getHours('Europe/Berlin')");
  auto rule = zone_rule_of(zone.literal.text(), names_.zones);
  if (!rule) fail(zone.begin, rule.error().message);
  n.index = static_cast<std::uint32_t>(ast_.zones.size());
  ast_.zones.push_back(*rule);
  n.children.resize(1);
}

// A text that can never be converted is a mistake, not an error to meet later.
void checker::check_literal_argument(const ast_node& n, opcode op) const {
  const ast_node& argument = ast_.at(n.children[0]);
  if (argument.kind != node_kind::literal) return;
  if (op == opcode::duration_of_text && !duration_of(argument.literal.text()))
    fail(argument.begin,
         quoted(argument.literal.text()) + " is no duration of CEL: write hours, minutes, seconds, as in duration('168h')");
  if (op == opcode::time_of_text && !timestamp_of(argument.literal.text()))
    fail(argument.begin, quoted(argument.literal.text()) + " is no timestamp: write it as in timestamp('2026-03-02T10:00:00Z')");
}

void checker::no_overload(const ast_node& n, const std::vector<const overload*>& candidates) const {
  std::size_t least = argument_count(*candidates[0]), most = least;
  for (const auto* o : candidates) {
    least = std::min(least, argument_count(*o));
    most = std::max(most, argument_count(*o));
  }
  want_arguments(n, least, most);
  for (std::size_t at = 0; at < n.children.size(); ++at) {
    std::string wanted;
    bool fits = false;
    const type found = ast_.at(n.children[at]).type;
    for (const auto* o : candidates) {
      if (at >= o->takes.size()) continue;
      fits = fits || common(o->takes[at], found).has_value();
      const std::string name = o->takes[at].is_list() ? "list" : to_string(o->takes[at]);
      if (wanted.find(name) == std::string::npos) wanted += (wanted.empty() ? "" : ", ") + name;
    }
    if (!fits) fail(ast_.at(n.children[at]).begin, quoted(n.name) + " wants " + wanted + ", found " + to_string(found));
  }
  fail(n.offset, quoted(n.name) + " does not go with these arguments");
}

void checker::unknown_function(const ast_node& n) const {
  if (const auto why = why_not(n.name); !why.empty())
    fail(n.offset, quoted(n.name) + " is no part of conditions: " + std::string(why));
  known_names known;
  if (n.receiver) {
    known.assign(std::begin(macros), std::end(macros));
  } else {
    known.push_back(presence_function), known.push_back(ago_function);
    for (const auto& f : event_overloads()) known.push_back(f.name);
  }
  for (const auto& o : overloads()) {
    if (o.receiver == n.receiver)
      known.push_back(o.name);
    else if (o.name == n.name)
      fail(n.offset,
           quoted(n.name) + (n.receiver ? " is written before its argument: " + std::string(n.name) + "(...)"
                                        : " is written behind its first argument: ... ." + std::string(n.name) + "(...)"));
  }
  fail(n.offset, "unknown function " + quoted(n.name) + hint(nearest(n.name, known)));
}

void checker::check_macro(ast_node& n, node_kind k) {
  want_arguments(n, 2, 2);
  const type list = check(n.children[0]);
  if (!list.is_list() && list != type{}) fail(n.offset, quoted(n.name) + " asks the items of a list, found " + to_string(list));
  const ast_node name = ast_.at(n.children[1]);
  if (name.kind != node_kind::identifier)
    fail(name.begin, quoted(n.name) + " wants a name for an item first, as in list." + std::string(n.name) + "(x, x > 0)");
  for (const auto& m : macros_)
    if (m.variable == name.name) fail(name.begin, quoted(name.name) + " already names an item here");
  for (const auto& v : names_.variables)
    if ((v.elsewhere.empty() && (v.name == name.name || v.name.starts_with(std::string(name.name) + '.'))) ||
        (names_.allows_now && name.name == "now"))
      fail(name.begin, quoted(name.name) + " already has a meaning here: choose another name for an item");
  const ast_node& over = ast_.at(n.children[0]);
  const bool written_out = over.kind == node_kind::operation && over.op == opcode::make_list;
  if (macros_.size() > 1 || (macros_.size() == 1 && !written_out))
    fail(n.offset, quoted(n.name) + " stands in another one only once, and only over a list that is written out");
  macros_.push_back({name.name, list.is_list() ? element_of(list) : type{}});
  want_bool(n.children[2], quoted(n.name) + " wants bool as its condition");
  macros_.pop_back();
  n.kind = k;
  n.name = name.name;
  n.type = {type_kind::boolean};
  n.children.erase(n.children.begin() + 1);
}

}  // namespace tickler::inline TICKLER_ABI::expr
