#include "policy/program/rules_on.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

namespace {

bool names(const std::vector<located_string>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](const auto& each) { return *each == name; });
}

bool names(const std::vector<located_string>& list, const step_name& step) {
  return std::any_of(list.begin(), list.end(), [&](const auto& each) {
    const std::string_view full = *each;
    return full.size() == step.cadence.size() + 1 + step.step.size() && full.starts_with(step.cadence) &&
           full[step.cadence.size()] == '/' && full.ends_with(step.step);
  });
}

template <class Word>
bool allows(const std::vector<Word>& list, Word word) {
  return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::uint32_t limits_on(const compiled_policy& p, const touch_words& as) {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < p.limit_rules.size(); ++i) {
    const auto& patterns = p.limit_rules[i].patterns;
    if (std::any_of(patterns.begin(), patterns.end(), [&](const auto& each) { return each.fits_apart_from_outcome(as); }))
      mask |= 1u << i;
  }
  return mask;
}

std::uint32_t limits_excepting(const compiled_policy& p, const step_name& step) {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < p.draft.limits.size(); ++i)
    if (names(p.draft.limits[i].except, step)) mask |= 1u << i;
  return mask;
}

bit_mask never_on(const compiled_policy& p, const touch_words& as) {
  bit_mask mask = 0;
  for (std::size_t i = 0; i < p.never.size(); ++i)
    if (allows(p.never[i].channels, as.channel) && allows(p.never[i].purposes, as.purpose)) mask |= bit(i);
  return mask;
}

bit_mask holds_on(const compiled_policy& p, std::string_view channel, const step_name& step) {
  bit_mask mask = 0;
  for (std::size_t i = 0; i < p.draft.holds.size(); ++i) {
    const auto& hold = p.draft.holds[i];
    if ((hold.channels.empty() || names(hold.channels, channel)) && !names(hold.except, step)) mask |= bit(i);
  }
  return mask;
}

}  // namespace tickler::inline TICKLER_ABI
