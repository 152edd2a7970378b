// What is worked out of a book when it is first asked for, by whichever of the threads that read; a copy works out its own.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <tickler/export.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

template <class Made>
class made_when_asked {
 public:
  made_when_asked() = default;
  made_when_asked(const made_when_asked&) {}
  made_when_asked& operator=(const made_when_asked&) = delete;

  template <class Make>
  const Made& get(Make&& make) const {
    if (ready_.load(std::memory_order_acquire)) return made_;
    const std::lock_guard lock(making_);
    if (ready_.load(std::memory_order_relaxed)) return made_;
    made_ = make();
    ready_.store(true, std::memory_order_release);
    return made_;
  }
  template <class Make>
  Made& get(Make&& make) {
    static_cast<void>(std::as_const(*this).get(std::forward<Make>(make)));
    return made_;
  }

  void drop() noexcept {
    if (!ready_.load(std::memory_order_relaxed)) return;
    ready_.store(false, std::memory_order_relaxed);
    made_ = {};
  }
  std::size_t bytes() const noexcept { return ready_.load(std::memory_order_acquire) ? made_.bytes() : 0; }

 private:
  mutable std::mutex making_;
  mutable std::atomic<bool> ready_{false};
  mutable Made made_;
};

}  // namespace tickler::inline TICKLER_ABI
