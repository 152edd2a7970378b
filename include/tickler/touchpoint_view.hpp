// A touchpoint whose texts are the caller's: for rows of a database or structs of one's own, without a copy.
//
//   const std::string_view orders[] = {"A-1", "A-2"};
//   tickler::touchpoint_view letter{.at = now, .words = {.channel = channel::post, .direction = direction::outbound}, .keys =
//   orders};
//
// Whoever makes one keeps what it points to alive and unchanged during the call that it is handed to; what is kept of it is copied.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

// What each means, and its bounds, is said of `touchpoint`. The words are the policy's vocabulary's.
struct touchpoint_view {
  instant at{};
  touch_words words{};
  std::optional<instant> until{};
  std::span<const std::string_view> steps{}, keys{};
  std::string_view id{}, address{};
};

// A copy that keeps its own texts.
TICKLER_API touchpoint owned(const touchpoint_view& t);

}  // namespace tickler::inline TICKLER_ABI
