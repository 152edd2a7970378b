// UTF-8. Decoding is inline, since tickler::io needs it too and it is no part of what the library exports.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

constexpr bool is_code_point(char32_t c) noexcept { return c <= 0x10ffff && (c < 0xd800 || c > 0xdfff); }
constexpr bool is_continuation(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// The code point at the start of the text, which is not empty, and its length; a length of 0 if it is not UTF-8.
constexpr std::pair<char32_t, std::size_t> decode_utf8(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length == 0 || length > text.size()) return {0, 0};
  constexpr unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
  char32_t code = lead & lead_bits[length];
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return {0, 0};
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3fu);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || !is_code_point(code)) return {0, 0};
  return {code, length};
}

// A byte where the text, which is not empty, does not begin with UTF-8.
constexpr std::string_view first_character(std::string_view text) noexcept {
  const auto length = decode_utf8(text).second;
  return text.substr(0, length == 0 ? 1 : length);
}

constexpr bool is_well_formed_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto length = decode_utf8(text).second;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void append_code_point(std::string& text, char32_t code_point);

// Of well-formed UTF-8: CEL's size() of a string.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace tickler::inline TICKLER_ABI
