#include <iterator>
#include <stdexcept>
#include <tickler/decision.hpp>

namespace tickler::inline TICKLER_ABI {

namespace {

const step_draft& step_of(const policy& p, const action& a) {
  const auto& cadences = p.draft().cadences;
  if (a.cadence >= cadences.size() || a.step >= cadences[a.cadence].steps.size())
    throw std::invalid_argument("an action of another policy");
  return cadences[a.cadence].steps[a.step];
}

// What `when_late` says instead, if it has come to that.
std::string_view replaced_or(const located_string& usual, located_string when_late_draft::*instead, const step_draft& step,
                             const action& a) {
  if (!a.replaced || !step.when_late) return *usual;
  const auto& late = (*step.when_late).*instead;
  return late->empty() ? *usual : *late;
}

template <class Range>
auto part_of(Range&& all, std::size_t begin, std::size_t size) {
  if (begin > all.size() || size > all.size() - begin) throw std::invalid_argument("an action of another decision");
  return std::span(all).subspan(begin, size);
}

}  // namespace

std::string_view decision::key(const action& a) const& {
  const auto key = part_of(keys, a.key_begin, a.key_size);
  return {key.data(), key.size()};
}

std::span<const reason> decision::reasons_of(const action& a) const& { return part_of(reasons, a.reason_begin, a.reason_count); }

std::span<const blocker> decision::blockers_of(const action& a) const& {
  return part_of(blockers, a.blocker_begin, a.blocker_count);
}

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

}  // namespace tickler::inline TICKLER_ABI
