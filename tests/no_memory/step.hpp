// Every how many allocations one fails: in a run every 50th, and all with TICKLER_CASES=50.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace no_memory {

inline std::size_t step() {
  const auto* share = std::getenv("TICKLER_CASES");
  return static_cast<std::size_t>(std::max(1.0, 50.0 / std::max(1.0, share ? std::atof(share) : 1.0)));
}

}  // namespace no_memory
