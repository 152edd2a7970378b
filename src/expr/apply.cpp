#include "expr/apply.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "base/utf8.hpp"
#include "expr/conversions.hpp"
#include "expr/date_parts.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

eval_error put(value& to, const value& v) noexcept {
  to = v;
  return eval_error::none;
}

eval_error put_int(value& to, std::optional<std::int64_t> number, eval_error otherwise) noexcept {
  return number ? put(to, value::of_int(*number)) : otherwise;
}

eval_error put_time(value& to, const std::optional<value>& time, eval_error otherwise) noexcept {
  return time ? put(to, *time) : otherwise;
}

eval_error put_text(value& to, std::string_view first, std::string_view second, arena& memory) {
  auto* const bytes = reinterpret_cast<char*>(memory.take(first.size() + second.size()));
  if (!bytes) return eval_error::too_much_text;
  std::copy(first.begin(), first.end(), bytes);
  std::copy(second.begin(), second.end(), bytes + first.size());
  return put(to, value::of_text({bytes, first.size() + second.size()}));
}

eval_error put_list(value& to, std::span<const value> first, std::span<const value> second, arena& memory) {
  const std::size_t count = first.size() + second.size();
  auto* const items = reinterpret_cast<value*>(memory.take(count * sizeof(value)));
  if (!items) return eval_error::too_much_text;
  std::uninitialized_copy(second.begin(), second.end(), std::uninitialized_copy(first.begin(), first.end(), items));
  return put(to, value::of_list({items, count}));
}

bool within(const value& sought, const value& list, type t) noexcept {
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const value& item) { return equal(sought, item, t); });
}

// How much work a value is to compare or copy.
std::uint64_t work_of(const value& v, type t) noexcept {
  if (t.is(type_kind::text)) return 1 + work_meter::of_bytes(v.text().size());
  if (!t.is_list()) return 1;
  std::uint64_t all = 1;
  for (const auto& item : v.items()) all += work_of(item, element_of(t));
  return all;
}

// What an operation costs, where that depends on how long its operands are; 0 elsewhere.
std::uint64_t work_of(const instruction& i, const value* operands) noexcept {
  constexpr type text{type_kind::text};
  switch (i.op) {
    case opcode::in_list:
      return operands[1].items().size() * work_of(operands[0], decode_type(i.index));
    case opcode::equal_list:
    case opcode::unequal_list:
      return work_of(operands[0], decode_type(i.index));
    case opcode::contains:  // at worst each place is compared with all that is looked for
      return 3 * operands[0].text().size() * work_of(operands[1], text);
    case opcode::starts_with:
    case opcode::ends_with:
      return work_of(operands[1], text);
    case opcode::size_of_text:
    case opcode::bool_of_text:
    case opcode::int_of_text:
    case opcode::double_of_text:
    case opcode::time_of_text:
    case opcode::duration_of_text:
      return work_of(operands[0], text);
    case opcode::add_text:
      return work_of(operands[0], text) + work_of(operands[1], text);
    case opcode::add_list:
      return operands[0].items().size() + operands[1].items().size();
    case opcode::make_list:
      return i.count;
    default:
      return 0;
  }
}

eval_error arithmetic(const instruction& i, value& a, const value& b, arena& memory) {
  switch (i.op) {
    case opcode::add_int:
      return put_int(a, add(a.integer(), b.integer()), eval_error::overflow);
    case opcode::subtract_int:
      return put_int(a, subtract(a.integer(), b.integer()), eval_error::overflow);
    case opcode::multiply_int:
      return put_int(a, multiply(a.integer(), b.integer()), eval_error::overflow);
    case opcode::divide_int:
    case opcode::modulo_int:
      if (b.integer() == 0) return eval_error::division_by_zero;
      if (b.integer() == -1) return put_int(a, i.op == opcode::modulo_int ? 0 : subtract(0, a.integer()), eval_error::overflow);
      return put(a, value::of_int(i.op == opcode::modulo_int ? a.integer() % b.integer() : a.integer() / b.integer()));
    case opcode::negate_int:
      return put_int(a, subtract(0, a.integer()), eval_error::overflow);
    case opcode::add_double:
      return put(a, value::of_double(a.real() + b.real()));
    case opcode::subtract_double:
      return put(a, value::of_double(a.real() - b.real()));
    case opcode::multiply_double:
      return put(a, value::of_double(a.real() * b.real()));
    case opcode::divide_double:
      return put(a, value::of_double(a.real() / b.real()));
    case opcode::negate_double:
      return put(a, value::of_double(-a.real()));
    case opcode::add_text:
      return put_text(a, a.text(), b.text(), memory);
    case opcode::add_list:
      return put_list(a, a.items(), b.items(), memory);
    case opcode::add_duration:
      return put_int(a, add(a.integer(), b.integer()), eval_error::out_of_range);
    case opcode::subtract_duration:
      return put_int(a, subtract(a.integer(), b.integer()), eval_error::out_of_range);
    case opcode::add_time_duration:
      return put_time(a, moved(a, b.integer(), 1), eval_error::out_of_range);
    case opcode::add_duration_time:
      return put_time(a, moved(b, a.integer(), 1), eval_error::out_of_range);
    case opcode::subtract_time_duration:
      return put_time(a, moved(a, b.integer(), -1), eval_error::out_of_range);
    case opcode::subtract_time:
      return put_int(a, between(a, b), eval_error::out_of_range);
    default:
      return put(a, value::of_bool(!a.boolean()));
  }
}

eval_error sequence_operation(const instruction& i, value* operands, arena& memory) {
  value& a = operands[0];
  switch (i.op) {
    case opcode::size_of_text:
      return put(a, value::of_int(static_cast<std::int64_t>(count_code_points(a.text()))));
    case opcode::size_of_list:
      return put(a, value::of_int(static_cast<std::int64_t>(a.items().size())));
    case opcode::starts_with:
      return put(a, value::of_bool(a.text().starts_with(operands[1].text())));
    case opcode::ends_with:
      return put(a, value::of_bool(a.text().ends_with(operands[1].text())));
    case opcode::contains:
      return put(a, value::of_bool(a.text().find(operands[1].text()) != std::string_view::npos));
    case opcode::index: {
      const auto items = a.items();
      const std::int64_t at = operands[1].integer();
      if (at < 0 || at >= static_cast<std::int64_t>(items.size())) return eval_error::no_such_index;
      return put(a, items[static_cast<std::size_t>(at)]);
    }
    default:
      return put_list(a, {operands, i.count}, {}, memory);
  }
}

eval_error conversion(const instruction& i, value& a, std::span<const zone_rule> zones, arena& memory) {
  switch (i.op) {
    case opcode::bool_of_text: {
      const auto found = bool_of(a.text());
      return found ? put(a, value::of_bool(*found)) : eval_error::bad_conversion;
    }
    case opcode::int_of_double:
      return put_int(a, int_of(a.real()), eval_error::overflow);
    case opcode::int_of_text:
      return put_int(a, int_of(a.text()), eval_error::bad_conversion);
    case opcode::int_of_time:
      return put(a, value::of_int(a.seconds()));
    case opcode::double_of_int:
      return put(a, value::of_double(static_cast<double>(a.integer())));
    case opcode::double_of_text: {
      const auto number = double_of(a.text());
      return number ? put(a, value::of_double(*number)) : eval_error::bad_conversion;
    }
    case opcode::text_of_bool:
      return put_text(a, a.boolean() ? "true" : "false", {}, memory);
    case opcode::text_of_int:
      return put_text(a, text_of(a.integer()).text(), {}, memory);
    case opcode::text_of_double:
      return put_text(a, text_of(a.real()).text(), {}, memory);
    case opcode::text_of_time:
      return put_text(a, text_of_timestamp(a).text(), {}, memory);
    case opcode::text_of_duration:
      return put_text(a, text_of_duration(a.integer()).text(), {}, memory);
    case opcode::time_of_int:
      return put_time(a, timestamp_of(a.integer(), 0), eval_error::out_of_range);
    case opcode::time_of_text:
      return put_time(a, timestamp_of(a.text()), eval_error::bad_conversion);
    case opcode::duration_of_text:
      return put_int(a, duration_of(a.text()), eval_error::bad_conversion);
    case opcode::time_part:
      return put_int(a, part_of_time(a, i.part, zones[i.index]), eval_error::out_of_range);
    default:
      return put(a, value::of_int(part_of_duration(a.integer(), i.part)));
  }
}

}  // namespace

eval_error apply(const instruction& i, value* operands, std::span<const zone_rule> zones, arena& memory) {
  value& a = operands[0];
  if (const auto work = work_of(i, operands); work != 0 && !memory.work().spend(work)) return eval_error::too_costly;
  if (is_comparison(i.op)) return put(a, value::of_bool(compare(i.op, a, operands[1])));
  if (i.op == opcode::in_list) return put(a, value::of_bool(within(a, operands[1], decode_type(i.index))));
  if (list_operations.has(i.op))
    return put(a, value::of_bool(equal(a, operands[1], decode_type(i.index)) == (i.op == opcode::equal_list)));
  if (arithmetic_operations.has(i.op)) return arithmetic(i, a, operands[1], memory);
  if (sequence_operations.has(i.op)) return sequence_operation(i, operands, memory);
  return conversion(i, a, zones, memory);
}

}  // namespace tickler::inline TICKLER_ABI::expr
