// Plays a future forward: what preview tells, but for what is given up, which takes an explanation of all of it.
#pragma once

#include <tickler/evaluate.hpp>
#include <tickler/preview.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// With an evaluator of the policy, which may be used again.
timeline play(evaluator& engine, const policy& p, const prospect& who, const history& so_far, instant now,
              std::vector<touchpoint> script, const preview_options& options);

}  // namespace tickler::inline TICKLER_ABI
