#include "records/fact_value.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <tickler/duration.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/flag_words.hpp"
#include "base/messages.hpp"
#include "model/fact_type_text.hpp"
#include "records/blank_separated.hpp"
#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

[[noreturn]] void throw_wrong_fact(std::string_view name, fact_type type, const record_value& value) {
  const auto must_be = fmt::format("the fact '{}' must be {}", name, to_text(type));
  if (value.kind == field_kind::string)
    throw record_error{record_number::bad_fact, fmt::format("{}, not {}", must_be, quoted(value.text))};
  throw record_error{record_number::bad_fact, must_be + ", as the policy declares it"};
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::chrono::seconds elapsed(std::string_view name, std::string_view text) {
  const auto read = parse_duration(text);
  if (!read) throw record_error{record_number::bad_fact_duration, fmt::format("the fact '{}': {}", name, read.error().message)};
  std::chrono::seconds sum{};
  for (const auto& part : read->parts) {
    if (part.unit == time_unit::minute)
      sum += std::chrono::minutes(part.count);
    else if (part.unit == time_unit::hour)
      sum += std::chrono::hours(part.count);
    else
      throw record_error{record_number::bad_fact_duration,
                         fmt::format("the fact '{}' must be in minutes and hours, not {}: how long a day lasts depends on where "
                                     "it is counted from",
                                     name, quoted(text))};
  }
  return sum;
}

fact_value_view list_of(std::string_view name, const std::vector<std::string_view>& list, std::size_t at_most,
                        std::vector<std::string_view>& place) {
  if (list.size() > at_most)
    throw record_error{record_number::too_many_entries,
                       fmt::format("the fact '{}' has {} entries, at most {} are allowed", name, list.size(), at_most)};
  place.assign(list.begin(), list.end());
  return std::span<const std::string_view>(place);
}

// What the policy's type makes of a text; a CSV cell has no other way to say true or 7.
std::optional<fact_value_view> fact_in_text(std::string_view name, fact_type type, const record_value& value) {
  const auto text = text_of(name, value);
  switch (type) {
    case fact_type::text:
      return text;
    case fact_type::timestamp:
      return instant_of(name, value);
    case fact_type::duration:
      return elapsed(name, text);
    default:
      break;
  }
  if (!value.cell) return std::nullopt;
  if (type == fact_type::boolean)
    if (const auto flag = flag_called(text)) return *flag;
  if (type == fact_type::integer)
    if (const auto number = number_of<std::int64_t>(text)) return *number;
  if (type == fact_type::real)
    if (const auto number = number_of<double>(text); number && std::isfinite(*number)) return *number;
  return std::nullopt;
}

fact_value_view declared_fact(std::string_view name, fact_type type, const record_value& value, std::size_t list_entries,
                              std::vector<std::string_view>& list) {
  if (value.kind == field_kind::boolean && type == fact_type::boolean) return value.boolean;
  if (value.kind == field_kind::integer && type == fact_type::integer) return value.integer;
  if (value.kind == field_kind::integer && type == fact_type::real) return static_cast<double>(value.integer);
  if (value.kind == field_kind::real && type == fact_type::real) return value.real;
  if (value.kind == field_kind::list && type == fact_type::list) return list_of(name, value.list, list_entries, list);
  if (value.cell && type == fact_type::list) return list_of(name, blank_separated(value.text), list_entries, list);
  if (value.kind == field_kind::string)
    if (const auto f = fact_in_text(name, type, value)) return *f;
  throw_wrong_fact(name, type, value);
}

fact_value_view fact_as_written(std::string_view name, const record_value& value, std::size_t list_entries,
                                std::vector<std::string_view>& list) {
  switch (value.kind) {
    case field_kind::boolean:
      return value.boolean;
    case field_kind::integer:
      return value.integer;
    case field_kind::real:
      return value.real;
    case field_kind::string:
      return text_of(name, value);
    case field_kind::list:
      return list_of(name, value.list, list_entries, list);
    case field_kind::object:
      break;
  }
  throw_wrong_type(name, "a single value or a list of texts", value);
}

}  // namespace

fact_types declared_facts(const policy* p) {
  fact_types types;
  if (p != nullptr && *p)
    for (const auto& f : p->draft().facts) types.emplace(f.name.value, f.type.value);
  return types;
}

fact_value_view fact_of(std::string_view name, const fact_type* type, const record_value& value, std::size_t list_entries,
                        std::vector<std::string_view>& list) {
  return type != nullptr ? declared_fact(name, *type, value, list_entries, list) : fact_as_written(name, value, list_entries, list);
}

}  // namespace tickler::inline TICKLER_ABI
