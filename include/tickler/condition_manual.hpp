// What conditions may call, compute with and name, as a table for manuals and editors.
//
//   for (const auto& word : tickler::condition_manual())
//     for (const auto& form : word.forms) std::cout << form << '\n';   // "since('event') -> duration"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct condition_word {
  enum class kind : std::uint8_t { function, sign, name };

  kind what = kind::function;
  std::string_view name{};           // "since", "&&", "prospect"
  std::vector<std::string> forms{};  // how it is written and of what type it then is, as in "prospect.owner: string"
  std::string_view doc{};
  std::string_view example{};             // a whole condition
  std::vector<std::string_view> where{};  // the places that know it: none for those that all know
};

// Functions, then signs, then names.
TICKLER_API std::vector<condition_word> condition_manual();

}  // namespace tickler::inline TICKLER_ABI
