#include "policy/messages.hpp"

namespace tickler {
namespace {

constexpr std::size_t longest = 64;

std::string_view cut(std::string_view word) {
  if (word.size() <= longest) return word;
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) --end;
  return word.substr(0, end);
}

}  // namespace

std::string quoted(std::string_view word) {
  constexpr char hex[] = "0123456789abcdef";
  std::string text = "'";
  for (const char c : cut(word)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f)
      text += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
    else
      text += c;
  }
  return text + (word.size() > longest ? "...'" : "'");
}

std::string hint(std::string_view nearest_name) {
  return nearest_name.empty() ? "" : ", did you mean '" + std::string(nearest_name) + "'?";
}

std::string missing_message(std::string_view whose, std::string_view key) { return std::string(whose) + " needs " + quoted(key); }

std::string range_message(std::string_view what, std::int64_t least, std::int64_t most, std::string_view found) {
  return quoted(what) + " is " + std::to_string(least) + " to " + std::to_string(most) + ", not " + std::string(found);
}

}  // namespace tickler
