// A place in a policy draft.
#pragma once

#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

// A part of the policy: its position, or that of the part it belongs to, and its path for policies without a text.
struct place {
  source_position at{};
  std::string path{};

  place in(std::string_view part, source_position m = {}) const;
  place entry(const located_string& name, std::size_t index) const;  // "steps.send", or "steps.3" without a name
};

}  // namespace tickler::inline TICKLER_ABI
