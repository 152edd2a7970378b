// "May I?" as the plain reference reads it: one instant at a time.
#pragma once

#include "reference.hpp"

namespace plain {

struct proposal {
  std::string channel{}, purpose{};
  tickler::party to = tickler::party::prospect;
  std::string step{};  // "cadence/step", an action's id, or nothing
  std::string key{};
};

// Whether nothing that has happened and no rule forbids it at now; the history up to now.
bool is_allowed(const tickler::policy_draft& policy, const tickler::prospect& who, const std::vector<touch>& history, instant now,
                const proposal& asked);

}  // namespace plain
