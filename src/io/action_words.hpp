// The words of an action that are the same in JSON and for people. Inline, since the command needs them too.
#pragma once

#include <string_view>
#include <tickler/decision.hpp>
#include <utility>
#include <vector>

namespace tickler {

inline std::vector<std::string_view> flags_of(const action& a) {
  static constexpr std::pair<action_flag, std::string_view> names[] = {{action_flag::overdue, "overdue"},
                                                                       {action_flag::late, "late"},
                                                                       {action_flag::squeezed, "squeezed"},
                                                                       {action_flag::late_unavoidable, "late_unavoidable"}};
  std::vector<std::string_view> flags;
  for (const auto& [flag, name] : names)
    if (a.has(flag)) flags.push_back(name);
  return flags;
}

// As `when_late` may have replaced it; empty where there is none.
inline std::string_view note_of(const step_draft& step, const action& a) {
  const bool is_replaced = a.replaced && step.when_late && !step.when_late->note.value.empty();
  return is_replaced ? step.when_late->note.value : step.note.value;
}

inline std::string_view template_of(const step_draft& step, const action& a) {
  const bool is_replaced = a.replaced && step.when_late && !step.when_late->template_name.value.empty();
  return is_replaced ? step.when_late->template_name.value : step.template_name.value;
}

}  // namespace tickler
