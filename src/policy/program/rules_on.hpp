// Which rules of a policy are about a touch, by its words and by the step that it carries out: the masks of channel choices when a
// policy is compiled, and those of a touch that somebody proposes. Semantics R70, R73, R74, R77 and R78.
#pragma once

#include <string_view>
#include <tickler/vocabulary.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

// Of a step, as `except` has it: "cadence/step". Both empty: of none.
struct step_name {
  std::string_view cadence, step;
};

// That count it, if its outcome will be one that they name; and of all, those that except the step.
std::uint32_t limits_on(const compiled_policy& p, const touch_words& as);
std::uint32_t limits_excepting(const compiled_policy& p, const step_name& step);

bit_mask never_on(const compiled_policy& p, const touch_words& as);

// Without a channel: those that name none.
bit_mask holds_on(const compiled_policy& p, std::string_view channel, const step_name& step);

}  // namespace tickler::inline TICKLER_ABI
