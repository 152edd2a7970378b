// Words that people write for the words of the language.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// ", did you mean 'starts'?": those of the known words that this one is used for, or its singular or plural; empty
// where there is none.
TICKLER_API std::string hint_by_use(std::string_view word, const std::vector<std::string_view>& known);

// Likewise, else the one that is spelled nearly so.
TICKLER_API std::string hint_for(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace tickler::inline TICKLER_ABI
