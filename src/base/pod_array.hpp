// An array of plain values that is not filled before it is written, and grows where it lies if the system can move pages.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <tickler/export.hpp>
#include <type_traits>
#include <utility>

#include "base/wipe.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tickler::inline TICKLER_ABI {

// Where the system does so only when asked: a book of a hundred megabytes is then filled and gone through with far fewer page
// faults and misses of the address cache.
inline void prefer_large_pages([[maybe_unused]] void* at, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__)
  constexpr std::uintptr_t large = std::uintptr_t{2} << 20;
  const auto begin = (reinterpret_cast<std::uintptr_t>(at) + large - 1) & ~(large - 1);
  const auto end = (reinterpret_cast<std::uintptr_t>(at) + bytes) & ~(large - 1);
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

template <class T>
class pod_array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  pod_array() = default;
  pod_array(const pod_array& other) { append(other.data_, other.size_); }
  pod_array(pod_array&& other) noexcept { swap(other); }
  pod_array& operator=(pod_array other) noexcept {
    swap(other);
    return *this;
  }
  ~pod_array() { std::free(data_); }

  std::size_t size() const noexcept { return size_; }
  std::size_t bytes() const noexcept { return capacity_ * sizeof(T); }
  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }
  T& operator[](std::size_t i) noexcept { return data_[i]; }
  const T& operator[](std::size_t i) const noexcept { return data_[i]; }
  T* begin() noexcept { return data_; }
  T* end() noexcept { return data_ + size_; }
  const T* begin() const noexcept { return data_; }
  const T* end() const noexcept { return data_ + size_; }

  // New elements are whatever lay there.
  void resize(std::size_t n) {
    if (n > capacity_) set_capacity(std::max(n, capacity_ + capacity_ / 2 + 16));
    size_ = n;
  }
  void reserve(std::size_t n) {
    if (n > capacity_) set_capacity(n);
  }
  void make_room(std::size_t more) {
    const auto before = size_;
    resize(size_ + more);
    size_ = before;
  }
  void push_back(T value) {
    resize(size_ + 1);
    data_[size_ - 1] = value;
  }
  void append(const T* from, std::size_t n) {
    if (n == 0) return;
    resize(size_ + n);
    std::memcpy(data_ + size_ - n, from, n * sizeof(T));
  }
  void shrink_to_fit() {
    if (capacity_ != size_) set_capacity(size_);
  }
  void wipe() noexcept {  // also what it has room for; it is empty then
    tickler::wipe(data_, bytes());
    size_ = 0;
  }

 private:
  void swap(pod_array& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  void set_capacity(std::size_t n) {
    if (n == 0) {
      std::free(std::exchange(data_, nullptr));
    } else {
      if (n > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_alloc();
      auto* moved = static_cast<T*>(std::realloc(data_, n * sizeof(T)));
      if (moved == nullptr) throw std::bad_alloc();
      data_ = moved;
      prefer_large_pages(data_, n * sizeof(T));
    }
    capacity_ = n;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
