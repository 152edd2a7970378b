#include "picture/label_text.hpp"

#include <algorithm>
#include <tickler/diagnostic.hpp>
#include <utility>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr char32_t first_wide = 0x1100;
constexpr std::string_view ellipsis = "\xe2\x80\xa6";
constexpr std::size_t tenths_a_column = 64;  // of a pixel

std::size_t columns_of_character(std::string_view character) {
  return decode_utf8(character).first >= first_wide && character != ellipsis ? 2 : 1;
}

// How many bytes of it take at most so many columns.
std::size_t bytes_within(std::string_view text, std::size_t most_columns) {
  std::size_t bytes = 0, columns = 0;
  while (bytes < text.size()) {
    const auto character = first_character(text.substr(bytes));
    columns += columns_of_character(character);
    if (columns > most_columns) break;
    bytes += character.size();
  }
  return bytes;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    columns += columns_of_character(character);
    text.remove_prefix(character.size());
  }
  return columns;
}

int label_width(std::string_view text) { return static_cast<int>(columns_of(text) * tenths_a_column / 10) + 1; }

std::string shortened(std::string_view text, std::size_t most_columns) {
  auto out = printable(text);
  if (columns_of(out) <= most_columns) return out;
  out.resize(bytes_within(out, most_columns - 1));
  return out += ellipsis;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t most_columns) {
  const auto whole = printable(text);
  std::vector<std::string> lines;
  std::string_view rest = whole;
  while (!rest.empty()) {
    auto end = std::max(bytes_within(rest, most_columns), first_character(rest).size());
    auto next = end;
    if (end != rest.size())
      if (const auto blank = rest.rfind(' ', end); blank != rest.npos && blank != 0) next = (end = blank) + 1;
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(next);
  }
  return lines;
}

}  // namespace tickler::inline TICKLER_ABI
