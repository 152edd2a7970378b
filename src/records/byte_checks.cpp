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

// A letter of an older encoding rather than a broken one of UTF-8: there is plain text behind it.
bool is_single(std::string_view text, std::size_t at) {
  return at + 1 == text.size() || static_cast<unsigned char>(text[at + 1]) < 0x80;
}

// Without a mark too: of two bytes of a letter one is 0.
bool is_utf16(std::string_view start) {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
  return start.size() > 3 && ((start[0] == '\0' && start[2] == '\0') || (start[1] == '\0' && start[3] == '\0'));
}

}  // namespace

void check_bytes(std::string_view text) {
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    const auto offset = first_invalid(text);
    throw record_error{.number = record_number::invalid_utf8,
                       .message = fmt::format("byte 0x{:02X} is not UTF-8{}", static_cast<unsigned char>(text[offset]),
                                              is_single(text, offset) ? "; if the file is Windows-1252, convert it: iconv -f "
                                                                        "WINDOWS-1252 -t UTF-8"
                                                                      : ""),
                       .offset = offset};
  }
  if (const auto offset = text.find('\0'); offset != text.npos)
    throw record_error{.number = record_number::nul_byte, .message = "a NUL byte", .offset = offset};
}

std::size_t byte_order_mark(std::string_view start) {
  if (is_utf16(start))
    throw record_error{.number = record_number::invalid_utf8,
                       .message = "the file is UTF-16, not UTF-8; nothing of it was read; convert it: iconv -f UTF-16 -t UTF-8",
                       .offset = 0};
  return start.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace tickler::inline TICKLER_ABI
