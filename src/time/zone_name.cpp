#include "time/zone_name.hpp"

#include <algorithm>
#include <cstddef>

#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {

bool may_be_zone(std::string_view name) noexcept {
  constexpr std::size_t most_bytes = 255;
  const auto is_upper = [](char c) { return 'A' <= c && c <= 'Z'; };
  const auto is_allowed = [&](char c) {
    return is_upper(c) || ('a' <= c && c <= 'z') || is_digit(c) || std::string_view{"_+-/"}.find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= most_bytes && is_upper(name.front()) && name.back() != '/' &&
         name.find("//") == std::string_view::npos && std::all_of(name.begin(), name.end(), is_allowed) && name != "Factory";
}

}  // namespace tickler::inline TICKLER_ABI
