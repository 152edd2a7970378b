#include <algorithm>
#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

source_position expression::place_of(std::size_t offset) const noexcept {
  const auto after = std::find_if(pieces.begin(), pieces.end(), [offset](const piece& p) { return p.offset > offset; });
  if (after == pieces.begin()) return at;
  const auto& found = *(after - 1);
  return {found.at.line, found.at.column + static_cast<std::uint32_t>(offset - found.offset)};
}

}  // namespace tickler::inline TICKLER_ABI
