// Hashes of what anybody may choose: ids, names, words.
#pragma once

#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// The same within a process and different in the next, so that nobody can choose what collides.
TICKLER_API std::uint32_t hash_of_text(std::string_view text) noexcept;
TICKLER_API std::uint64_t hash_of_number(std::uint64_t n) noexcept;

}  // namespace tickler::inline TICKLER_ABI
