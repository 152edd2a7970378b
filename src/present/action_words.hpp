// The words of an action that are the same in JSON and for people. Inline, since the command needs them too.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tickler/decision.hpp>
#include <vector>

namespace tickler {

inline constexpr std::array<std::string_view, 4> action_flag_names{"overdue", "late", "squeezed", "late_unavoidable"};  // by bit

inline std::vector<std::string_view> flags_of(const action& a) {
  std::vector<std::string_view> flags;
  for (std::size_t i = 0; i < action_flag_names.size(); ++i)
    if (a.has(static_cast<action_flag>(1u << i))) flags.push_back(action_flag_names[i]);
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
