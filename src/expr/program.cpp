#include "expr/program.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "expr/ast.hpp"
#include "expr/bytecode.hpp"
#include "expr/checker.hpp"
#include "expr/codegen.hpp"
#include "expr/constant_folding.hpp"
#include "expr/empty_activation.hpp"
#include "expr/time_dependence.hpp"
#include "expr/vm.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

std::vector<std::uint32_t> variables_in(const bytecode& c) {
  std::vector<std::uint32_t> list;
  for (const auto& s : c.instructions) {
    if (s.op == opcode::load_variable || s.op == opcode::has) list.push_back(s.index);
    if (s.op == opcode::compare_variable) list.push_back(s.count);
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

bool reads_activation(opcode o) noexcept { return activation_reads.has(o) || event_queries.has(o); }

// Folding may have dropped some; the others keep their order.
std::vector<event_query> queries_in(bytecode& c, const std::vector<event_query>& all) {
  std::vector<event_query> list;
  constexpr auto none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> new_index(all.size(), none);
  const auto moved_to = [&](std::uint32_t q) {
    if (new_index[q] == none) {
      new_index[q] = static_cast<std::uint32_t>(list.size());
      list.push_back(all[q]);
    }
    return new_index[q];
  };
  for (auto& s : c.instructions)
    if (event_queries.has(s.op)) s.index = moved_to(s.index);
  for (auto& d : c.dependences)
    if (d.kind == time_dependence_kind::count || d.kind == time_dependence_kind::elapsed) d.index = moved_to(d.index);
  return list;
}

}  // namespace

eval_result program::evaluate(const activation& a, arena& memory) const { return run(*code_, code_->entry, queries_, a, memory); }

std::optional<instant> program::next_change(const activation& a, arena& memory) const {
  if (!depends_on_time()) return std::nullopt;
  return expr::next_change(*code_, queries_, a, memory);
}

program assemble(ast t) {
  program p;
  bytecode c;
  std::vector<code_range> ranges;
  generate_code(t, t.root, c, ranges);
  c.entry = ranges[t.root];
  c.zones = std::move(t.zones);
  c.durations = std::move(t.durations);
  p.utc_getters_ = std::move(t.utc_getters);
  find_time_dependence(t, ranges, c);
  p.type_ = t.at(t.root).type;
  p.depends_on_time_ = c.dependence != time_invariant;
  p.variables_ = variables_in(c);
  p.queries_ = queries_in(c, t.queries);
  p.enum_values_ = std::move(t.enum_values);
  c.pool = std::move(t.pool);
  const bool closed =
      std::none_of(c.instructions.begin(), c.instructions.end(), [](const instruction& i) { return reads_activation(i.op); });
  p.code_ = std::make_shared<const bytecode>(std::move(c));
  if (closed) {
    arena memory(worth_folding);
    const auto found = p.evaluate(empty_activation{}, memory);
    if (memory.work().is_overdrawn()) return p;
    if (!found || !(p.type_.is_list() || p.type_.is(type_kind::text))) p.constant_ = found;
  }
  return p;
}

parse_result<program> compile(std::string_view text, const environment& names, expr::type wanted) {
  try {
    ast t = parse(text);
    check(t, names);
    const ast_node& root = t.at(t.root);
    if (wanted != expr::type{} && !common(root.type, wanted))
      return parse_error{root.begin, "this is of type " + to_string(root.type) + ", not " + to_string(wanted)};
    fold_constants(t, t.root);
    return assemble(std::move(t));
  } catch (parse_error& e) {
    return std::move(e);
  }
}

}  // namespace tickler::inline TICKLER_ABI::expr
