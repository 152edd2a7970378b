// What a fact of each type must be, for messages: "the fact 'rate' must be a number".
#pragma once

#include <string_view>
#include <tickler/prospect.hpp>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::string_view fact_type_texts[] = {
    "true or false", "a whole number", "a number", "text", "an instant", "a duration of minutes and hours", "a list of texts"};

constexpr std::string_view to_text(fact_type t) noexcept { return fact_type_texts[static_cast<std::size_t>(t)]; }

}  // namespace tickler::inline TICKLER_ABI
