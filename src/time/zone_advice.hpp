// Which time zone is meant by what other programs write.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// One of those known: the name in letters of another case ('EUROPE/LONDON'), with a blank for its '_', or as HubSpot writes it
// ('us_slash_eastern'); a whole offset ('GMT+2', '+02:00'); names of Windows and of Rails; else a name that is nearly the same.
// Empty if there is none.
std::string meant_zone(std::string_view written, std::span<const std::string> known);

}  // namespace tickler::inline TICKLER_ABI
