// The parts of messages that reading and checking share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>

namespace tickler::inline TICKLER_ABI {

// "a step needs 'channel'"
inline std::string missing_message(std::string_view whose, std::string_view key) {
  return std::string(whose) + " needs '" + std::string(key) + '\'';
}

// "phone, email or post"
inline std::string either(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

// "'repeat' is 1 to 1000, not 5000"
inline std::string range_message(std::string_view what, std::int64_t least, std::int64_t most, std::string_view found) {
  return quoted(what) + " is " + std::to_string(least) + " to " + std::to_string(most) + ", not " + std::string(found);
}

}  // namespace tickler::inline TICKLER_ABI
