// At most so many views of texts, in place, and as good as free while there are none.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

template <std::size_t Most>
class few_texts {
 public:
  few_texts() noexcept {}
  few_texts(const few_texts& other) noexcept { *this = other; }
  few_texts& operator=(const few_texts& other) noexcept {
    std::uninitialized_copy_n(other.texts_, other.size_, texts_);
    size_ = other.size_;
    return *this;
  }

  void clear() noexcept { size_ = 0; }
  void push_back(std::string_view text) noexcept { std::construct_at(texts_ + size_++, text); }  // no more than Most
  template <class Texts>
  void assign(const Texts& texts) noexcept {
    clear();
    for (const auto& text : texts) push_back(text);
  }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  const std::string_view* begin() const noexcept { return texts_; }
  const std::string_view* end() const noexcept { return texts_ + size_; }
  std::span<const std::string_view> all() const noexcept { return {texts_, size_}; }

 private:
  std::size_t size_ = 0;
  union {
    std::string_view texts_[Most];  // the first size_ of them live
  };
};

}  // namespace tickler::inline TICKLER_ABI
