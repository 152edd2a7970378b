#include "analysis/diff/same_action.hpp"

#include <algorithm>
#include <string_view>

namespace tickler::inline TICKLER_ABI {

namespace {

template <class Part>
std::optional<std::size_t> find_named(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.name.value == name; });
  if (found == parts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts.begin());
}

}  // namespace

same_action::same_action(const policy_draft& before, const policy_draft& after) {
  for (const auto& cadence : before.cadences) {
    auto& steps = steps_.emplace_back(cadence.steps.size());
    const auto c = find_named(after.cadences, cadence.name.value);
    if (!c) continue;
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (const auto s = find_named(after.cadences[*c].steps, cadence.steps[i].name.value)) steps[i] = place{*c, *s};
  }
}

bool same_action::operator()(const decision& before, const action& a, const decision& after, const action& b) const {
  const auto& there = steps_[a.cadence][a.step];
  return there && there->cadence == b.cadence && there->step == b.step && a.repetition == b.repetition && a.start == b.start &&
         a.ordinal == b.ordinal && before.key(a) == after.key(b);
}

}  // namespace tickler::inline TICKLER_ABI
