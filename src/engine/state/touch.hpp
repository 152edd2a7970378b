// One touchpoint as the engine sees it: its row in the touch index tells what its words are to the policy; what else it says (its
// details: until, keys, steps) is there only where it matters. Views: whoever made it keeps the texts alive.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

struct touch {
  instant at{};
  const touch_row* row = nullptr;
  std::optional<instant> until{};
  std::span<const std::string_view> keys{};
  std::span<const std::string_view> steps{};
  std::string_view address{};
  const bit_mask* events = nullptr;      // the bits of those it matches
  const event_matches* meant = nullptr;  // what the policy makes of these

  std::string_view first_key() const noexcept { return keys.empty() ? std::string_view{} : keys.front(); }
  bool matches(event_index e) const noexcept { return has_bit(events, e); }
};

}  // namespace tickler::inline TICKLER_ABI
