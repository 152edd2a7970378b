// Text from outside, shown in a message.
#pragma once

#include <string>
#include <string_view>

namespace tickler {

// In single quotes, on one line and not longer than a line: what is no printable ASCII as `\xNN`, the rest after 64 bytes as `...`.
// Inline, since tickler::io needs it too and it is no part of what the library exports.
inline std::string quoted(std::string_view word) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::size_t longest = 64;
  std::string out = "'";
  for (const char c : word.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      out += c;
    else
      (out += "\\x") += {hex[byte >> 4], hex[byte & 15]};
  }
  return out + (word.size() > longest ? "...'" : "'");
}

}  // namespace tickler
