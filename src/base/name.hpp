// What names look like.
#pragma once

#include <algorithm>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// In a policy: `[a-z][a-z0-9_-]*`.
inline bool is_name(std::string_view text, std::size_t most_bytes = 64) noexcept {
  const auto lower = [](char c) { return 'a' <= c && c <= 'z'; };
  return !text.empty() && text.size() <= most_bytes && lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return lower(c) || ('0' <= c && c <= '9') || c == '_' || c == '-'; });
}

// Of zone data: 1 to 64 characters of ASCII, without blanks.
inline bool is_release(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) { return '!' <= c && c <= '~'; });
}

}  // namespace tickler::inline TICKLER_ABI
