#include "records/json_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tickler/problem_numbers.hpp>

#include "records/byte_checks.hpp"
#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

namespace dom = simdjson::dom;

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
    case simdjson::MEMALLOC:
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

void json_line::read(std::string_view line, bool ended) {
  path_ = {};
  dom::element root;
  if (const auto error = parser_.parse(line.data(), line.size(), false).get(root)) throw_syntax_error(line, ended, error);
  dom::object object;
  if (root.get_object().get(object))
    throw record_error{record_number::not_an_object, "a record must be an object, {...}", record_error::about::record};
  read_fields(object);
}

std::size_t json_line::offset_of(const record_error& error, std::string_view line) const {
  if (error.offset) return *error.offset;
  if (error.what == record_error::about::record) return tickler::offset_of({}, line);
  auto path = path_;
  path.at_name = error.what == record_error::about::name;
  return tickler::offset_of(path, line);
}

// Before all else, so that what is wrong with the rest is said of somebody; what is wrong with this is said in its turn.
void json_line::read_about(dom::object object) {
  for (const auto [name, element] : object) {
    if (name != builder_.schema().fields[record_schema::about] || !element.is_string()) continue;
    try {
      builder_.set(record_schema::about, value_of(name, element));
    } catch (const record_error&) {
    }
    return;
  }
}

void json_line::read_fields(dom::object object) {
  const auto& schema = builder_.schema();
  read_about(object);
  check_distinct(object, path_.field);
  seen_fields seen;
  for (const auto [name, element] : object) {
    ++path_.field;
    path_.member = path_.entry = json_path::none;
    if (is_extension_field(name)) continue;
    const auto field = schema.find(name);
    if (field == record_schema::no_field) throw_unknown_field(schema, name);
    if (element.is_null()) continue;
    seen.add(field);
    if (schema.is_group(field))
      read_members(field, name, element);
    else
      builder_.set(field, value_of(name, element));
  }
  seen.check(schema);
}

void json_line::read_members(std::size_t group, std::string_view group_name, dom::element element) {
  dom::object members;
  if (element.get_object().get(members)) throw_wrong_type(group_name, "an object", value_of(group_name, element));
  check_distinct(members, path_.member);
  for (const auto [name, member] : members) {
    ++path_.member;
    path_.entry = json_path::none;
    if (!member.is_null()) builder_.set_member(group, name, value_of(name, member));
  }
}

// Leaves `place` alone, or sets it to the field that has the name of an earlier one.
void json_line::check_distinct(dom::object object, std::size_t& place) {
  names_.clear();
  for (const auto field : object) names_.emplace_back(field.key, names_.size());
  std::sort(names_.begin(), names_.end());
  const auto same =
      std::adjacent_find(names_.begin(), names_.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  if (same == names_.end()) return;
  place = std::next(same)->second;
  throw_duplicate_field(same->first);
}

record_value json_line::value_of(std::string_view name, dom::element element) {
  switch (element.type()) {
    case dom::element_type::STRING:
      return {.text = element.get_string().value_unsafe()};
    case dom::element_type::BOOL:
      return {.kind = field_kind::boolean, .boolean = element.get_bool().value_unsafe()};
    case dom::element_type::INT64:
      return {.kind = field_kind::integer, .integer = element.get_int64().value_unsafe()};
    case dom::element_type::DOUBLE:
      return {.kind = field_kind::real, .real = element.get_double().value_unsafe()};
    case dom::element_type::ARRAY:
      return list_of(name, element.get_array().value_unsafe());
    case dom::element_type::UINT64:
      throw record_error{record_number::wrong_type, fmt::format("'{}' is a whole number beyond 9223372036854775807", name)};
    default:
      return {.kind = field_kind::object};
  }
}

record_value json_line::list_of(std::string_view name, dom::array array) {
  record_value list{.kind = field_kind::list};
  path_.entry = json_path::none;
  for (const auto element : array) {
    ++path_.entry;
    const auto type = element.type();
    record_value entry;
    if (type != dom::element_type::STRING)
      throw record_error{record_number::wrong_type, fmt::format("'{}' may list only texts", name)};
    entry.text = element.get_string().value_unsafe();
    list.list.push_back(text_of(name, entry));
  }
  path_.entry = json_path::none;
  return list;
}

}  // namespace tickler::inline TICKLER_ABI
