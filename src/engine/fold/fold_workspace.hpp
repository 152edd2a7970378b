// What taking touchpoints in needs besides the state: used again and again, and worth nothing afterwards. Keeping it apart is what
// makes a state a value; keeping it at all is what makes a warm evaluator allocate nothing.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "engine/fold/joint_log.hpp"
#include "engine/state/condition_memory.hpp"
#include "engine/state/step_ref.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

// The steps that a touchpoint names, those that the policy knows.
struct named_steps {
  step_ref list[most_steps]{};
  bool used[most_steps]{};
  std::size_t count = 0;
};

struct fold_workspace {
  condition_memory memory{};
  named_steps named{};                    // of the touchpoint being taken in
  std::vector<bit_mask> events{};         // that it matches, where conditions decide
  event_matches matches{};                // of these
  std::vector<std::uint16_t> key_rows{};  // that it goes into
  std::vector<const touch_row*> rows{};   // of a whole history
  joint_log joint{};                      // of a prospect of a book, where others' touchpoints count
};

}  // namespace tickler::inline TICKLER_ABI
