// What a name in a policy looks like: `[a-z][a-z0-9_-]*`.
#pragma once

#include <algorithm>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

inline bool is_name(std::string_view text, std::size_t most_bytes = 64) noexcept {
  const auto lower = [](char c) { return 'a' <= c && c <= 'z'; };
  return !text.empty() && text.size() <= most_bytes && lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return lower(c) || ('0' <= c && c <= '9') || c == '_' || c == '-'; });
}

}  // namespace tickler::inline TICKLER_ABI
