// The small numbers that stand for the words of touchpoints in a book.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler {

struct touch_code {
  touch_class words;
  bool has_extra;  // the touchpoint has `until`, `steps` or `key`
};

class touch_codes {
 public:
  std::size_t size() const noexcept { return codes_.size(); }
  const touch_code& operator[](std::uint32_t code) const noexcept { return codes_[code]; }

  std::uint32_t number_of(touch_code c) {
    const auto at = std::size_t{c.words} * 2 + (c.has_extra ? 1 : 0);
    if (at >= numbers_.size()) numbers_.resize(at + 1);
    if (numbers_[at] == 0) {
      codes_.push_back(c);
      numbers_[at] = static_cast<std::uint32_t>(codes_.size());
    }
    return numbers_[at] - 1;
  }

  // The next number means this, even if another does too.
  void push_back(touch_code c) {
    const auto before = codes_.size();
    number_of(c);
    if (codes_.size() == before) codes_.push_back(c);
  }

  std::size_t bytes() const noexcept {
    return codes_.capacity() * sizeof(touch_code) + numbers_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::vector<touch_code> codes_;
  std::vector<std::uint32_t> numbers_;  // by class and whether there is an extra: 1 + the code, 0 for none yet
};

}  // namespace tickler
