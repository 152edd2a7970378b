#include "records/byte_checks.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::size_t bytes_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::size_t first_invalid(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto size = std::min(bytes_of_character(text[i]), text.size() - i);
    if (!simdjson::validate_utf8(text.data() + i, size)) return i;
    i += size;
  }
  return i;
}

}  // namespace

void check_bytes(std::string_view text) {
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    const auto offset = first_invalid(text);
    throw record_error{.number = record_number::invalid_utf8,
                       .message = fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[offset])),
                       .offset = offset};
  }
  if (const auto offset = text.find('\0'); offset != text.npos)
    throw record_error{.number = record_number::nul_byte, .message = "a NUL byte", .offset = offset};
}

std::size_t byte_order_mark(std::string_view start) {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
    throw record_error{
        .number = record_number::invalid_utf8, .message = "the file is UTF-16, not UTF-8; nothing of it was read", .offset = 0};
  return start.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace tickler::inline TICKLER_ABI
