// The same thing twice (R117): what becomes of a touchpoint when another of its prospect and id comes.
#pragma once

#include <cstdint>
#include <tickler/touchpoint.hpp>

namespace tickler::inline TICKLER_ABI {

enum class correction : std::uint8_t { other_channel, again, replaced };  // the first is an error

inline correction correction_by(const touchpoint& before, const touchpoint& after) {
  if (before.words.channel != after.words.channel) return correction::other_channel;
  return before == after ? correction::again : correction::replaced;
}

}  // namespace tickler::inline TICKLER_ABI
