// What must hold for the bytes of a record before it is looked at.
#pragma once

#include <cstddef>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Throws record_error, with its offset, for the first byte that is not UTF-8, else for the first NUL.
void check_bytes(std::string_view text);

// The bytes of a UTF-8 byte order mark that a file begins with: 3 or 0. Throws record_error for a mark of UTF-16.
std::size_t byte_order_mark(std::string_view start);

}  // namespace tickler::inline TICKLER_ABI
