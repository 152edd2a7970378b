// The names of regions: "US-NY" is part of "US-NY" and of "US", and "us-ny" is the same.
#pragma once

#include <string_view>
#include <tickler/export.hpp>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr bool is_part_of(std::string_view region, std::string_view whole) noexcept {
  return equal_but_for_case(region.substr(0, whole.size()), whole) &&
         (region.size() == whole.size() || region[whole.size()] == '-');
}

}  // namespace tickler::inline TICKLER_ABI
