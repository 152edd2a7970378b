// A hash of short texts: ids, names.
#pragma once

#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// The same within a process and different in the next, so that nobody can choose texts that collide.
TICKLER_API std::uint32_t hash_of_text(std::string_view text) noexcept;

}  // namespace tickler::inline TICKLER_ABI
