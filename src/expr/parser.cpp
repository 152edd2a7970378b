#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <string>
#include <tickler/diagnostic.hpp>
#include <utility>

#include "expr/ast.hpp"
#include "expr/literals.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

// How tightly a binary operator binds; 0 for what is none.
constexpr int binding(token_kind k) noexcept {
  switch (k) {
    case token_kind::times:
    case token_kind::divide:
    case token_kind::modulo:
      return 3;
    case token_kind::plus:
    case token_kind::minus:
      return 2;
    case token_kind::equal:
    case token_kind::unequal:
    case token_kind::less:
    case token_kind::less_equal:
    case token_kind::greater:
    case token_kind::greater_equal:
    case token_kind::in:
      return 1;
    default:
      return 0;
  }
}

// What "and", "or" and "not" are in CEL; empty for any other.
std::string_view sign_for(const token& t) noexcept {
  constexpr std::pair<std::string_view, std::string_view> signs[] = {{"and", "&&"}, {"AND", "&&"}, {"or", "||"},
                                                                     {"OR", "||"},  {"not", "!"},  {"NOT", "!"}};
  for (const auto& [word, sign] : signs)
    if (t.kind == token_kind::identifier && t.text == word) return sign;
  return {};
}

bool is_unit(const token& t) noexcept {
  constexpr std::string_view units[] = {"minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"};
  return t.kind == token_kind::identifier && std::find(std::begin(units), std::end(units), t.text) != std::end(units);
}

class parser {
 public:
  explicit parser(std::vector<token> tokens) : tokens_(std::move(tokens)) {}

  ast run() {
    ast_.root = expression();
    if (peek().kind != token_kind::end) unexpected("an operator");
    return std::move(ast_);
  }

 private:
  [[noreturn]] static void fail(std::size_t offset, std::string message) { throw parse_error{offset, std::move(message)}; }

  const token& peek() const noexcept { return tokens_[at_]; }
  token take() noexcept { return tokens_[peek().kind == token_kind::end ? at_ : at_++]; }
  bool accept(token_kind k) noexcept {
    if (peek().kind != k) return false;
    ++at_;
    return true;
  }
  void expect(token_kind k, const char* wanted) {
    if (!accept(k)) unexpected(wanted);
  }
  [[noreturn]] void unexpected(const char* wanted) const {
    const token& t = peek();
    if (t.kind == token_kind::left_brace) fail(t.offset, "maps and messages, '{...}', are no part of conditions");
    if (const auto sign = sign_for(t); !sign.empty()) fail(t.offset, quoted(t.text) + " is written " + quoted(sign));
    if (at_ > 0) {
      const token& before = tokens_[at_ - 1];
      if (const auto sign = sign_for(before); !sign.empty())
        fail(before.offset, quoted(before.text) + " is written " + quoted(sign));
      if (before.kind == token_kind::integer && is_unit(t))
        fail(before.offset, "a duration is written in hours, minutes and seconds, as in duration('36h30m')");
    }
    const std::string found = t.kind == token_kind::end ? "the end" : quoted(t.text);
    fail(t.offset, std::string(wanted) + " is missing here, before " + found);
  }

  node_index add(ast_node n) {
    for (const auto child : n.children)
      n.height = std::max<std::uint16_t>(n.height, static_cast<std::uint16_t>(ast_.at(child).height + 1));
    if (n.height > max_height)
      fail(n.offset, "too deep: at most " + std::to_string(max_height) + " operators may build on each other");
    n.from = n.children.empty() ? n.begin : std::min(n.begin, ast_.at(n.children[0]).from);
    n.to = end_of_last();
    ast_.nodes.push_back(std::move(n));
    return static_cast<node_index>(ast_.nodes.size() - 1);
  }
  std::uint32_t end_of_last() const noexcept {
    const token& t = tokens_[at_ - 1];
    return t.offset + static_cast<std::uint32_t>(t.text.size());
  }
  node_index add(node_kind k, const token& at, std::initializer_list<node_index> children) {
    const std::uint32_t begin = children.size() != 0 ? std::min(at.offset, ast_.at(*children.begin()).begin) : at.offset;
    return add({.kind = k, .token = at.kind, .offset = at.offset, .begin = begin, .name = at.text, .children = children});
  }
  node_index add_literal(const token& at, type t, value v) {
    return add({.kind = node_kind::literal, .offset = at.offset, .begin = at.offset, .type = t, .literal = v});
  }

  // Within brackets; counts how deep.
  template <class Parse>
  auto within(const token& open, Parse parse) {
    if (++brackets_ > max_brackets)
      fail(open.offset, "at most " + std::to_string(max_brackets) + " brackets may stand within each other");
    auto result = parse();
    --brackets_;
    return result;
  }

  node_index expression() {
    const auto first = chain(node_kind::logical_or, token_kind::or_);
    if (peek().kind != token_kind::question) return first;
    ast_node choice{.kind = node_kind::conditional, .offset = peek().offset, .begin = ast_.at(first).begin, .children = {first}};
    while (accept(token_kind::question)) {
      choice.children.push_back(chain(node_kind::logical_or, token_kind::or_));
      expect(token_kind::colon, "':'");
      choice.children.push_back(chain(node_kind::logical_or, token_kind::or_));
    }
    return add(std::move(choice));
  }

  // a || b || c, or a && b && c
  node_index chain(node_kind k, token_kind between) {
    const auto operand = [&] { return k == node_kind::logical_or ? chain(node_kind::logical_and, token_kind::and_) : binary(1); };
    const auto first = operand();
    if (peek().kind != between) return first;
    ast_node all{.kind = k, .token = between, .offset = peek().offset, .begin = ast_.at(first).begin, .children = {first}};
    while (accept(between)) all.children.push_back(operand());
    return add(std::move(all));
  }

  node_index binary(int least) {
    auto left = unary();
    while (binding(peek().kind) >= least) {
      const token sign = take();
      const auto right = binary(binding(sign.kind) + 1);
      left = add(node_kind::binary, sign, {left, right});
    }
    return left;
  }

  // Signs in a row cancel each other in pairs, as in cel-go; one minus may belong to a number.
  node_index unary() {
    if (peek().kind != token_kind::not_ && peek().kind != token_kind::minus) return member(primary(false));
    const token sign = peek();
    std::size_t count = 0;
    while (accept(sign.kind)) ++count;
    const bool to_number =
        sign.kind == token_kind::minus && (peek().kind == token_kind::integer || peek().kind == token_kind::real);
    auto inner = member(primary(to_number));
    if (to_number) {
      ast_.at(inner).from = sign.offset;
      --count;
    }
    for (count = count < 2 ? count : 2 - count % 2; count > 0; --count) inner = add(node_kind::unary, sign, {inner});
    return inner;
  }

  node_index primary(bool negative) {
    const token t = peek();
    switch (t.kind) {
      case token_kind::integer:
        return integer(take(), negative);
      case token_kind::real:
        return real(take(), negative);
      case token_kind::text:
        return text(take());
      case token_kind::identifier:
        return identifier(take());
      case token_kind::left_parenthesis: {
        take();
        const auto inner = within(t, [this] { return expression(); });
        expect(token_kind::right_parenthesis, "')'");
        ast_.at(inner).from = t.offset, ast_.at(inner).to = end_of_last();
        return inner;
      }
      case token_kind::left_bracket:
        return list(take());
      case token_kind::dot:
        fail(t.offset, "a name does not begin with '.'");
      default:
        unexpected("a value");
    }
  }

  node_index integer(const token& t, bool negative) {
    const auto number = integer_literal(t.text, negative);
    if (!number) fail(t.offset, "an int is at most 9223372036854775807");
    return add_literal(t, {type_kind::integer}, value::of_int(*number));
  }

  node_index real(const token& t, bool negative) {
    double number = 0;
    if (std::from_chars(t.text.data(), t.text.data() + t.text.size(), number).ec != std::errc{})
      fail(t.offset, "this number does not fit in a double");
    return add_literal(t, {type_kind::real}, value::of_double(negative ? -number : number));
  }

  node_index text(const token& t) {
    auto content = text_literal(t.text);
    if (!content) fail(t.offset + content.error().offset, content.error().message);
    return add_literal(t, {type_kind::text}, ast_.pool.add(*content));
  }

  node_index identifier(const token& t) {
    if (t.text == "true" || t.text == "false") return add_literal(t, {type_kind::boolean}, value::of_bool(t.text == "true"));
    if (t.text == "null") fail(t.offset, "null is no part of conditions: has(...) says whether something is there");
    if (is_reserved(t.text)) fail(t.offset, quoted(t.text) + " is reserved in CEL");
    if (peek().kind == token_kind::left_parenthesis) return call(t, {});
    return add(node_kind::identifier, t, {});
  }

  node_index list(const token& open) {
    ast_node n{.kind = node_kind::list, .offset = open.offset, .begin = open.offset};
    n.children = within(open, [this] { return several(token_kind::right_bracket, "']'", true); });
    return add(std::move(n));
  }

  node_index call(const token& name, std::vector<node_index> receiver) {
    const std::uint32_t begin = receiver.empty() ? name.offset : ast_.at(receiver[0]).begin;
    ast_node n{.kind = node_kind::call, .receiver = !receiver.empty(), .offset = name.offset, .begin = begin, .name = name.text};
    n.children = std::move(receiver);
    const token open = take();
    const auto arguments = within(open, [this] { return several(token_kind::right_parenthesis, "')'", false); });
    n.children.insert(n.children.end(), arguments.begin(), arguments.end());
    return add(std::move(n));
  }

  // Expressions between commas, with the bracket that closes them.
  std::vector<node_index> several(token_kind close, const char* close_text, bool trailing_comma) {
    std::vector<node_index> list;
    if (accept(close)) return list;
    do {
      if (trailing_comma && !list.empty() && peek().kind == close) break;
      list.push_back(expression());
    } while (accept(token_kind::comma));
    expect(close, close_text);
    return list;
  }

  // What may follow a value: .field, .call(...), [index]
  node_index member(node_index of) {
    for (;;) {
      const token t = peek();
      if (accept(token_kind::dot)) {
        const token name = take();
        if (name.kind != token_kind::identifier && name.kind != token_kind::quoted_identifier)
          fail(name.offset, "a name is missing behind '.'");
        const bool called = name.kind == token_kind::identifier && peek().kind == token_kind::left_parenthesis;
        of = called ? call(name, {of}) : add(node_kind::select, name, {of});
      } else if (accept(token_kind::left_bracket)) {
        const auto where = within(t, [this] { return expression(); });
        expect(token_kind::right_bracket, "']'");
        of = add(node_kind::index, t, {of, where});
      } else {
        if (t.kind == token_kind::left_brace) unexpected("");
        return of;
      }
    }
  }

  std::vector<token> tokens_;
  std::size_t at_ = 0;
  int brackets_ = 0;
  ast ast_{};
};

}  // namespace

ast parse(std::string_view text) {
  if (text.size() > max_bytes)
    throw parse_error{max_bytes,
                      "a condition has at most " + std::to_string(max_bytes) + " bytes, this one " + std::to_string(text.size())};
  return parser(tokenize(text)).run();
}

}  // namespace tickler::inline TICKLER_ABI::expr
