// The words for yes and no, wherever a text is to say which.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::array<std::string_view, 2> words_for_yes{"true", "yes"};
inline constexpr std::array<std::string_view, 2> words_for_no{"false", "no"};

constexpr std::optional<bool> flag_called(std::string_view word) noexcept {
  for (const auto each : words_for_yes)
    if (word == each) return true;
  for (const auto each : words_for_no)
    if (word == each) return false;
  return std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
