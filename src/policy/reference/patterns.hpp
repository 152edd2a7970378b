// Regular expressions (ECMA-262, as JSON Schema wants them) of what the values of a policy look like. They know the form, not the
// limits: 31 February and 4,000 years pass.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::patterns {

inline constexpr std::string_view name = "[a-z][a-z0-9_-]{0,63}";
inline constexpr std::string_view whole_number = "-?(0|[1-9][0-9]*)";
inline constexpr std::string_view date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
inline constexpr std::string_view clock = "([01][0-9]|2[0-3]):[0-5][0-9]";
inline constexpr std::string_view wall_time =
    "[0-9]{4}-[0-9]{2}-[0-9]{2}[ Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?";
inline constexpr std::string_view instant =
    "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})";

std::string duration();
std::string hours();        // 09:00-18:00
std::string weekdays();     // mon-fri
std::string special_day();  // 12-25, thu[4] nov
std::string closed_day();   // these, and 12-25 substitute

}  // namespace tickler::inline TICKLER_ABI::patterns
