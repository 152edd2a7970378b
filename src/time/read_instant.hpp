// Instants as RFC 3339 writes them, for those who need no word of what is wrong.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/instant.hpp>

namespace tickler::inline TICKLER_ABI {

std::optional<instant> read_instant(std::string_view text) noexcept;

}  // namespace tickler::inline TICKLER_ABI
