// The touchpoints of a prospect who has many, while more are read: in columns one that comes before others, or corrects one, takes
// as long as there are touchpoints; here all together take n log n. They become columns again when all is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/varint.hpp"
#include "book/details_columns.hpp"

namespace tickler::inline TICKLER_ABI {

class open_log {
 public:
  struct entry {
    std::uint32_t at;     // seconds of UTC
    std::uint32_t order;  // among those of one second
    touch_kind words;
    std::uint32_t size;  // of its details
    std::uint64_t begin;
  };

  std::size_t size() const noexcept { return entries_.size(); }
  const entry& operator[](std::size_t i) const noexcept { return entries_[i]; }
  std::string_view packed(const entry& e) const noexcept { return std::string_view(bytes_).substr(e.begin, e.size); }

  // Its place among the entries, which others do not change.
  std::optional<std::size_t> find(std::string_view id) const;

  // Behind all of its second. `id` is that of the details, which are packed.
  void add(std::uint32_t at, touch_kind words, std::string_view id, std::string_view packed);

  // Of the same id. Where the time is the same, so is the place in it.
  void replace(std::size_t i, std::uint32_t at, touch_kind words, std::string_view packed);

  // By time.
  void sort();

 private:
  std::vector<entry> entries_{};
  std::string bytes_{};
  std::unordered_multimap<std::uint32_t, std::uint32_t> by_id_{};  // by the hash of the id
  std::uint32_t next_ = 0;                                         // order
};

}  // namespace tickler::inline TICKLER_ABI
