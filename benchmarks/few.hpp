// A list of at most N items, kept in place.
#pragma once

#include <array>
#include <cstddef>

template <class T, std::size_t N>
class few {
 public:
  void push_back(const T& item) { items_[size_++] = item; }
  void insert(T* at, const T& item) {
    for (auto* i = end(); i != at; --i) *i = i[-1];
    *at = item;
    ++size_;
  }
  void clear() noexcept { size_ = 0; }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  T& operator[](std::size_t i) noexcept { return items_[i]; }
  const T& operator[](std::size_t i) const noexcept { return items_[i]; }
  T& back() noexcept { return items_[size_ - 1]; }
  const T& back() const noexcept { return items_[size_ - 1]; }
  T* begin() noexcept { return items_.data(); }
  T* end() noexcept { return items_.data() + size_; }
  const T* begin() const noexcept { return items_.data(); }
  const T* end() const noexcept { return items_.data() + size_; }

 private:
  std::array<T, N> items_{};
  std::size_t size_ = 0;
};
