// What a duration that is worked out may come to.
#pragma once

#include <chrono>
#include <optional>
#include <tickler/export.hpp>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI {

inline constexpr std::chrono::seconds longest_computed{std::int64_t{36525} * 86'400};  // 100 years, as of constants

// In whole seconds, what is less being cut off; nothing unless it is 0 to 100 years.
inline std::optional<std::chrono::seconds> window_length(const expr::eval_result& found) noexcept {
  if (!found) return std::nullopt;
  const auto length = found.value.duration();
  if (length.count() < 0 || length > longest_computed) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::seconds>(length);
}

}  // namespace tickler::inline TICKLER_ABI
