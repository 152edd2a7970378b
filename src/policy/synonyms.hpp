// Words that people write for the words of the language.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Those of the known words that this one is used for, or its singular or plural; none where there is none.
TICKLER_API std::vector<std::string_view> meant_by_use(std::string_view word, const std::vector<std::string_view>& known);

// Likewise, else the one that is spelled nearly so.
TICKLER_API std::vector<std::string_view> meant_by(std::string_view word, const std::vector<std::string_view>& known);

// ", did you mean 'starts' or 'if'?"; empty where none is meant.
TICKLER_API std::string hint(const std::vector<std::string_view>& meant);

inline std::string hint_by_use(std::string_view word, const std::vector<std::string_view>& known) {
  return hint(meant_by_use(word, known));
}
inline std::string hint_for(std::string_view word, const std::vector<std::string_view>& known) {
  return hint(meant_by(word, known));
}

}  // namespace tickler::inline TICKLER_ABI
