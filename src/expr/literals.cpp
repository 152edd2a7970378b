#include "expr/literals.hpp"

#include <limits>
#include <tickler/diagnostic.hpp>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

constexpr int digit_value(char c) noexcept {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= c && c <= 'f') return c - 'a' + 10;
  if ('A' <= c && c <= 'F') return c - 'A' + 10;
  return 16;
}

// `count` digits of a base from `at` on.
std::optional<std::uint32_t> code(std::string_view text, std::size_t at, std::size_t count, int base) noexcept {
  if (text.size() - at < count) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : text.substr(at, count)) {
    if (digit_value(c) >= base) return std::nullopt;
    number = number * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit_value(c));
  }
  return number;
}

// One escape, without its backslash.
struct escape {
  char32_t code_point;
  std::size_t length;
};

std::optional<escape> simple_escape(char c) noexcept {
  constexpr std::string_view letters = "abfnrtv\\?\"'`", meanings = "\a\b\f\n\r\t\v\\?\"'`";
  const auto found = letters.find(c);
  if (found == std::string_view::npos) return std::nullopt;
  return escape{static_cast<unsigned char>(meanings[found]), 1};
}

std::optional<escape> escape_at(std::string_view text, std::size_t at) noexcept {
  const char c = at < text.size() ? text[at] : '\0';
  if (const auto simple = simple_escape(c)) return simple;
  if ('0' <= c && c <= '3') {
    const auto number = code(text, at, 3, 8);
    return number ? std::optional(escape{*number, 3}) : std::nullopt;
  }
  const std::size_t digits = c == 'x' || c == 'X' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0) return std::nullopt;
  const auto number = code(text, at + 1, digits, 16);
  if (!number || !is_code_point(*number)) return std::nullopt;
  return escape{*number, digits + 1};
}

}  // namespace

std::optional<std::int64_t> integer_literal(std::string_view written, bool negative) noexcept {
  const bool hex = written.size() > 2 && (written[1] == 'x' || written[1] == 'X');
  const std::uint64_t base = hex ? 16 : 10;
  const std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  std::uint64_t number = 0;
  for (const char c : written.substr(hex ? 2 : 0)) {
    const auto digit = static_cast<std::uint64_t>(digit_value(c));
    if (number > (most - digit) / base) return std::nullopt;
    number = number * base + digit;
  }
  return static_cast<std::int64_t>(negative ? 0 - number : number);
}

parse_result<std::string> text_literal(std::string_view written) {
  const bool raw = written[0] == 'r' || written[0] == 'R';
  const std::size_t open = raw ? 1 : 0;
  const bool triple = written.size() - open >= 6 && written[open + 1] == written[open] && written[open + 2] == written[open];
  const std::size_t begin = open + (triple ? 3 : 1), end = written.size() - (triple ? 3 : 1);
  const std::string_view inside = written.substr(0, end);
  std::string text;
  for (std::size_t at = begin; at < end;) {
    if (raw || inside[at] != '\\') {
      const std::size_t length = decode_utf8(inside.substr(at)).second;
      if (length == 0) return parse_error{at, "this text is not UTF-8"};
      text += inside.substr(at, length);
      at += length;
      continue;
    }
    const auto found = escape_at(inside, at + 1);
    if (!found)
      return parse_error{at, quoted(inside.substr(at, 1 + first_character(inside.substr(at + 1)).size())) + " is no escape of CEL"};
    append_code_point(text, found->code_point);
    at += 1 + found->length;
  }
  return text;
}

}  // namespace tickler::inline TICKLER_ABI::expr
