// Finds prospects by id: a hash table of numbers, with the hash beside each so that few texts are compared in vain.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tickler/export.hpp>

#include "base/pod_array.hpp"

namespace tickler::inline TICKLER_ABI {

class TICKLER_API id_index {
 public:
  std::size_t size() const noexcept { return count_; }
  std::size_t bytes() const noexcept { return slots_.bytes(); }

  // `same(number)`: whether that prospect has the id looked for.
  template <class Same>
  std::optional<std::uint32_t> find(std::uint32_t hash, Same&& same) const {
    if (slots_.size() == 0) return std::nullopt;
    for (auto at = home(hash);; at = (at + 1) & (slots_.size() - 1)) {
      const auto slot = slots_[at];
      if (slot == 0) return std::nullopt;
      if (slot >> 32 == hash && same(number(slot))) return number(slot);
    }
  }

  // Most likely what `find` will find, without looking at a text: what to fetch in good time.
  std::optional<std::uint32_t> guess(std::uint32_t hash) const {
    return find(hash, [](std::uint32_t) { return true; });
  }
  void prefetch(std::uint32_t hash) const noexcept {
    if (slots_.size() != 0) __builtin_prefetch(slots_.data() + home(hash));
  }

  // A number that is not there yet.
  void add(std::uint32_t hash, std::uint32_t number) {
    reserve(count_ + 1);
    enter(std::uint64_t{hash} << 32 | (number + 1));
    ++count_;
  }

  void clear() noexcept {
    std::fill_n(slots_.data(), slots_.size(), 0);
    count_ = 0;
  }

  void reserve(std::size_t count) {
    if (count * 8 > slots_.size() * 5) grow(std::bit_ceil(count * 2));
  }

 private:
  static std::uint32_t number(std::uint64_t slot) noexcept { return static_cast<std::uint32_t>(slot) - 1; }

  // The hash's highest bits, so that a larger table is filled from the slots of a smaller one, in their order.
  std::size_t home(std::uint32_t hash) const noexcept { return static_cast<std::size_t>(std::uint64_t{hash} << bits_ >> 32); }

  void enter(std::uint64_t slot) {
    auto at = home(static_cast<std::uint32_t>(slot >> 32));
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }

  void grow(std::size_t slots);

  pod_array<std::uint64_t> slots_;  // 0: free; else the hash, and 1 + the number
  int bits_ = 0;                    // of the number of slots
  std::size_t count_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
