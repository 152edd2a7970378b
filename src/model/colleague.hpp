// What a touchpoint of one prospect is to her colleagues: semantics R121.
#pragma once

#include <optional>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

// What was skipped or put off is of her own steps; what was with a referrer or a colleague of hers is told there.
constexpr std::optional<touch_words> as_colleague(touch_words words) noexcept {
  if (words.with != party::prospect || words.outcome == outcome::skipped || words.outcome == outcome::snoozed) return std::nullopt;
  words.with = party::colleague;
  return words;
}

}  // namespace tickler::inline TICKLER_ABI
