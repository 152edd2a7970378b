#include "policy/parse/yaml_slips.hpp"

#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view too_many_colons = "mapping values are not allowed in this context";

// From its first character that is no blank to its end.
struct written_line {
  std::size_t begin = 0, indent = 0;
  std::string_view text{};
};

written_line line_at(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const auto before = at == 0 ? text.npos : text.rfind('\n', at - 1);
  const auto begin = before == text.npos ? 0 : before + 1;
  const auto line = text.substr(begin, std::min(text.find_first_of("\r\n", begin), text.size()) - begin);
  const auto indent = std::min(line.find_first_not_of(' '), line.size());
  return {begin + indent, indent, line.substr(indent)};
}

// The line above that says something.
written_line line_above(std::string_view text, const written_line& line) {
  auto begin = line.begin - line.indent;
  while (begin > 0) {
    const auto above = line_at(text, begin - 1);
    if (!above.text.empty() && above.text.front() != '#') return above;
    begin = above.begin - above.indent;
  }
  return {};
}

bool has_colon(std::string_view line) { return line.find(": ") != line.npos || line.ends_with(':'); }

constexpr char closing_of(char open) { return open == '[' ? ']' : '}'; }

bool is_closing(std::string_view character) { return character == "}" || character == "]"; }

yaml_slip closes_nothing(std::string_view text, std::size_t at) {
  return {at, "this " + quoted(text.substr(at, 1)) + " closes nothing: delete it, or put a text with it in quotes"};
}

yaml_slip without_colon(const written_line& line) {
  const auto colon = line.text.find(':');
  if (colon != line.text.npos) return {line.begin + colon, "a blank is missing after the colon: write 'key: value'"};
  return {line.begin, "a colon is missing in this line: write 'key: value'"};
}

yaml_slip colon_out_of_place(std::string_view text, std::size_t at) {
  const auto line = line_at(text, at);
  if (line.text.find(": ") != line.text.npos && line.text.find(": ") < at - line.begin)
    return {at, "a second ': ' in one line: a text with ': ' in it wants quotes"};
  const auto above = line_above(text, line);
  for (const auto& each : {above, line})
    if (each.text.starts_with("--")) return {each.begin, "one dash and a blank begin an entry of a list: write '- '"};
  if (!above.text.empty() && !has_colon(above.text)) return without_colon(above);
  return {line.begin, "this line is indented too far: keys that go together begin in the same column"};
}

constexpr bool is_quote(char c) { return c == '"' || c == '\''; }

// Where a quote was forgotten, a text ends at the one that should begin the next: the place of the first, else npos.
std::size_t open_quote_before(std::string_view text, std::size_t at) {
  if (at < 2 || at > text.size() || !is_quote(text[at - 1])) return text.npos;
  const auto first = text.rfind(text[at - 1], at - 2);
  if (first == text.npos || first == 0 || std::string_view(" [{,:").find(text[first - 1]) == text.npos) return text.npos;
  return text.substr(first, at - first).find('\n') == text.npos ? text.npos : first;
}

yaml_slip out_of_line(std::string_view text, std::size_t at) {
  const auto line = line_at(text, at);
  if (const auto quote = open_quote_before(text, at); quote != text.npos)
    return {quote, "the quote that begins here is not closed in its line"};
  if (is_closing(text.substr(at, 1))) return closes_nothing(text, at);
  if (line.begin != at)
    return {at, "the value has ended before this: a text with quotes or brackets in it wants quotes around it all"};
  if (line.text.size() > 1 && line.text[0] == '-' && line.text[1] != ' ') return {at, "a blank is missing after the dash"};
  auto above = line_above(text, line);
  while (above.indent > line.indent) above = line_above(text, above);
  if (above.indent == line.indent && above.text.starts_with("- ") && !line.text.starts_with("- "))
    return {at, "this line begins below a dash: what belongs to the entry begins below its first word"};
  return {at,
          "this line begins in a column in which no line above begins: keys and dashes that go together begin in the same column"};
}

yaml_slip never_closed(std::string_view text, std::size_t at) {
  return {at, std::string("the '") + text[at] + "' is never closed: its '" + closing_of(text[at]) + "' is missing"};
}

yaml_slip not_closed(std::string_view text, std::size_t at, std::size_t from) {
  const char open = text[from], close = closing_of(open);
  const auto line = line_at(text, from);
  const auto end = line.begin + line.text.size();
  const auto rest = text.substr(from, end - from);
  if (std::count(rest.begin(), rest.end(), close) >= std::count(rest.begin(), rest.end(), open) && at <= end)
    return {at, std::string("a comma or '") + close + "' is missing before this"};
  return never_closed(text, from);
}

// The text ends within brackets: in the last that is not closed.
yaml_slip ends_in_brackets(std::string_view text) {
  std::size_t closed = 0;
  for (auto at = text.find_last_of("[]{}"); at != text.npos; at = at == 0 ? text.npos : text.find_last_of("[]{}", at - 1)) {
    if (is_closing(text.substr(at, 1)))
      ++closed;
    else if (closed-- == 0)
      return never_closed(text, at);
  }
  return {text.size(), {}};
}

}  // namespace

yaml_slip slip_of(std::string_view text, std::string_view problem, std::size_t at, std::string_view context, std::size_t from) {
  if (at < text.size() && text[at] == '\t') return {at, "a tab where blanks are wanted: lines are indented with blanks"};
  if (problem == "could not find expected ':'") return without_colon(line_at(text, from));
  if (problem == too_many_colons) return colon_out_of_place(text, at);
  if (problem == "found unexpected end of stream" && context == "while scanning a quoted scalar")
    return {from, "the quote that begins here is never closed"};
  if (problem.starts_with("did not find expected ',' or") && from < text.size()) return not_closed(text, at, from);
  if (problem == "did not find expected key" || problem == "did not find expected '-' indicator") return out_of_line(text, at);
  if (problem == "block sequence entries are not allowed in this context")
    return {at, "a dash begins an entry only where its line begins: in one line a list is written [a, b]"};
  if (problem == "found unexpected ':'") return {at, "within brackets a text with ':' in it wants quotes"};
  if (problem == "found unknown escape character")
    return {at, "an unknown escape: within double quotes a backslash is written '\\\\', within single quotes it is itself"};
  const bool no_beginning = problem == "found character that cannot start any token" ||
                            problem == "did not find expected node content" || context.starts_with("while scanning an a") ||
                            context == "while scanning a block scalar";
  const auto first = context.starts_with("while scanning") ? from : at;
  if (no_beginning && first >= text.size()) return ends_in_brackets(text);
  if (no_beginning && is_closing(text.substr(first, 1))) return closes_nothing(text, first);
  if (no_beginning)
    return {first, "a text cannot begin with " + quoted(first_character(text.substr(first))) + ": put it in quotes"};
  return {at, {}};
}

}  // namespace tickler::inline TICKLER_ABI
