// What spellings of a word have in common that differ in capitals, blanks, hyphens, underscores and a plural's s: "Opted-Outs" and
// "opted_out" are both "optedout".
#pragma once

#include <string>
#include <string_view>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

inline std::string skeleton_of(std::string_view word) {
  std::string bare;
  for (const char c : word)
    if (c != ' ' && c != '-' && c != '_') bare += ascii_lower(c);
  if (bare.size() > 1 && bare.back() == 's') bare.pop_back();
  return bare;
}

}  // namespace tickler::inline TICKLER_ABI
