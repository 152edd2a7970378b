// What people write where a duration is wanted, for messages.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// "write '12 hours'" for "half a day": what to write for a text that is no duration and yet clearly means one. Else empty.
std::string duration_advice(std::string_view text);

}  // namespace tickler::inline TICKLER_ABI
