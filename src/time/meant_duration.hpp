// What people write where a duration is wanted, for messages.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/duration.hpp>

namespace tickler::inline TICKLER_ABI {

// The duration that "half a day", "3 working days" or "2 wks after" clearly mean.
std::optional<duration> meant_duration(std::string_view text);

}  // namespace tickler::inline TICKLER_ABI
