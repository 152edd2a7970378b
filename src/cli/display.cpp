#include "display.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace tickler::cli {

namespace {

struct character {
  char32_t code;
  std::size_t bytes;
};

struct range {
  char32_t first, last;
};

constexpr char32_t invalid = 0xFFFD;

// Unicode 15: general category Mn and Me of the scripts in wide use, zero-width and variation selectors.
constexpr range combining[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},    {0x64B, 0x65F},
                               {0x93C, 0x93C},   {0x941, 0x948},   {0x94D, 0x94D},   {0xE31, 0xE31},    {0xE34, 0xE3A},
                               {0xE47, 0xE4E},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},  {0x20D0, 0x20FF},
                               {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};

// Unicode 15: East_Asian_Width W and F, in whole blocks.
constexpr range wide[] = {{0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
                          {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                          {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool in(const range (&ranges)[N], char32_t code) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const range& r) { return r.first <= code && code <= r.last; });
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

character first_of(std::string_view utf8) {
  const auto lead = static_cast<unsigned char>(utf8[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || utf8.size() < bytes) return {invalid, 1};
  auto code = static_cast<char32_t>(lead & (0x7F >> bytes));
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_continuation(utf8[i])) return {invalid, 1};
    code = code << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
  }
  return {code, bytes};
}

}  // namespace

std::string printable_lines(std::string_view raw) {
  std::string out;
  for (std::size_t end = 0; (end = raw.find('\n')) != raw.npos; raw.remove_prefix(end + 1))
    (out += printable(raw.substr(0, end))) += '\n';
  return out + printable(raw);
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const auto [code, bytes] = first_of(utf8);
    width += in(combining, code) ? 0 : in(wide, code) ? 2 : 1;
    utf8.remove_prefix(bytes);
  }
  return width;
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  const auto number = count == 0 ? std::string("no") : std::to_string(count);
  return number + " " + std::string(count == 1 ? one : several);
}

}  // namespace tickler::cli
