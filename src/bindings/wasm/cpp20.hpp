// What the C++ library of emscripten 3.1.6 (Debian 12's) lacks of C++20, as far as our sources use it: included before each of them
// there, so that they need not know. Newer ones have it all but the numbers with a point.
#pragma once

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <string>

namespace std {

#if _LIBCPP_VERSION < 14000
template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
  return __builtin_bit_cast(To, from);
}
#endif

#if _LIBCPP_VERSION < 15000
namespace ranges {

template <class Compare, class Projection>
auto compared_by(Compare& compare, Projection& projection) {
  return [&](const auto& a, const auto& b) { return std::invoke(compare, std::invoke(projection, a), std::invoke(projection, b)); };
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
void sort(Range&& r, Compare compare = {}, Projection projection = {}) {
  std::sort(std::begin(r), std::end(r), compared_by(compare, projection));
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
void stable_sort(Range&& r, Compare compare = {}, Projection projection = {}) {
  std::stable_sort(std::begin(r), std::end(r), compared_by(compare, projection));
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
bool is_sorted(Range&& r, Compare compare = {}, Projection projection = {}) {
  return std::is_sorted(std::begin(r), std::end(r), compared_by(compare, projection));
}

template <class Range, class Value>
auto lower_bound(Range&& r, const Value& value) {
  return std::lower_bound(std::begin(r), std::end(r), value);
}

template <class Range, class Value, class Projection = std::identity>
auto find(Range&& r, const Value& value, Projection projection = {}) {
  return std::find_if(std::begin(r), std::end(r), [&](const auto& each) { return std::invoke(projection, each) == value; });
}

template <class Range, class Value, class Projection = std::identity>
auto count(Range&& r, const Value& value, Projection projection = {}) {
  return std::count_if(std::begin(r), std::end(r), [&](const auto& each) { return std::invoke(projection, each) == value; });
}

template <class Range, class Predicate>
auto find_if(Range&& r, Predicate is) {
  return std::find_if(std::begin(r), std::end(r), is);
}

template <class Range, class Predicate>
bool any_of(Range&& r, Predicate is) {
  return std::any_of(std::begin(r), std::end(r), is);
}

template <class Range, class Predicate>
bool none_of(Range&& r, Predicate is) {
  return std::none_of(std::begin(r), std::end(r), is);
}

}  // namespace ranges
#endif

#if _LIBCPP_VERSION < 20000
// Without a locale, which WebAssembly has none of; hexadecimal digits are no part of a number here.
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  string text(first, last);
  text.resize(min(text.find_first_of("xX"), text.size()));
  if (text.empty() || text[0] == '+' || text[0] <= ' ') return {first, errc::invalid_argument};
  char* end = nullptr;
  errno = 0;
  const double number = strtod(text.c_str(), &end);
  if (end == text.c_str()) return {first, errc::invalid_argument};
  const auto* stopped = first + (end - text.c_str());
  if (errno == ERANGE && (number == 0 || isinf(number))) return {stopped, errc::result_out_of_range};
  value = number;
  return {stopped, errc{}};
}
#endif

#if _LIBCPP_VERSION < 14000
// The shortest that reads back as the same.
inline to_chars_result to_chars(char* first, char* last, double value, chars_format form) {
  char text[512];
  int digits = 0;
  do snprintf(text, sizeof text, "%.*e", digits, value);
  while (strtod(text, nullptr) != value && ++digits < 18);
  if (form == chars_format::fixed) {
    const int exponent = atoi(string(text).c_str() + string(text).find('e') + 1);
    snprintf(text, sizeof text, "%.*f", max(0, digits - exponent), value);
  }
  const string made(text);
  if (last - first < static_cast<ptrdiff_t>(made.size())) return {last, errc::value_too_large};
  return {copy(made.begin(), made.end(), first), errc{}};
}
#endif

}  // namespace std
