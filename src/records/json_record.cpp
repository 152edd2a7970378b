#include "records/json_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tickler/problem_numbers.hpp>

#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace dom = simdjson::dom;

void json_record::begin(const json_path& place) noexcept {
  place_ = path_ = place;
  is_object_ = false;
  field_ = record_schema::no_field;
}

void json_record::read(dom::element element, record_builder& builder) {
  const auto& schema = builder.schema();
  each_field(element, schema, [&](std::size_t field, std::string_view name, dom::element value) {
    if (schema.is_group(field))
      read_members(builder, field, name, value);
    else
      builder.set(field, value_of(name, value));
  });
}

std::size_t json_record::identify(const record_error& error, record_builder& builder) const {
  if (!is_object_) return record_schema::no_field;
  const auto wrong = error.what == record_error::about::value ? field_ : record_schema::no_field;
  for (const auto [name, element] : object_)
    if (element.is_string()) builder.identify(builder.schema().find(name), {.text = element.get_string().value_unsafe()});
  return wrong;
}

std::size_t json_record::offset_of(const record_error& error, std::string_view line) const {
  if (error.offset) return *error.offset;
  if (error.what == record_error::about::record) return tickler::offset_of(place_, line);
  auto path = path_;
  path.at_name = error.what == record_error::about::name;
  return tickler::offset_of(path, line);
}

// Of the fields that are asked for. The path goes to the one that has the name of an earlier one.
template <class Asked>
void json_record::check_distinct(dom::object object, Asked asked) {
  names_.clear();
  std::size_t place = 0;
  for (const auto field : object) {
    if (asked(field.key)) names_.emplace_back(field.key, place);
    ++place;
  }
  std::sort(names_.begin(), names_.end());
  const auto same =
      std::adjacent_find(names_.begin(), names_.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  if (same == names_.end()) return;
  path_.go_to(std::next(same)->second);
  throw_duplicate_field(same->first);
}

void json_record::check_own_distinct() { check_distinct(object_, is_extension_field); }

void json_record::open(dom::element element) {
  if (element.get_object().get(object_))
    throw record_error{record_number::not_an_object, "a record must be an object, {...}", record_error::about::record};
  is_object_ = true;
  path_.enter();
}

void json_record::read_members(record_builder& builder, std::size_t group, std::string_view group_name, dom::element element) {
  dom::object members;
  if (element.get_object().get(members)) throw_wrong_type(group_name, "an object", value_of(group_name, element));
  path_.enter();
  check_distinct(members, [](std::string_view) { return true; });
  for (const auto [name, member] : members) {
    path_.next();
    if (!member.is_null()) builder.set_member(group, name, value_of(name, member));
  }
  path_.leave();
}

const record_value& json_record::value_of(std::string_view name, dom::element element) {
  value_.kind = field_kind::string;
  switch (element.type()) {
    case dom::element_type::STRING:
      value_.text = element.get_string().value_unsafe();
      break;
    case dom::element_type::BOOL:
      value_.kind = field_kind::boolean;
      value_.boolean = element.get_bool().value_unsafe();
      break;
    case dom::element_type::INT64:
      value_.kind = field_kind::integer;
      value_.integer = element.get_int64().value_unsafe();
      break;
    case dom::element_type::DOUBLE:
      value_.kind = field_kind::real;
      value_.real = element.get_double().value_unsafe();
      break;
    case dom::element_type::ARRAY:
      read_list(name, element.get_array().value_unsafe());
      break;
    case dom::element_type::UINT64:
      throw record_error{record_number::wrong_type, fmt::format("'{}' is a whole number beyond 9223372036854775807", name)};
    default:
      value_.kind = field_kind::object;
  }
  return value_;
}

void json_record::read_list(std::string_view name, dom::array array) {
  value_.kind = field_kind::list;
  value_.list.clear();
  path_.enter();
  for (const auto element : array) {
    path_.next();
    std::string_view text;
    if (element.get_string().get(text))
      throw record_error{record_number::wrong_type, fmt::format("'{}' may list only texts", name)};
    value_.list.push_back(text_of(name, {.text = text}));
  }
  path_.leave();
}

}  // namespace tickler::inline TICKLER_ABI
