#include "no_memory/failing_new.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr auto never = std::numeric_limits<std::size_t>::max();
thread_local std::size_t left = never;
thread_local bool failed = false;
std::atomic<std::int64_t> in_use{0};

bool fails_now() noexcept {
  if (left == never || left-- != 0) return false;
  left = never;
  return failed = true;
}

void* allocated(std::size_t size, std::size_t alignment) noexcept {
  if (fails_now()) return nullptr;
  void* p = nullptr;
  if (alignment <= alignof(std::max_align_t))
    p = std::malloc(size == 0 ? 1 : size);
  else if (posix_memalign(&p, alignment, size) != 0)
    p = nullptr;
  if (p) in_use += static_cast<std::int64_t>(malloc_usable_size(p));
  return p;
}

void* or_throw(void* p) { return p ? p : throw std::bad_alloc(); }

void release(void* p) noexcept {
  if (p) in_use -= static_cast<std::int64_t>(malloc_usable_size(p));
  std::free(p);
}

constexpr std::size_t usual = alignof(std::max_align_t);

}  // namespace

namespace no_memory {

void fail_at(std::size_t n) noexcept { left = n, failed = false; }
void fail_never() noexcept { left = never; }
bool has_failed() noexcept { return failed; }
std::int64_t bytes_in_use() noexcept { return in_use; }

}  // namespace no_memory

void* operator new(std::size_t size) { return or_throw(allocated(size, usual)); }
void* operator new[](std::size_t size) { return or_throw(allocated(size, usual)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocated(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocated(size, usual); }
void* operator new(std::size_t size, std::align_val_t a) { return or_throw(allocated(size, static_cast<std::size_t>(a))); }
void* operator new[](std::size_t size, std::align_val_t a) { return or_throw(allocated(size, static_cast<std::size_t>(a))); }
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, std::size_t) noexcept { release(p); }
void operator delete[](void* p, std::size_t) noexcept { release(p); }
void operator delete(void* p, std::align_val_t) noexcept { release(p); }
void operator delete[](void* p, std::align_val_t) noexcept { release(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { release(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { release(p); }

// The linker gives us those of our libraries (--wrap=realloc).
extern "C" void* __real_realloc(void* p, std::size_t size);
extern "C" void* __wrap_realloc(void* p, std::size_t size);
void* __wrap_realloc(void* p, std::size_t size) { return fails_now() ? nullptr : __real_realloc(p, size); }
