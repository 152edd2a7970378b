#include <iterator>
#include <tickler/decision.hpp>

namespace tickler {

namespace {

const step_draft& step_of(const policy& p, const action& a) { return p.draft().cadences.at(a.cadence).steps.at(a.step); }

// What `when_late` says instead, if it has come to that.
std::string_view replaced_or(const located_string& usual, located_string when_late_draft::*instead, const step_draft& step,
                             const action& a) {
  if (!a.replaced || !step.when_late) return *usual;
  const auto& late = (*step.when_late).*instead;
  return late->empty() ? *usual : *late;
}

}  // namespace

std::vector<std::string_view> flags_of(const action& a) {
  std::vector<std::string_view> flags;
  for (std::size_t i = 0; i < std::size(action_flag_names); ++i)
    if (a.has(static_cast<action_flag>(1u << i))) flags.push_back(action_flag_names[i]);
  return flags;
}

std::string_view note_of(const policy& p, const action& a) {
  const auto& step = step_of(p, a);
  return replaced_or(step.note, &when_late_draft::note, step, a);
}

std::string_view template_of(const policy& p, const action& a) {
  const auto& step = step_of(p, a);
  return replaced_or(step.template_name, &when_late_draft::template_name, step, a);
}

}  // namespace tickler
