// Sets of small numbers as bits.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

using bit_mask = std::uint64_t;

constexpr bit_mask bit(std::size_t i) noexcept { return bit_mask{1} << i; }
constexpr bool has_bit(bit_mask set, std::size_t i) noexcept { return (set >> i & 1) != 0; }

// Calls each(i) for the numbers of the set, ascending.
template <class Mask, class Each>
constexpr void for_each_bit(Mask set, Each&& each) {
  for (; set != 0; set &= static_cast<Mask>(set - 1)) each(static_cast<std::size_t>(std::countr_zero(set)));
}

// In rows of words of 64 bits.
constexpr std::size_t words_for(std::size_t bits) noexcept { return bits / 64 + 1; }
constexpr bool has_bit(const bit_mask* row, std::size_t i) noexcept { return has_bit(row[i / 64], i % 64); }
constexpr void set_bit(bit_mask* row, std::size_t i) noexcept { row[i / 64] |= bit(i % 64); }

}  // namespace tickler::inline TICKLER_ABI
