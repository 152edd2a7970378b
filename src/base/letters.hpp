// Letters of ASCII, large and small: words and titles that differ in case alone.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

constexpr char small_letter(char c) noexcept { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string small_letters(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), small_letter);
  return small;
}

inline bool is_same_but_for_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small_letter(x) == small_letter(y); });
}

}  // namespace tickler::inline TICKLER_ABI
