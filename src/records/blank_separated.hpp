// How a CSV cell holds a list: "a b c".
#pragma once

#include <algorithm>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

inline std::vector<std::string_view> blank_separated(std::string_view cell) {
  std::vector<std::string_view> parts;
  auto begin = cell.find_first_not_of(' ');
  while (begin != cell.npos) {
    const auto end = std::min(cell.find(' ', begin), cell.size());
    parts.push_back(cell.substr(begin, end - begin));
    begin = cell.find_first_not_of(' ', end);
  }
  return parts;
}

}  // namespace tickler::inline TICKLER_ABI
