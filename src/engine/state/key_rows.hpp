// What limits and holds that are `by: key` remember of each key. Semantics R140, R141.
//
//   row 0              of no key: what the state has for every rule; of rules by key, by touchpoints without a key alone
//   row 1 INV-7        as if there were only the touchpoints of INV-7 and those without a key
//   row 2 INV-9        likewise
//
// A row begins as what row 0 has come to, and from then on what is without a key goes into all of them. So to ask for a key is to
// look into one row: its own, or row 0 where the key is not known; what has no key is up against every row.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <vector>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

// [begin, end)
struct row_range {
  std::size_t begin = 0, end = 1;
  bool contains(std::size_t row) const noexcept { return begin <= row && row < end; }
};

struct key_row {
  void resize(const compiled_policy& p) {
    limit_times.resize(p.key_slots), limit_counts.assign(p.limit_rules.size(), 0);
    hold_ends.assign(p.holds.size(), std::nullopt);
  }

  std::string key{};
  std::vector<instant> limit_times{};  // of limits by key, as compiled_policy lays them out
  std::vector<std::uint32_t> limit_counts{};
  std::vector<std::optional<instant>> hold_ends{};
};

// Rows from 1 on. Those that are not used any more keep their memory.
class key_rows {
 public:
  std::size_t size() const noexcept { return size_; }
  key_row& operator[](std::size_t row) noexcept { return rows_[row - 1]; }
  const key_row& operator[](std::size_t row) const noexcept { return rows_[row - 1]; }

  // Its own; 0: it has none.
  std::size_t find(std::string_view key) const noexcept {
    for (std::size_t row = 1; row <= size_; ++row)
      if (rows_[row - 1].key == key) return row;
    return 0;
  }

  // Those that a rule by key is asked of.
  row_range of(std::string_view key) const noexcept {
    if (key.empty()) return {0, size_ + 1};
    const auto row = find(key);
    return {row, row + 1};
  }

  // Behind all others; its contents are for the caller to set.
  key_row& add(std::string_view key) {
    if (size_ == rows_.size()) rows_.emplace_back();
    auto& row = rows_[size_++];
    row.key = key;
    return row;
  }

  void remove(std::size_t row) {
    const auto at = rows_.begin() + static_cast<std::ptrdiff_t>(row - 1);
    std::rotate(at, at + 1, rows_.begin() + static_cast<std::ptrdiff_t>(size_));
    --size_;
  }
  void clear() noexcept { size_ = 0; }

  std::size_t bytes() const noexcept {
    auto sum = rows_.capacity() * sizeof(key_row);
    for (const auto& row : rows_)
      sum += row.key.capacity() + row.limit_times.capacity() * sizeof(instant) +
             row.limit_counts.capacity() * sizeof(std::uint32_t) + row.hold_ends.capacity() * sizeof(std::optional<instant>);
    return sum;
  }

 private:
  std::vector<key_row> rows_{};
  std::size_t size_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
