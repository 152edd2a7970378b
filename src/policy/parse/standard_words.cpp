#include "policy/parse/standard_words.hpp"

#include <tickler/vocabulary.hpp>

#include "policy/parse/kinds.hpp"

namespace tickler::inline TICKLER_ABI {

// The first two are no words to write: the empty one and `other`.
std::span<const std::string_view> standard_words(std::string_view kind) noexcept {
  constexpr std::size_t reserved = 2;
  if (kind == kinds::channels.name || kind == kinds::channel.name || kind == kinds::all_channels.name)
    return std::span(channel_names).subspan(reserved);
  if (kind == kinds::purposes.name || kind == kinds::purpose.name) return std::span(purpose_names).subspan(reserved);
  if (kind == kinds::outcomes.name || kind == kinds::outcome.name) return std::span(outcome_names).subspan(reserved);
  return {};
}

}  // namespace tickler::inline TICKLER_ABI
