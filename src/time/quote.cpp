#include "time/quote.hpp"

namespace tickler {

std::string quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::size_t longest = 64;
  std::string out = "'";
  for (const char c : text.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      out += c;
    else
      (out += "\\x") += {hex[byte >> 4], hex[byte & 15]};
  }
  return out + (text.size() > longest ? "...'" : "'");
}

}  // namespace tickler
