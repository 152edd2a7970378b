// Text in an XML 1.0 document. What XML has no character for, and what is not UTF-8, becomes U+FFFD. Inline, as utf8.hpp is.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {

// Char of XML 1.0, 2.2; what is no code point is none.
constexpr bool is_xml_character(char32_t code) noexcept {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xfffe && code != 0xffff;
}

constexpr std::string_view xml_markup_for(char32_t code, bool in_attribute) noexcept {
  switch (code) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";  // a parser makes a line end of a plain one
    case '\n':
      return in_attribute ? "&#10;" : "";
    case '\t':
      return in_attribute ? "&#9;" : "";
    default:
      return "";
  }
}

inline std::string xml_escaped(std::string_view text, bool in_attribute) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode_utf8(text);
    const auto markup = xml_markup_for(code, in_attribute);
    if (length == 0 || !is_xml_character(code))
      out += replacement;
    else
      out += markup.empty() ? text.substr(0, length) : markup;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

inline std::string xml_text(std::string_view text) { return xml_escaped(text, false); }  // in an element
// Between double quotes, where line ends would become blanks.
inline std::string xml_attribute(std::string_view text) { return xml_escaped(text, true); }

}  // namespace tickler::inline TICKLER_ABI
