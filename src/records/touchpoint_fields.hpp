// The fields of a touchpoint's record.
#pragma once

#include <array>
#include <string_view>

namespace tickler {

struct touchpoint_field {
  enum : std::size_t { prospect, at, channel, direction, purpose, outcome, until, step, key, with };
  static constexpr std::array<std::string_view, 10> names = {"prospect", "at",    "channel", "direction", "purpose",
                                                             "outcome",  "until", "step",    "key",       "with"};
  static constexpr std::size_t word_bytes = 256;  // vocabulary::intern
};

}  // namespace tickler
