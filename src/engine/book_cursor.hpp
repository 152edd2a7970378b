// One prospect's touchpoints in a book, up to an instant, as a fold reads them: where they lie, without a copy. Details (until,
// keys, steps, and others that no fold asks for) are packed one behind the other and can be read only in order; most folds need
// none of them, and then none is unpacked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <tickler/export.hpp>
#include <vector>

#include "book/book_impl.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

// What a policy makes of the codes of a book.
struct code_rows {
  struct entry {
    touch_flags flags;
    const touch_row* row;
    bool packed;  // it has details, if only such by which nothing is decided
  };
  std::vector<entry> rows;              // by code
  std::vector<transition_masks> masks;  // by group, then by code
};

// Code: as the book's touch_span has them.
template <class Code>
class book_cursor {
 public:
  book_cursor(const code_rows& all, const touch_span& touches, std::string_view details, instant until)
      : all_(all), times_(touches.at), codes_(touches.codes), size_(touches.size), details_(details) {
    // R3: what is later does not exist. Mostly nothing is, so the last one is looked at before anything is searched.
    const auto last = static_cast<std::uint32_t>(until.time_since_epoch().count());
    if (size_ != 0 && times_[size_ - 1] > last)
      size_ = static_cast<std::size_t>(std::upper_bound(times_, times_ + size_, last) - times_);
  }

  std::size_t size() const noexcept { return size_; }
  instant at(std::size_t i) const noexcept { return instant{std::chrono::seconds{times_[i]}}; }
  const touch_row& row(std::size_t i) const noexcept { return *all_.rows[code(i)].row; }
  const touch_flags& flags(std::size_t i) const noexcept { return all_.rows[code(i)].flags; }

  // Of those by which something may be decided.
  bool has_details(std::size_t i) const noexcept { return flags(i).has_details; }

  // Those of a group of cadences, for one touchpoint after the other.
  auto masks_of(std::size_t group) const noexcept {
    return [masks = all_.masks.data() + group * all_.rows.size(), codes = codes_](std::size_t i) -> const transition_masks& {
      return masks[code_in(codes, i)];
    };
  }

  void begin() { unread_.reset(); }

  void fill(std::size_t i, touch& t) {
    t.at = at(i);
    if (!has_details(i)) {
      t.until.reset(), t.keys = t.steps = {}, t.address = {};
      return;
    }
    if (!unread_) unread_.emplace(details_);
    for (; unread_->touchpoint < i; ++unread_->touchpoint)
      if (is_packed(unread_->touchpoint)) unread_->reader.next();
    auto& details = unread_->last;
    unread_->reader.read(details);
    unread_->touchpoint = i + 1;
    t.until = details.until, t.keys = details.keys.all(), t.steps = details.steps.all(), t.address = details.address;
  }

 private:
  struct unread {
    explicit unread(std::string_view details) : reader(details) {}
    details_reader reader;
    std::size_t touchpoint = 0;  // the next one
    details_view last{};
  };

  // Codes lie unaligned behind each other; memcpy is how that is read, and costs one load.
  static Code code_in(const char* codes, std::size_t i) noexcept {
    Code c;
    std::memcpy(&c, codes + i * sizeof(Code), sizeof c);
    return c;
  }
  bool is_packed(std::size_t i) const noexcept { return all_.rows[code(i)].packed; }
  Code code(std::size_t i) const noexcept { return code_in(codes_, i); }

  const code_rows& all_;
  const std::uint32_t* times_;
  const char* codes_;
  std::size_t size_;
  std::string_view details_;
  std::optional<unread> unread_{};
};

}  // namespace tickler::inline TICKLER_ABI
