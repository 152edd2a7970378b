// A touchpoint as the watches of an audit see it.
#pragma once

#include <tickler/audit.hpp>

#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

struct watched_touch {
  std::uint32_t index = 0;
  instant at{};
  const touch_row* row = nullptr;

  touch_ref ref() const { return {index, at, row->words}; }
};

// From when on something calls for a promise, and when history ends.
struct audit_span {
  instant from{}, to{};
};

}  // namespace tickler::inline TICKLER_ABI
