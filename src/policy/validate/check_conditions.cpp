#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/computed_window.hpp"
#include "policy/validate/checker.hpp"

namespace tickler::inline TICKLER_ABI {

const condition_names& checker::names_at(condition_place where) {
  auto& known = condition_names_[static_cast<std::size_t>(where)];
  if (!known) known = tickler::names_at(where, draft_, words_, zones_);
  return *known;
}

// Else a condition may name what could not be read.
bool checker::all_names_known() const {
  const auto is_read = [](const auto& part) { return !failed(part.name); };
  return events_.all && std::all_of(draft_.facts.begin(), draft_.facts.end(), is_read) &&
         std::all_of(draft_.stages.begin(), draft_.stages.end(), is_read);
}

std::optional<expr::program> checker::compiled(const expression& written, condition_place where, expr::type wanted,
                                               const place& p) {
  if (written.text.empty() || !all_names_known()) return std::nullopt;  // not given, or not readable
  auto program = expr::compile(written.text, names_at(where).environment, wanted);
  if (!program) {
    const auto at = written.place_of(program.error().offset);
    error(number::bad_condition, p.in("", at), program.error().message);
    return std::nullopt;
  }
  note_use(*program, names_at(where));
  return *program;
}

void checker::note_use(const expr::program& p, const condition_names& in_scope) {
  for (const auto& q : p.queries()) used_events_.insert(*draft_.events[q.event].name);
  for (const auto& w : p.enum_values()) {
    const auto& type = in_scope.environment.enum_types[w.type];
    used_words_.emplace(type.name, type.values[w.value].text);
  }
  for (const auto v : p.variables()) {
    const auto& variable = in_scope.variables[v];
    if (variable.is == asked::what::prospect_fact) used_facts_.insert(*draft_.facts[variable.index].name);
    if (variable.is == asked::what::stage) asks_stage_ = true;
  }
}

void checker::key(const takes::window&, const key_at& k, const std::optional<located<duration>>& constant, bool,
                  const expression& computed) {
  if (constant) any_duration(*constant, k.in(constant->at));
  if (!computed.given()) return;
  const auto here = k.in(computed.at);
  if (constant) error(number::not_together, here, "a duration is constant or worked out, not both");
  const auto program = compiled(computed, condition_place::window, {expr::type_kind::duration}, here);
  if (program && program->constant() && !window_length(*program->constant()))
    error(number::bad_duration, here, "this is no duration of 0 to 100 years (36525 days)");
}

}  // namespace tickler::inline TICKLER_ABI
