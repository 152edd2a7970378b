#include "records/json_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string>
#include <tickler/problem_numbers.hpp>

#include "records/byte_checks.hpp"
#include "records/json_offset.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string_view reason_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING:
      return "a string without its closing quote";
    case simdjson::UNESCAPED_CHARS:
      return "a control character in a string";
    case simdjson::STRING_ERROR:
      return "a string with a wrong escape";
    case simdjson::NUMBER_ERROR:
      return "a number that cannot be read";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "neither true, false nor null";
    case simdjson::DEPTH_ERROR:
      return "nested too deep";
    case simdjson::CAPACITY:
      return "too large";
    default:
      return "a comma, colon, bracket or value is missing or too many";
  }
}

// What is wrong with the strings of a line. simdjson's kernels differ in it: the portable one takes a quote within a bare word for
// a part of the word, the others for the start of a string, as is done here. At `in_word` is the first such quote.
simdjson::error_code error_in_strings(std::string_view line, std::size_t& in_word) {
  constexpr std::string_view between = "{}[],: \t\r\n\"";
  bool inside = false, control = false, escaped = false;
  in_word = line.size();
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && !escaped) {
      if (!inside && i > 0 && between.find(line[i - 1]) == std::string_view::npos) in_word = std::min(in_word, i);
      inside = !inside;
    }
    control = control || (inside && static_cast<unsigned char>(line[i]) < 0x20);
    escaped = line[i] == '\\' && !escaped;
  }
  if (inside) return simdjson::UNCLOSED_STRING;
  return control ? simdjson::UNESCAPED_CHARS : simdjson::SUCCESS;
}

// The error of a line that is no JSON, by whichever kernel it was `found`.
simdjson::error_code error_of(std::string_view line, simdjson::error_code found) {
  std::size_t in_word = 0;
  if (const auto error = error_in_strings(line, in_word)) return error;
  if (found != simdjson::UNCLOSED_STRING && found != simdjson::UNESCAPED_CHARS) return found;
  // Not of the strings, then, but of that word or of something before; simdjson looks at the last bracket first.
  auto until_there = std::string(line.substr(0, in_word)) + '?';
  if (const char last = line[line.find_last_not_of(" \t\r\n")]; last == '}' || last == ']') until_there += last;
  simdjson::dom::parser parser;
  const auto error = parser.parse(until_there).error();
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  return error;
}

[[noreturn]] void throw_syntax_error(std::string_view line, bool ended, simdjson::error_code found) {
  check_bytes(line);
  const auto error = error_of(line, found);
  const auto cut = ended ? "" : "; the file ends within this line";
  throw record_error{.number = record_number::invalid_json,
                     .message = fmt::format("invalid JSON: {}{}", reason_of(error), cut),
                     .offset = error == simdjson::DEPTH_ERROR ? offset_of({}, line) : offset_of_syntax_error(line)};
}

}  // namespace

simdjson::dom::element parsed(simdjson::dom::parser& parser, std::string_view line, bool ended) {
  simdjson::dom::element root;
  const auto error = parser.parse(line.data(), line.size(), false).get(root);
  if (error == simdjson::MEMALLOC) {
    parser = simdjson::dom::parser();  // one that has found no memory thinks that it has
    throw std::bad_alloc();
  }
  if (error) throw_syntax_error(line, ended, error);
  return root;
}

}  // namespace tickler::inline TICKLER_ABI
