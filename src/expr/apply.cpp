#include "expr/apply.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "base/utf8.hpp"
#include "expr/conversions.hpp"
#include "expr/parts.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::condition {
namespace {

failure put_int(value& to, std::optional<std::int64_t> number, failure otherwise) noexcept {
  if (!number) return otherwise;
  to = value::of_int(*number);
  return failure::none;
}

failure put_time(value& to, const std::optional<value>& time, failure otherwise) noexcept {
  if (!time) return otherwise;
  to = *time;
  return failure::none;
}

failure put_text(value& to, std::string_view first, std::string_view second, scratch& memory) {
  auto* const bytes = reinterpret_cast<char*>(memory.take(first.size() + second.size()));
  if (!bytes) return failure::too_much_text;
  std::copy(first.begin(), first.end(), bytes);
  std::copy(second.begin(), second.end(), bytes + first.size());
  to = value::of_text({bytes, first.size() + second.size()});
  return failure::none;
}

failure put_list(value& to, std::span<const value> first, std::span<const value> second, scratch& memory) {
  const std::size_t count = first.size() + second.size();
  auto* const items = reinterpret_cast<value*>(memory.take(count * sizeof(value)));
  if (!items) return failure::too_much_text;
  std::uninitialized_copy(second.begin(), second.end(), std::uninitialized_copy(first.begin(), first.end(), items));
  to = value::of_list({items, count});
  return failure::none;
}

bool within(const value& sought, const value& list, type t) noexcept {
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const value& item) { return equal(sought, item, t); });
}

failure arithmetic(const instruction& i, value& a, const value& b, scratch& memory) {
  switch (i.does) {
    case operation::add_int:
      return put_int(a, add(a.integer(), b.integer()), failure::overflow);
    case operation::subtract_int:
      return put_int(a, subtract(a.integer(), b.integer()), failure::overflow);
    case operation::multiply_int:
      return put_int(a, multiply(a.integer(), b.integer()), failure::overflow);
    case operation::divide_int:
    case operation::modulo_int:
      if (b.integer() == 0) return failure::division_by_zero;
      if (b.integer() == -1) return put_int(a, i.does == operation::modulo_int ? 0 : subtract(0, a.integer()), failure::overflow);
      a = value::of_int(i.does == operation::modulo_int ? a.integer() % b.integer() : a.integer() / b.integer());
      return failure::none;
    case operation::negate_int:
      return put_int(a, subtract(0, a.integer()), failure::overflow);
    case operation::add_double:
      a = value::of_double(a.real() + b.real());
      return failure::none;
    case operation::subtract_double:
      a = value::of_double(a.real() - b.real());
      return failure::none;
    case operation::multiply_double:
      a = value::of_double(a.real() * b.real());
      return failure::none;
    case operation::divide_double:
      a = value::of_double(a.real() / b.real());
      return failure::none;
    case operation::negate_double:
      a = value::of_double(-a.real());
      return failure::none;
    case operation::add_text:
      return put_text(a, a.text(), b.text(), memory);
    case operation::add_list:
      return put_list(a, a.items(), b.items(), memory);
    case operation::add_duration:
      return put_int(a, add(a.integer(), b.integer()), failure::out_of_range);
    case operation::subtract_duration:
      return put_int(a, subtract(a.integer(), b.integer()), failure::out_of_range);
    case operation::add_time_duration:
      return put_time(a, moved(a, b.integer(), 1), failure::out_of_range);
    case operation::add_duration_time:
      return put_time(a, moved(b, a.integer(), 1), failure::out_of_range);
    case operation::subtract_time_duration:
      return put_time(a, moved(a, b.integer(), -1), failure::out_of_range);
    case operation::subtract_time:
      return put_int(a, between(a, b), failure::out_of_range);
    default:
      a = value::of_bool(!a.boolean());
      return failure::none;
  }
}

failure of_texts_and_lists(const instruction& i, value* operands, scratch& memory) {
  value& a = operands[0];
  switch (i.does) {
    case operation::size_of_text:
      a = value::of_int(static_cast<std::int64_t>(count_code_points(a.text())));
      return failure::none;
    case operation::size_of_list:
      a = value::of_int(static_cast<std::int64_t>(a.items().size()));
      return failure::none;
    case operation::starts_with:
      a = value::of_bool(a.text().starts_with(operands[1].text()));
      return failure::none;
    case operation::ends_with:
      a = value::of_bool(a.text().ends_with(operands[1].text()));
      return failure::none;
    case operation::contains:
      a = value::of_bool(a.text().find(operands[1].text()) != std::string_view::npos);
      return failure::none;
    case operation::index: {
      const auto items = a.items();
      const std::int64_t at = operands[1].integer();
      if (at < 0 || at >= static_cast<std::int64_t>(items.size())) return failure::no_such_index;
      a = items[static_cast<std::size_t>(at)];
      return failure::none;
    }
    default:
      return put_list(a, {operands, i.count}, {}, memory);
  }
}

failure converted(const instruction& i, value& a, std::span<const zone_rule> zones, scratch& memory) {
  switch (i.does) {
    case operation::bool_of_text: {
      const auto found = bool_of(a.text());
      return put_int(a, found ? std::optional<std::int64_t>(*found) : std::nullopt, failure::bad_conversion);
    }
    case operation::int_of_double:
      return put_int(a, int_of(a.real()), failure::overflow);
    case operation::int_of_text:
      return put_int(a, int_of(a.text()), failure::bad_conversion);
    case operation::int_of_time:
      a = value::of_int(a.seconds());
      return failure::none;
    case operation::double_of_int:
      a = value::of_double(static_cast<double>(a.integer()));
      return failure::none;
    case operation::double_of_text: {
      const auto number = double_of(a.text());
      if (number) a = value::of_double(*number);
      return number ? failure::none : failure::bad_conversion;
    }
    case operation::text_of_bool:
      return put_text(a, a.boolean() ? "true" : "false", {}, memory);
    case operation::text_of_int:
      return put_text(a, text_of(a.integer()).text(), {}, memory);
    case operation::text_of_double:
      return put_text(a, text_of(a.real()).text(), {}, memory);
    case operation::text_of_time:
      return put_text(a, text_of_timestamp(a).text(), {}, memory);
    case operation::text_of_duration:
      return put_text(a, text_of_duration(a.integer()).text(), {}, memory);
    case operation::time_of_int:
      return put_time(a, timestamp_of(a.integer(), 0), failure::out_of_range);
    case operation::time_of_text:
      return put_time(a, timestamp_of(a.text()), failure::bad_conversion);
    case operation::duration_of_text:
      return put_int(a, duration_of(a.text()), failure::bad_conversion);
    case operation::time_part:
      return put_int(a, part_of_time(a, i.part, zones[i.index]), failure::out_of_range);
    default:
      a = value::of_int(part_of_duration(a.integer(), i.part));
      return failure::none;
  }
}

}  // namespace

failure apply(const instruction& i, value* operands, std::span<const zone_rule> zones, scratch& memory) {
  value& a = operands[0];
  if (is_comparison(i.does)) {
    a = value::of_bool(compared(i.does, a, operands[1]));
  } else if (i.does == operation::equal_list || i.does == operation::unequal_list) {
    a = value::of_bool(equal(a, operands[1], decoded(i.index)) == (i.does == operation::equal_list));
  } else if (i.does == operation::in_list) {
    a = value::of_bool(within(a, operands[1], decoded(i.index)));
  } else if (i.does <= operation::not_bool) {
    return arithmetic(i, a, operands[1], memory);
  } else if (i.does <= operation::make_list) {
    return of_texts_and_lists(i, operands, memory);
  } else {
    return converted(i, a, zones, memory);
  }
  return failure::none;
}

}  // namespace tickler::condition
