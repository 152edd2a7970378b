// A list that only grows: elements never move, so readers need no lock.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <span>
#include <tickler/export.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

// Writers must be kept apart by the caller; a reader may read every element below size() at any time. Room is made for
// `first_block` elements at first (a power of two), then for twice as many as before.
template <class T, std::size_t first_block = 64>
class append_only {
 public:
  append_only() = default;
  append_only(const append_only&) = delete;
  append_only& operator=(const append_only&) = delete;
  ~append_only() {
    for (auto& block : blocks_) delete[] block.load(std::memory_order_relaxed);
  }

  std::size_t size() const noexcept { return size_.load(std::memory_order_acquire); }
  const T& operator[](std::size_t i) const noexcept { return at(i); }

  // Those that lie side by side from the first on: as many as there are, at most so many.
  static constexpr std::size_t most_side_by_side = first_block;
  std::span<const T> side_by_side() const noexcept {
    const auto known = std::min(size(), most_side_by_side);  // asked first: where there are some, there is a block
    return {blocks_[0].load(std::memory_order_acquire), known};
  }

  void push_back(T value) {
    const auto i = size_.load(std::memory_order_relaxed);
    const auto b = block_of(i);
    if (!blocks_[b].load(std::memory_order_relaxed)) blocks_[b].store(new T[first_block << b](), std::memory_order_release);
    at(i) = std::move(value);
    size_.store(i + 1, std::memory_order_release);
  }

 private:
  // Block b holds first_block << b elements.
  static std::size_t block_of(std::size_t i) noexcept { return static_cast<std::size_t>(std::bit_width(i / first_block + 1)) - 1; }
  static std::size_t block_begin(std::size_t b) noexcept { return first_block * ((std::size_t{1} << b) - 1); }

  T& at(std::size_t i) const noexcept {
    const auto b = block_of(i);
    return blocks_[b].load(std::memory_order_acquire)[i - block_begin(b)];
  }

  std::array<std::atomic<T*>, 40> blocks_{};
  std::atomic<std::size_t> size_{0};
};

}  // namespace tickler::inline TICKLER_ABI
