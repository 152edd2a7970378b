#include <algorithm>
#include <array>
#include <string>
#include <tickler/diagnostic.hpp>

#include "base/utf8.hpp"
#include "expr/token.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

constexpr bool is_letter(char c) noexcept { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }
constexpr bool is_hex(char c) noexcept { return is_digit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F'); }
constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_newline(char c) noexcept { return c == '\n' || c == '\r'; }

struct symbol {
  std::string_view text;
  token_kind kind;
};

constexpr symbol symbols[] = {
    // longer ones first
    {"||", token_kind::or_},
    {"&&", token_kind::and_},
    {"==", token_kind::equal},
    {"!=", token_kind::unequal},
    {"<=", token_kind::less_equal},
    {">=", token_kind::greater_equal},
    {"<", token_kind::less},
    {">", token_kind::greater},
    {"!", token_kind::not_},
    {"(", token_kind::left_parenthesis},
    {")", token_kind::right_parenthesis},
    {"[", token_kind::left_bracket},
    {"]", token_kind::right_bracket},
    {"{", token_kind::left_brace},
    {"}", token_kind::right_brace},
    {".", token_kind::dot},
    {",", token_kind::comma},
    {"?", token_kind::question},
    {":", token_kind::colon},
    {"+", token_kind::plus},
    {"-", token_kind::minus},
    {"*", token_kind::times},
    {"/", token_kind::divide},
    {"%", token_kind::modulo},
};

std::string unknown_character(std::string_view text) {
  const auto character = first_character(text);
  for (const std::string_view quote : {"\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d"})
    if (character == quote) return quoted(character) + " is no quote of a condition: write a straight one, ' or \"";
  switch (character.front()) {
    case '=':
      return "'=' compares nothing: write '=='";
    case '&':
      return "'&' is no operator: write '&&'";
    case '|':
      return "'|' is no operator: write '||'";
    default:
      return quoted(character) + " has no meaning in a condition";
  }
}

class lexer {
 public:
  explicit lexer(std::string_view text) : text_(text) {}

  std::vector<token> run() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) next();
    add(token_kind::end, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const noexcept { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  [[noreturn]] static void fail(std::size_t offset, std::string message) { throw parse_error{offset, std::move(message)}; }

  template <class Test>
  void skip_while(Test test) noexcept {
    while (at_ < text_.size() && test(text_[at_])) ++at_;
  }

  void add(token_kind kind, std::size_t begin) {
    tokens_.push_back({kind, static_cast<std::uint32_t>(begin), text_.substr(begin, at_ - begin)});
  }

  void skip_blanks() {
    for (;;) {
      skip_while(is_blank);
      if (peek() != '/' || peek(1) != '/') return;
      skip_while([](char c) { return !is_newline(c); });
    }
  }

  void next() {
    const std::size_t begin = at_;
    const char c = peek();
    if (c == '\'' || c == '"') return text_literal(begin, false);
    if (is_letter(c)) return word(begin);
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number(begin);
    if (c == '`') return quoted_identifier(begin);
    for (const auto& s : symbols) {
      if (text_.substr(at_, s.text.size()) != s.text) continue;
      at_ += s.text.size();
      return add(s.kind, begin);
    }
    fail(begin, unknown_character(text_.substr(begin)));
  }

  void word(std::size_t begin) {
    skip_while([](char c) { return is_letter(c) || is_digit(c); });
    const auto name = text_.substr(begin, at_ - begin);
    if (peek() == '\'' || peek() == '"') {
      if (name == "r" || name == "R") return text_literal(begin, true);
      constexpr std::string_view bytes[] = {"b", "B", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB"};
      if (std::find(std::begin(bytes), std::end(bytes), name) != std::end(bytes))
        fail(begin, "bytes are no part of conditions: write a text without '" + std::string(name) + "' before it");
    }
    add(name == "in" ? token_kind::in : token_kind::identifier, begin);
  }

  void number(std::size_t begin) {
    token_kind kind = token_kind::integer;
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2))) {
      at_ += 2;
      skip_while(is_hex);
    } else {
      skip_while(is_digit);
      if (peek() == '.' && is_digit(peek(1))) {
        kind = token_kind::real;
        ++at_;
        skip_while(is_digit);
      }
      if (exponent()) kind = token_kind::real;
    }
    if (kind == token_kind::integer && (peek() == 'u' || peek() == 'U'))
      fail(begin, "uint is no part of conditions: write the number without '" + std::string(1, peek()) + "'");
    if (is_letter(peek())) fail(at_, quoted({&text_[at_], 1}) + " does not belong to a number");
    add(kind, begin);
  }

  bool exponent() noexcept {
    if (peek() != 'e' && peek() != 'E') return false;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!is_digit(peek(1 + sign))) return false;
    at_ += 1 + sign;
    skip_while(is_digit);
    return true;
  }

  void quoted_identifier(std::size_t begin) {
    const std::size_t end = text_.find('`', begin + 1);
    if (end == std::string_view::npos) fail(begin, "a '`' is missing at the end of this name");
    at_ = end;
    tokens_.push_back({token_kind::quoted_identifier, static_cast<std::uint32_t>(begin), text_.substr(begin + 1, end - begin - 1)});
    ++at_;
  }

  // Stands at the opening quote; `begin` is before an `r`.
  void text_literal(std::size_t begin, bool raw) {
    const std::string_view one = text_.substr(at_, 1);
    const bool triple = text_.size() - at_ >= 3 && text_[at_ + 1] == one[0] && text_[at_ + 2] == one[0];
    const std::string_view close = text_.substr(at_, triple ? 3 : 1);
    for (at_ += close.size(); at_ < text_.size(); ++at_) {
      if (text_.substr(at_, close.size()) == close) {
        at_ += close.size();
        return add(token_kind::text, begin);
      }
      if (!triple && is_newline(text_[at_])) break;
      if (!raw && text_[at_] == '\\') ++at_;
    }
    fail(begin, "a " + std::string(close) + " is missing at the end of this text");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<token> tokens_{};
};

}  // namespace

std::vector<token> tokenize(std::string_view text) { return lexer(text).run(); }

bool is_reserved(std::string_view identifier) noexcept {
  constexpr std::array<std::string_view, 18> words = {"as",        "break",  "const",  "continue", "else",  "for",
                                                      "function",  "if",     "import", "let",      "loop",  "package",
                                                      "namespace", "return", "var",    "void",     "while", "null"};
  return std::find(words.begin(), words.end(), identifier) != words.end();
}

}  // namespace tickler::inline TICKLER_ABI::expr
