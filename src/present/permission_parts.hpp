// What both ways of telling a permission have in common.
#pragma once

#include <array>
#include <string_view>
#include <tickler/may.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

// Where it goes. Both empty where its channel needs nothing, and to somebody else.
contact_choice contact_of(const policy& p, const prospect& who, const permission& answer);

inline std::array<std::pair<std::string_view, bool>, 3> flags_of(const permission& answer) {
  return {{{"early", answer.early}, {"in_vain", answer.in_vain}, {"supposed", answer.supposed}}};
}

}  // namespace tickler::inline TICKLER_ABI
