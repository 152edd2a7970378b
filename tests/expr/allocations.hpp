// Counts what this program allocates.
#pragma once

namespace asking {

long allocations() noexcept;  // so far

}  // namespace asking
