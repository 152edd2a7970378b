// The small numbers that stand for the words of touchpoints in a book.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "book/details_columns.hpp"

namespace tickler::inline TICKLER_ABI {

class touch_dictionary {
 public:
  struct entry {
    touch_kind words;
    details_kind details;
    bool has_details() const noexcept { return details != details_kind::none; }
  };

  std::size_t size() const noexcept { return entries_.size(); }
  const entry& operator[](std::uint32_t code) const noexcept { return entries_[code]; }

  std::uint32_t code_of(entry e) {
    const auto at = std::size_t{e.words} * 3 + static_cast<std::size_t>(e.details);
    if (at >= codes_.size()) codes_.resize(at + 1);
    if (codes_[at] == 0) {
      entries_.push_back(e);
      codes_[at] = static_cast<std::uint32_t>(entries_.size());
    }
    return codes_[at] - 1;
  }

  // The next number means this, even if another does too.
  void push_back(entry e) {
    const auto before = entries_.size();
    code_of(e);
    if (entries_.size() == before) entries_.push_back(e);
  }

  std::size_t bytes() const noexcept { return entries_.capacity() * sizeof(entry) + codes_.capacity() * sizeof(std::uint32_t); }

 private:
  std::vector<entry> entries_;
  std::vector<std::uint32_t> codes_;  // by kind of touchpoint and of details: 1 + the code, 0 for none yet
};

}  // namespace tickler::inline TICKLER_ABI
