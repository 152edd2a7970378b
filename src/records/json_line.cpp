#include "records/json_line.hpp"

#include <fmt/format.h>

#include <new>
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

[[noreturn]] void throw_syntax_error(std::string_view line, bool ended, simdjson::error_code error) {
  check_bytes(line);
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
