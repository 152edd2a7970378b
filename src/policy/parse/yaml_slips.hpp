// What libyaml stumbled over, in words of people who write YAML by hand, and where they slipped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

struct yaml_slip {
  std::size_t at = 0;
  std::string message{};  // empty: not known
};

// Of libyaml's problem and its context, at these offsets of the text.
yaml_slip slip_of(std::string_view text, std::string_view problem, std::size_t at, std::string_view context, std::size_t from);

}  // namespace tickler::inline TICKLER_ABI
