#include "policy/parse/source.hpp"

#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// What YAML does not take either.
constexpr bool is_control(char32_t code) {
  if (code == '\t' || code == '\n' || code == '\r' || code == 0x85) return false;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xfffe || code == 0xffff;
}

std::string hex(char32_t code) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) text += digits[(code >> shift) & 15];
  return text;
}

}  // namespace

source::source(std::string_view text) : text_(text) {
  if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) text_.remove_prefix(byte_order_mark.size());
  std::size_t character = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text_[i]);
    const bool last = i + 1 == text_.size();
    if (byte == '\n' || (byte == '\r' && (last || text_[i + 1] != '\n'))) lines_.push_back(i + 1);
    if (!last && is_continuation(text_[i + 1])) continue;
    ++character;
    if (byte >= 0x80) wide_.emplace_back(character, i + 1);
  }
}

source_position source::at(std::size_t offset) const {
  const auto line = std::upper_bound(lines_.begin(), lines_.end(), std::min(offset, text_.size())) - 1;
  return {static_cast<std::uint32_t>(line - lines_.begin() + 1),
          static_cast<std::uint32_t>(std::min(offset, text_.size()) - *line + 1)};
}

std::size_t source::offset_of(std::size_t character) const {
  const auto after = std::upper_bound(wide_.begin(), wide_.end(), character, [](auto c, const auto& w) { return c < w.first; }) - 1;
  return std::min(after->second + (character - after->first), text_.size());
}

std::optional<bad_byte> find_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, length] = decode_utf8(text.substr(i));
    if (length == 0) return bad_byte{number::not_utf8, i, "the text is not UTF-8"};
    if (is_control(code)) return bad_byte{number::control_character, i, "control character U+" + hex(code)};
    i += length;
  }
  return std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
