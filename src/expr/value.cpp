#include "expr/value.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI::expr {

std::string to_string(type t) {
  constexpr std::string_view names[] = {"dyn", "bool", "int", "double", "string", "timestamp", "duration"};
  std::string text(names[static_cast<std::size_t>(t.element)]);
  for (int i = 0; i < t.lists; ++i) text = "list(" + text + ')';
  return text;
}

std::optional<type> common(type a, type b) noexcept {
  if (a == b) return a;
  if (a.element == type_kind::unknown && a.lists <= b.lists) return b;
  if (b.element == type_kind::unknown && b.lists <= a.lists) return a;
  return std::nullopt;
}

bool equal(const value& a, const value& b, type t) noexcept {
  if (t.is_list()) {
    const auto left = a.items(), right = b.items();
    const auto same = [t](const value& x, const value& y) { return equal(x, y, element_of(t)); };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
  }
  if (t.element == type_kind::text) return a.text() == b.text();
  if (t.element == type_kind::real) return a.real() == b.real();
  if (t.element == type_kind::timestamp) return a.seconds() == b.seconds() && a.nanos() == b.nanos();
  return a.integer() == b.integer();
}

std::string_view to_string(eval_error f) noexcept {
  constexpr std::string_view texts[] = {"no error",
                                        "int overflow",
                                        "division by zero",
                                        "timestamp or duration out of range",
                                        "no such index",
                                        "the event has not happened",
                                        "the text cannot be converted",
                                        "too much text",
                                        "too much work"};
  return texts[static_cast<std::size_t>(f)];
}

}  // namespace tickler::inline TICKLER_ABI::expr
