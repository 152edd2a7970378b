// operator new of this program, and realloc of the libraries in it, which fail when they are told to.
#pragma once

#include <cstddef>
#include <cstdint>

namespace no_memory {

// The n-th allocation of this thread from now on fails, counted from 0; those after it do not.
void fail_at(std::size_t n) noexcept;
void fail_never() noexcept;

bool has_failed() noexcept;  // since the last fail_at

std::int64_t bytes_in_use() noexcept;  // of all threads, by operator new

}  // namespace no_memory
