#include "expr/arena.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI::expr {

std::byte* arena::take(std::size_t bytes) {
  bytes = (bytes + alignof(value) - 1) / alignof(value) * alignof(value);
  if (bytes > max_bytes - taken_) return nullptr;
  if (blocks_.empty() || bytes > blocks_.back().size - used_) {
    constexpr std::size_t least = 1024;
    const std::size_t size = std::max({least, bytes, blocks_.empty() ? 0 : 2 * blocks_.back().size});
    blocks_.push_back({std::make_unique<std::byte[]>(size), size});
    used_ = 0;
  }
  auto* const begin = blocks_.back().bytes.get() + used_;
  used_ += bytes;
  taken_ += bytes;
  return begin;
}

// One block as large as all: the next evaluation like the last one needs no more.
void arena::merge() {
  std::size_t size = 0;
  for (const auto& b : blocks_) size += b.size;
  blocks_.clear();
  blocks_.push_back({std::make_unique<std::byte[]>(size), size});
}

}  // namespace tickler::inline TICKLER_ABI::expr
