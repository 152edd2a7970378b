#include "policy/compile/compile_conditions.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

condition_compiler::condition_compiler(compiled_policy& out) : out_(out) {}

condition_rule condition_compiler::program(const expression& written, condition_place where, expr::type wanted) {
  if (!written.given()) return std::nullopt;
  auto& environment = environments_[static_cast<std::size_t>(where)];
  if (!environment) {
    auto names = names_at(where, out_.draft, out_.words, out_.zones);
    environment = std::move(names.environment);
    out_.variables[static_cast<std::size_t>(variables_at(where))] = std::move(names.variables);
  }
  auto made = expr::compile(written.text, *environment, wanted).value();
  for (auto& q : made.queries()) q.slot = watch(q);
  note_variables(made, where);
  return made;
}

void condition_compiler::note_variables(const expr::program& p, condition_place where) {
  const bool in_fold = where != condition_place::touch && where != condition_place::rule;
  for (const auto v : p.variables()) {
    const auto& asked = out_.variables[static_cast<std::size_t>(variables_at(where))][v];
    using what = asked::what;
    if (asked.is == what::stage) out_.asks_stage = true;
    if (asked.is == what::key && where != condition_place::touch) out_.asks_start_key = true;
    if (asked.is == what::prospect_fact) out_.facts.push_back(asked.index);
    if (asked.is == what::reachable) out_.asks_reachable = true;
    if (asked.is_of_person()) out_.asks_person = true;
    if (in_fold && asked.is_of_prospect()) note_folded(asked);
  }
}

// Each once, however many conditions ask it: every state is held against all of them.
void condition_compiler::note_folded(const asked& variable) {
  auto& all = out_.folded_variables;
  const auto is_it = [&](const asked& other) { return other.is == variable.is && other.index == variable.index; };
  if (std::none_of(all.begin(), all.end(), is_it)) all.push_back(variable);
}

std::uint32_t condition_compiler::watch(const expr::event_query& q) {
  const auto event = static_cast<event_index>(q.event);
  const auto newest = static_cast<std::uint32_t>(q.max_count);
  if (q.function != expr::event_function::times) return track(event, newest);
  const auto slot = track(event, 1);
  auto& numbered = out_.tracked[slot].numbered;
  numbered = std::max(numbered, newest);
  return slot;
}

std::uint32_t condition_compiler::track(event_index event, std::uint32_t kept) {
  auto found = std::find_if(out_.tracked.begin(), out_.tracked.end(), [&](const auto& w) { return w.event == event; });
  if (found == out_.tracked.end()) found = out_.tracked.insert(found, {event});
  found->kept = std::max(found->kept, kept);
  return static_cast<std::uint32_t>(found - out_.tracked.begin());
}

bool condition_compiler::asks_reachable(const expr::program& of_step) const {
  const auto& names = out_.variables[static_cast<std::size_t>(condition_place::step)];
  const auto variables = of_step.variables();
  return std::any_of(variables.begin(), variables.end(), [&](auto v) { return names[v].is == asked::what::reachable; });
}

void condition_compiler::finish() {
  for (auto& w : out_.tracked) {
    w.first_slot = out_.tracked_slots;
    out_.tracked_slots += w.kept;
    w.first_number = out_.tracked_numbers;
    out_.tracked_numbers += w.numbered;
  }
  std::sort(out_.facts.begin(), out_.facts.end());
  out_.facts.erase(std::unique(out_.facts.begin(), out_.facts.end()), out_.facts.end());
}

}  // namespace tickler::inline TICKLER_ABI
