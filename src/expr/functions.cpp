#include "expr/functions.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

constexpr type boolean{type_kind::boolean}, integer{type_kind::integer}, real{type_kind::real}, text{type_kind::text};
constexpr type timestamp{type_kind::timestamp}, duration{type_kind::duration}, any_list{type_kind::unknown, 1};

struct getter {
  std::string_view name;
  date_part part;
  bool of_duration;
};

constexpr getter getters[] = {
    {"getFullYear", date_part::full_year, false},
    {"getMonth", date_part::month, false},
    {"getDayOfMonth", date_part::day_of_month, false},
    {"getDate", date_part::date, false},
    {"getDayOfWeek", date_part::day_of_week, false},
    {"getDayOfYear", date_part::day_of_year, false},
    {"getHours", date_part::hours, true},
    {"getMinutes", date_part::minutes, true},
    {"getSeconds", date_part::seconds, true},
    {"getMilliseconds", date_part::milliseconds, true},
};

std::vector<overload> all_overloads() {
  std::vector<overload> list = {
      {"size", false, {text}, type_kind::integer, opcode::size_of_text},
      {"size", false, {any_list}, type_kind::integer, opcode::size_of_list},
      {"size", true, {text}, type_kind::integer, opcode::size_of_text},
      {"size", true, {any_list}, type_kind::integer, opcode::size_of_list},
      {"startsWith", true, {text, text}, type_kind::boolean, opcode::starts_with},
      {"endsWith", true, {text, text}, type_kind::boolean, opcode::ends_with},
      {"contains", true, {text, text}, type_kind::boolean, opcode::contains},
      {"bool", false, {boolean}, type_kind::boolean, {}},
      {"bool", false, {text}, type_kind::boolean, opcode::bool_of_text},
      {"int", false, {integer}, type_kind::integer, {}},
      {"int", false, {real}, type_kind::integer, opcode::int_of_double},
      {"int", false, {text}, type_kind::integer, opcode::int_of_text},
      {"int", false, {timestamp}, type_kind::integer, opcode::int_of_time},
      {"double", false, {real}, type_kind::real, {}},
      {"double", false, {integer}, type_kind::real, opcode::double_of_int},
      {"double", false, {text}, type_kind::real, opcode::double_of_text},
      {"string", false, {text}, type_kind::text, {}},
      {"string", false, {boolean}, type_kind::text, opcode::text_of_bool},
      {"string", false, {integer}, type_kind::text, opcode::text_of_int},
      {"string", false, {real}, type_kind::text, opcode::text_of_double},
      {"string", false, {timestamp}, type_kind::text, opcode::text_of_time},
      {"string", false, {duration}, type_kind::text, opcode::text_of_duration},
      {"timestamp", false, {timestamp}, type_kind::timestamp, {}},
      {"timestamp", false, {integer}, type_kind::timestamp, opcode::time_of_int},
      {"timestamp", false, {text}, type_kind::timestamp, opcode::time_of_text},
      {"duration", false, {duration}, type_kind::duration, {}},
      {"duration", false, {text}, type_kind::duration, opcode::duration_of_text},
  };
  for (const auto& g : getters) {
    list.push_back({g.name, true, {timestamp}, type_kind::integer, opcode::time_part, g.part});
    list.push_back({g.name, true, {timestamp, text}, type_kind::integer, opcode::time_part, g.part});
    if (g.of_duration) list.push_back({g.name, true, {duration}, type_kind::integer, opcode::duration_part, g.part});
  }
  return list;
}

constexpr event_overload events[] = {
    {"happened", event_function::happened, type_kind::boolean}, {"seen", event_function::seen, type_kind::boolean},
    {"last", event_function::last, type_kind::timestamp},       {"since", event_function::since, type_kind::duration},
    {"count", event_function::count, type_kind::integer},       {"times", event_function::times, type_kind::integer},
};

constexpr operator_overload operators[] = {
    {"+", type_kind::integer, type_kind::integer, type_kind::integer, opcode::add_int},
    {"+", type_kind::real, type_kind::real, type_kind::real, opcode::add_double},
    {"+", type_kind::text, type_kind::text, type_kind::text, opcode::add_text},
    {"+", type_kind::timestamp, type_kind::duration, type_kind::timestamp, opcode::add_time_duration},
    {"+", type_kind::duration, type_kind::timestamp, type_kind::timestamp, opcode::add_duration_time},
    {"+", type_kind::duration, type_kind::duration, type_kind::duration, opcode::add_duration},
    {"-", type_kind::integer, type_kind::integer, type_kind::integer, opcode::subtract_int},
    {"-", type_kind::real, type_kind::real, type_kind::real, opcode::subtract_double},
    {"-", type_kind::timestamp, type_kind::timestamp, type_kind::duration, opcode::subtract_time},
    {"-", type_kind::timestamp, type_kind::duration, type_kind::timestamp, opcode::subtract_time_duration},
    {"-", type_kind::duration, type_kind::duration, type_kind::duration, opcode::subtract_duration},
    {"*", type_kind::integer, type_kind::integer, type_kind::integer, opcode::multiply_int},
    {"*", type_kind::real, type_kind::real, type_kind::real, opcode::multiply_double},
    {"/", type_kind::integer, type_kind::integer, type_kind::integer, opcode::divide_int},
    {"/", type_kind::real, type_kind::real, type_kind::real, opcode::divide_double},
    {"%", type_kind::integer, type_kind::integer, type_kind::integer, opcode::modulo_int},
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

}  // namespace tickler::inline TICKLER_ABI::expr
