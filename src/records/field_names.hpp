// Which field of a record a line of JSON goes on with. Most files have the same order on every line, so the field that followed
// last time is tried first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/export.hpp>

#include "records/fast_json_text.hpp"

namespace tickler::inline TICKLER_ABI {

class field_names {
 public:
  static constexpr std::size_t none = SIZE_MAX;

  // Of at most 13 bytes each, at most 16 of them.
  explicit field_names(std::span<const std::string_view> names) noexcept : count_(names.size()) {
    for (std::size_t i = 0; i < count_; ++i) {
      std::array<char, 16> letters{}, mask{};
      letters[0] = letters[names[i].size() + 1] = '"';
      letters[names[i].size() + 2] = ':';
      names[i].copy(letters.data() + 1, names[i].size());
      for (std::size_t k = 0; k < names[i].size() + 3; ++k) mask[k] = '\xFF';
      names_[i] = {eight_bytes(letters.data()), eight_bytes(letters.data() + 8), eight_bytes(mask.data()),
                   eight_bytes(mask.data() + 8), names[i].size() + 3};
    }
  }

  void begin_line() noexcept { last_ = 0; }

  // `at` is at the name's first quote, and then behind the colon; none: it is another name, or nothing of the kind.
  std::size_t next(const char*& at) noexcept {
    const auto low = eight_bytes(at), high = eight_bytes(at + 8);
    auto& guess = after_[last_];
    if (!names_[guess].is(low, high)) {
      std::size_t i = 0;
      while (i < count_ && !names_[i].is(low, high)) ++i;
      if (i == count_) return none;
      guess = i;
    }
    at += names_[guess].size;
    last_ = guess + 1;
    return guess;
  }

 private:
  struct name {  // with its quotes and colon
    std::uint64_t low, high, low_mask, high_mask;
    std::size_t size;
    bool is(std::uint64_t l, std::uint64_t h) const noexcept { return (((l & low_mask) ^ low) | ((h & high_mask) ^ high)) == 0; }
  };

  std::array<name, 16> names_{};
  std::array<std::size_t, 17> after_{};  // by 1 + the field before, 0 at the start of a line
  std::size_t count_, last_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
