// Where the touchpoints of each kind are, for hard_coded.hpp: bit i is touchpoint i.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "workload.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace hard_coded {

// Kinds by their index in workload::kinds.
enum kind_index : std::size_t {
  inquired,
  asked_for_material,
  replied,
  material,
  no_answer,
  left_message,
  reached,
  met,
  purchased,
  receipt_confirmed,
  thanked,
  satisfaction_confirmed,
  checked_in,
  opened,
  bounced,
  opted_out_of_phone,
  opted_out_of_all,
  kind_count
};
static_assert(kind_count == workload::kinds.size());

using positions = std::uint64_t;

inline std::size_t first(positions p) { return static_cast<std::size_t>(std::countr_zero(p)); }
inline std::size_t last(positions p) { return static_cast<std::size_t>(63 - std::countl_zero(p)); }
inline positions at_last(positions p) { return positions{1} << last(p | 1); }
inline positions after_last(positions p) { return p == 0 ? ~positions{0} : ~positions{1} << last(p); }

// Of 1 to 64 touchpoints. `readable` bytes may be read, even if they are no more of the prospect's.
inline std::array<positions, kind_count> positions_of(const std::uint8_t* kinds, std::size_t n, std::size_t readable) {
  std::array<positions, kind_count> of;
#ifdef __SSE2__
  if (n <= 32 && readable >= 32) {
    const auto low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kinds));
    const auto high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kinds + 16));
    const auto equal = [](__m128i a, __m128i b) { return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(a, b))); };
    for (std::size_t k = 0; k < kind_count; ++k) {
      const auto wanted = _mm_set1_epi8(static_cast<char>(k));
      of[k] = (equal(low, wanted) | equal(high, wanted) << 16) & (~positions{0} >> (64 - n));
    }
    return of;
  }
#endif
  of.fill(0);
  for (std::size_t i = 0; i < n; ++i) of[kinds[i]] |= positions{1} << i;
  return of;
}

}  // namespace hard_coded
