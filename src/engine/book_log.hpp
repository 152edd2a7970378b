// One prospect's touchpoints in a book, up to an instant, as fold_all reads them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include "book/columns.hpp"
#include "engine/touch.hpp"

namespace tickler {

// What a policy makes of the codes of a book.
struct code_row {
  touch_marks marks;
  bool has_extra, is_ordinary;
  const touch_row* row;
};

// Code: as the book's touch_span has them.
template <class Code>
class book_log {
 public:
  book_log(const std::vector<code_row>& rows, const touch_span& touches, std::string_view extras, instant until)
      : rows_(rows.data()), times_(touches.at), codes_(touches.codes), size_(touches.size), extras_(extras) {
    const auto last = static_cast<std::uint32_t>(until.time_since_epoch().count());
    if (size_ != 0 && times_[size_ - 1] > last)
      size_ = static_cast<std::size_t>(std::upper_bound(times_, times_ + size_, last) - times_);
  }

  std::size_t size() const noexcept { return size_; }
  instant at(std::size_t i) const noexcept { return instant{std::chrono::seconds{times_[i]}}; }
  const touch_row& row(std::size_t i) const noexcept { return *rows_[code(i)].row; }
  const touch_marks& marks(std::size_t i) const noexcept { return rows_[code(i)].marks; }
  bool has_extra(std::size_t i) const noexcept { return rows_[code(i)].has_extra; }

  bool is_ordinary(std::size_t i) const noexcept { return rows_[code(i)].is_ordinary; }

  void begin() { reader_ = extras_reader(extras_); }

  void fill(std::size_t i, touch& t) {
    t.at = at(i);
    if (!has_extra(i)) {
      t.until.reset(), t.key = {}, t.steps = {};
      return;
    }
    extra_ = reader_.next();
    t.until = extra_.until, t.key = extra_.key, t.steps = std::span<const std::string_view>(extra_.steps).first(extra_.step_count);
  }

 private:
  Code code(std::size_t i) const noexcept {
    Code c;
    std::memcpy(&c, codes_ + i * sizeof(Code), sizeof c);
    return c;
  }

  const code_row* rows_;
  const std::uint32_t* times_;
  const char* codes_;
  std::size_t size_;
  std::string_view extras_;
  extras_reader reader_{};
  extra_view extra_{};
};

}  // namespace tickler
