// The touchpoints of all prospects: a time and a code each, those of one prospect side by side and in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <tickler/export.hpp>
#include <tickler/history.hpp>
#include <vector>

#include "base/pod_array.hpp"

namespace tickler::inline TICKLER_ABI {

// One prospect's. Codes are unsigned integers of `width` bytes (1, 2 or 4).
struct touch_span {
  const std::uint32_t* at;  // seconds of UTC
  const char* codes;
  std::uint32_t size;
  std::uint32_t width;

  std::uint32_t code(std::size_t i) const noexcept {
    if (width == 1) return static_cast<std::uint8_t>(codes[i]);
    if (width == 2) return read<std::uint16_t>(i);
    return read<std::uint32_t>(i);
  }

 private:
  template <class Code>
  Code read(std::size_t i) const noexcept {
    Code c;
    std::memcpy(&c, codes + i * sizeof(Code), sizeof c);
    return c;
  }
};

class TICKLER_API touch_columns {
 public:
  static constexpr std::size_t max_touchpoints = history::max_size;  // of a prospect

  void make_room_for_prospect() { spans_.make_room(1); }
  void add_prospect() { spans_.push_back(0); }

  std::size_t prospects() const noexcept { return spans_.size(); }
  std::size_t total() const noexcept { return total_; }
  std::size_t size(std::size_t prospect) const noexcept { return count(spans_[prospect]); }
  std::uint32_t width() const noexcept { return width_; }

  touch_span operator[](std::size_t prospect) const noexcept {
    const auto span = spans_[prospect];
    const auto begin = offset(span);
    return {at_.data() + begin, codes_.data() + begin * width_, static_cast<std::uint32_t>(count(span)), width_};
  }

  // Codes up to this one will be added.
  void widen_for(std::uint32_t code) {
    while (width_ < 4 && code >> 8 * width_ != 0) widen();
  }

  // For one more of the prospect, of which there must be fewer than `max_touchpoints`: the next insert then cannot fail.
  void make_room(std::size_t prospect) {
    if (auto& span = spans_[prospect]; count(span) == capacity(span)) make_room_in(span);
  }

  // Behind all that are not later.
  void insert(std::size_t prospect, std::uint32_t at, std::uint32_t code) noexcept;

  // All of the prospect's are these, in order of time, so many at most as there may be. Cannot fail after make_room_for.
  void make_room_for(std::size_t touchpoints);
  void set(std::size_t prospect, const std::vector<std::uint32_t>& at, const std::vector<std::uint32_t>& codes) noexcept;
  void erase(std::size_t prospect) noexcept;

  // Whether more than half has become free; shrink_to_fit() uses it again.
  bool has_much_free() const noexcept { return garbage_ > at_.size() / 2; }

  // Every prospect's exactly behind those of the one before, and nothing left over.
  void shrink_to_fit();

  std::size_t prospect_bytes() const noexcept { return spans_.bytes(); }
  std::size_t touch_bytes() const noexcept { return at_.bytes() + codes_.bytes(); }

  // What is about to be read or appended for a prospect is wanted in the cache, in two steps.
  void prefetch_span(std::size_t prospect) const noexcept { __builtin_prefetch(spans_.data() + prospect); }
  void prefetch_end(std::size_t prospect) const noexcept {
    const auto end = offset(spans_[prospect]) + count(spans_[prospect]);
    __builtin_prefetch(at_.data() + end, 1);
    __builtin_prefetch(codes_.data() + end * width_, 1);
  }

  // Takes over columns in which each prospect's touchpoints, so many, follow those of the one before. False for what insert() could
  // not have made: sums that differ, too many of a prospect, times out of order or range, codes not below `code_end`.
  bool assign(const std::uint32_t* counts, std::size_t prospects, pod_array<std::uint32_t> at, pod_array<char> codes,
              std::uint32_t width, std::uint32_t code_end);

 private:
  // A span: 40 bits of offset, 20 of count, and whether it has room for more than its count.
  static constexpr int count_shift = 40;
  static constexpr std::uint64_t offset_mask = (std::uint64_t{1} << count_shift) - 1, count_mask = (1u << 20) - 1,
                                 has_room = std::uint64_t{1} << 60, one_more = std::uint64_t{1} << count_shift;

  static std::uint64_t span_of(std::uint64_t offset, std::uint64_t count) noexcept { return offset | count << count_shift; }
  static std::size_t offset(std::uint64_t span) noexcept { return static_cast<std::size_t>(span & offset_mask); }
  static std::size_t count(std::uint64_t span) noexcept { return static_cast<std::size_t>(span >> count_shift & count_mask); }
  static std::size_t capacity(std::uint64_t span) noexcept;

  void make_room_in(std::uint64_t& span);
  void forget(std::uint64_t span) noexcept;
  void put_code(std::size_t i, std::uint32_t code) noexcept;
  void widen();
  void resize(std::size_t touchpoints);
  void pack();
  bool is_packed() const noexcept;

  pod_array<std::uint64_t> spans_;
  pod_array<std::uint32_t> at_;
  pod_array<char> codes_;
  std::uint32_t width_ = 1;
  std::size_t total_ = 0;
  std::size_t garbage_ = 0;  // places of touchpoints that are none's
};

}  // namespace tickler::inline TICKLER_ABI
