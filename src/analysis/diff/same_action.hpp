// Which actions of two policies are the same, by the names of their steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tickler/decision.hpp>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class same_action {
 public:
  same_action(const policy_draft& before, const policy_draft& after);

  bool operator()(const decision& before, const action& a, const decision& after, const action& b) const;

 private:
  struct place {
    std::size_t cadence = 0, step = 0;
  };

  std::vector<std::vector<std::optional<place>>> steps_;  // of the old policy: where the new one has them
};

}  // namespace tickler::inline TICKLER_ABI
