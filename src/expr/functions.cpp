#include "expr/functions.hpp"

namespace tickler::condition {
namespace {

constexpr type boolean{kind::boolean}, integer{kind::integer}, real{kind::real}, text{kind::text};
constexpr type timestamp{kind::timestamp}, duration{kind::duration}, any_list{kind::unknown, 1};

struct getter {
  std::string_view name;
  condition::part part;
  bool of_duration;
};

constexpr getter getters[] = {
    {"getFullYear", part::full_year, false},
    {"getMonth", part::month, false},
    {"getDayOfMonth", part::day_of_month, false},
    {"getDate", part::date, false},
    {"getDayOfWeek", part::day_of_week, false},
    {"getDayOfYear", part::day_of_year, false},
    {"getHours", part::hours, true},
    {"getMinutes", part::minutes, true},
    {"getSeconds", part::seconds, true},
    {"getMilliseconds", part::milliseconds, true},
};

std::vector<overload> all_overloads() {
  std::vector<overload> list = {
      {"size", false, {text}, kind::integer, operation::size_of_text},
      {"size", false, {any_list}, kind::integer, operation::size_of_list},
      {"size", true, {text}, kind::integer, operation::size_of_text},
      {"size", true, {any_list}, kind::integer, operation::size_of_list},
      {"startsWith", true, {text, text}, kind::boolean, operation::starts_with},
      {"endsWith", true, {text, text}, kind::boolean, operation::ends_with},
      {"contains", true, {text, text}, kind::boolean, operation::contains},
      {"bool", false, {boolean}, kind::boolean, {}},
      {"bool", false, {text}, kind::boolean, operation::bool_of_text},
      {"int", false, {integer}, kind::integer, {}},
      {"int", false, {real}, kind::integer, operation::int_of_double},
      {"int", false, {text}, kind::integer, operation::int_of_text},
      {"int", false, {timestamp}, kind::integer, operation::int_of_time},
      {"double", false, {real}, kind::real, {}},
      {"double", false, {integer}, kind::real, operation::double_of_int},
      {"double", false, {text}, kind::real, operation::double_of_text},
      {"string", false, {text}, kind::text, {}},
      {"string", false, {boolean}, kind::text, operation::text_of_bool},
      {"string", false, {integer}, kind::text, operation::text_of_int},
      {"string", false, {real}, kind::text, operation::text_of_double},
      {"string", false, {timestamp}, kind::text, operation::text_of_time},
      {"string", false, {duration}, kind::text, operation::text_of_duration},
      {"timestamp", false, {timestamp}, kind::timestamp, {}},
      {"timestamp", false, {integer}, kind::timestamp, operation::time_of_int},
      {"timestamp", false, {text}, kind::timestamp, operation::time_of_text},
      {"duration", false, {duration}, kind::duration, {}},
      {"duration", false, {text}, kind::duration, operation::duration_of_text},
  };
  for (const auto& g : getters) {
    list.push_back({g.name, true, {timestamp}, kind::integer, operation::time_part, g.part});
    list.push_back({g.name, true, {timestamp, text}, kind::integer, operation::time_part, g.part});
    if (g.of_duration) list.push_back({g.name, true, {duration}, kind::integer, operation::duration_part, g.part});
  }
  return list;
}

constexpr event_overload events[] = {
    {"happened", event_function::happened, kind::boolean}, {"seen", event_function::seen, kind::boolean},
    {"last", event_function::last, kind::timestamp},       {"since", event_function::since, kind::duration},
    {"count", event_function::count, kind::integer},
};

constexpr operator_overload operators[] = {
    {"+", kind::integer, kind::integer, kind::integer, operation::add_int},
    {"+", kind::real, kind::real, kind::real, operation::add_double},
    {"+", kind::text, kind::text, kind::text, operation::add_text},
    {"+", kind::timestamp, kind::duration, kind::timestamp, operation::add_time_duration},
    {"+", kind::duration, kind::timestamp, kind::timestamp, operation::add_duration_time},
    {"+", kind::duration, kind::duration, kind::duration, operation::add_duration},
    {"-", kind::integer, kind::integer, kind::integer, operation::subtract_int},
    {"-", kind::real, kind::real, kind::real, operation::subtract_double},
    {"-", kind::timestamp, kind::timestamp, kind::duration, operation::subtract_time},
    {"-", kind::timestamp, kind::duration, kind::timestamp, operation::subtract_time_duration},
    {"-", kind::duration, kind::duration, kind::duration, operation::subtract_duration},
    {"*", kind::integer, kind::integer, kind::integer, operation::multiply_int},
    {"*", kind::real, kind::real, kind::real, operation::multiply_double},
    {"/", kind::integer, kind::integer, kind::integer, operation::divide_int},
    {"/", kind::real, kind::real, kind::real, operation::divide_double},
    {"%", kind::integer, kind::integer, kind::integer, operation::modulo_int},
};

struct left_out {
  std::string_view name, why;
};

constexpr std::string_view types_are_known = "types are known when the policy is read";
constexpr left_out left_outs[] = {
    {"matches", "compare with startsWith, endsWith or contains"},
    {"exists_one", "lists have all(...) and exists(...)"},
    {"existsOne", "lists have all(...) and exists(...)"},
    {"map", "lists have all(...) and exists(...)"},
    {"filter", "lists have all(...) and exists(...)"},
    {"transformList", "lists have all(...) and exists(...)"},
    {"transformMap", "lists have all(...) and exists(...)"},
    {"transformMapEntry", "lists have all(...) and exists(...)"},
    {"dyn", types_are_known},
    {"type", types_are_known},
    {"uint", "numbers are int or double"},
    {"bytes", "texts are strings"},
};

}  // namespace

std::span<const overload> overloads() noexcept {
  static const std::vector<overload> list = all_overloads();
  return list;
}

std::span<const event_overload> event_overloads() noexcept { return events; }

std::span<const operator_overload> operator_overloads() noexcept { return operators; }

std::string_view why_not(std::string_view function) noexcept {
  for (const auto& l : left_outs)
    if (l.name == function) return l.why;
  return {};
}

}  // namespace tickler::condition
