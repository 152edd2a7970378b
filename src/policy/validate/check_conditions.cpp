#include <algorithm>

#include "base/messages.hpp"
#include "policy/computed_window.hpp"
#include "policy/diagnostic_numbers.hpp"
#include "policy/validate/checker.hpp"

namespace tickler {

const condition_names& checker::names_at(condition_place where) {
  auto& known = condition_names_[static_cast<std::size_t>(where)];
  if (!known) known = tickler::names_at(where, draft_, words_);
  return *known;
}

// Else a condition may name what could not be read.
bool checker::all_names_known() const {
  const auto is_read = [](const auto& part) { return !failed(part.name); };
  return events_.all && std::all_of(draft_.facts.begin(), draft_.facts.end(), is_read) &&
         std::all_of(draft_.stages.begin(), draft_.stages.end(), is_read);
}

void checker::condition(const expression& written, condition_place where, const place& p, std::string_view key) {
  static_cast<void>(compiled(written, where, {expr::type_kind::boolean}, p.in(key, written.at)));
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

void checker::computed(const expression& written, const std::optional<tickler::written<duration>>& constant, const place& p) {
  if (!written.given()) return;
  if (constant) error(number::not_together, p.in("", written.at), "a duration is constant or worked out, not both");
  const auto program = compiled(written, condition_place::window, {expr::type_kind::duration}, p.in("", written.at));
  if (!program || !program->constant()) return;
  if (!window_length(*program->constant()))
    error(number::bad_duration, p.in("", written.at), "this is no duration of 0 to 10 years (3653 days)");
}

void checker::conditions(const step_draft& s, const place& p) {
  condition(s.condition, condition_place::run, p, "if");
  computed(s.computed_after, s.after, p.in("after"));
  computed(s.computed_within, s.within, p.in("within"));
  computed(s.computed_at_latest, s.at_latest, p.in("at_latest"));
  if (s.condition.given() && s.expires)
    error(number::if_with_expires, p.in("expires", s.expires->at),
          "'expires' and 'if' do not go together on one step: make two steps of it");
}

}  // namespace tickler
