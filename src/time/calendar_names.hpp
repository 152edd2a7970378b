// What weekdays and months are called in a policy.
#pragma once

#include <array>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::array<std::string_view, 7> day_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
inline constexpr std::array<std::string_view, 12> month_names{"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};

}  // namespace tickler::inline TICKLER_ABI
