#pragma once

#include <cstddef>

namespace plain {

std::size_t allocations() noexcept;  // of this thread so far, by operator new

}  // namespace plain
