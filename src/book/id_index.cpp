#include "book/id_index.hpp"

#include <cstring>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::uint64_t most_slots = std::uint64_t{1} << 32;

}  // namespace

void id_index::grow(std::size_t slots) {
  if (slots > most_slots) throw misuse(misuse_number::too_many, "more prospects than a book can hold");
  pod_array<std::uint64_t> old;
  old.resize(slots);
  std::memset(old.data(), 0, slots * sizeof(std::uint64_t));
  std::swap(old, slots_);
  bits_ = std::countr_zero(slots);
  for (const auto slot : old)
    if (slot != 0) enter(slot);
}

}  // namespace tickler::inline TICKLER_ABI
