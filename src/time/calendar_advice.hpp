// What people write in calendars, for messages: each says what to write ("write '09:00-18:00'") for a text that is not read and yet
// clearly means something, and is empty for any other.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

std::string weekdays_advice(std::string_view text);     // "Monday to Friday"
std::string hours_advice(std::string_view text);        // "9-18"
std::string time_of_day_advice(std::string_view text);  // "5pm"
std::string closed_day_advice(std::string_view text);   // "25 December", "12/25"

}  // namespace tickler::inline TICKLER_ABI
