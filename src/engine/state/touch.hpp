// One touchpoint as the engine sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>

#include "policy/compile/compiled.hpp"

namespace tickler {

struct touch {
  instant at{};
  const touch_row* row = nullptr;
  std::optional<instant> until{};
  std::string_view key{};
  std::span<const std::string_view> steps{};
  const std::uint64_t* events = nullptr;  // the bits of those it matches

  bool matches(event_index e) const noexcept { return (events[e / 64] >> (e % 64) & 1) != 0; }
};

// The furthest stage that it reaches; -1 for none, and if no condition asks.
int stage_of(const compiled_policy& p, const touch& t) noexcept;

}  // namespace tickler
