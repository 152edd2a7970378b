// Two texts in one input: a line "#" parts them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace fuzz {

inline std::pair<std::string, std::string> parted(std::string_view text) {
  constexpr std::string_view parting = "\n#\n";
  const auto end = std::min(text.find(parting), text.size());
  return {std::string(text.substr(0, end)), std::string(text.substr(std::min(end + parting.size(), text.size())))};
}

}  // namespace fuzz
