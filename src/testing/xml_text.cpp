#include "testing/xml_text.hpp"

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

// Char of XML 1.0, 2.2; what is no code point is none.
constexpr bool is_character(char32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xfffe && code != 0xffff;
}

std::string_view markup_for(char32_t code, bool in_attribute) {
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

std::string escaped(std::string_view text, bool in_attribute) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode_utf8(text);
    const auto markup = markup_for(code, in_attribute);
    if (length == 0 || !is_character(code))
      out += replacement;
    else
      out += markup.empty() ? text.substr(0, length) : markup;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return escaped(text, false); }
std::string xml_attribute(std::string_view text) { return escaped(text, true); }

}  // namespace tickler::inline TICKLER_ABI
