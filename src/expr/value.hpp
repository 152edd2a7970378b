// What a condition computes with: the types of the subset of CEL, and a value of one of them.
//
// Types are known when a condition is read, so a value carries none: 16 bytes that only its type can make sense of. Texts and
// lists are views; who made them keeps them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>

namespace tickler::inline TICKLER_ABI::expr {

enum class type_kind : std::uint8_t {
  unknown,  // of the elements of [], which may be taken for any type
  boolean,
  integer,
  real,
  text,
  timestamp,
  duration,
};

struct type {
  type_kind element = type_kind::unknown;
  std::uint8_t lists = 0;  // how many list(...) are around `element`
  constexpr bool is_list() const noexcept { return lists != 0; }
  constexpr bool is(type_kind k) const noexcept { return lists == 0 && element == k; }
  friend constexpr bool operator==(const type&, const type&) = default;
};

constexpr type list_of(type t) noexcept { return {t.element, static_cast<std::uint8_t>(t.lists + 1)}; }
constexpr type element_of(type t) noexcept { return {t.element, static_cast<std::uint8_t>(t.lists - 1)}; }

std::string to_string(type t);  // as CEL writes it: "int", "list(string)"

// The type that both can be taken for: [] is a list of anything.
std::optional<type> common(type a, type b) noexcept;

// CEL's durations are 64 bits of nanoseconds, as in cel-go: about 292 years either way.
using nanoseconds = std::chrono::duration<std::int64_t, std::nano>;

class value {
 public:
  constexpr value() noexcept : integer_(0) {}
  static constexpr value of_bool(bool b) noexcept { return value{b ? 1 : 0, 0u}; }
  static constexpr value of_int(std::int64_t i) noexcept { return value{i, 0u}; }
  static constexpr value of_duration(nanoseconds d) noexcept { return value{d.count(), 0u}; }
  static constexpr value of_timestamp(std::int64_t seconds, std::uint32_t nanos) noexcept { return value{seconds, nanos}; }
  static constexpr value of_timestamp(instant t) noexcept { return value{t.time_since_epoch().count(), 0u}; }
  static constexpr value of_double(double d) noexcept {
    value v;
    v.real_ = d;
    return v;
  }
  static constexpr value of_text(std::string_view text) noexcept {
    value v;
    v.text_ = text.data();
    v.size_ = static_cast<std::uint32_t>(text.size());
    return v;
  }
  static constexpr value of_list(std::span<const value> items) noexcept {
    value v;
    v.items_ = items.data();
    v.size_ = static_cast<std::uint32_t>(items.size());
    return v;
  }

  constexpr bool boolean() const noexcept { return integer_ != 0; }
  constexpr std::int64_t integer() const noexcept { return integer_; }
  constexpr double real() const noexcept { return real_; }
  constexpr std::string_view text() const noexcept { return {text_, size_}; }
  constexpr nanoseconds duration() const noexcept { return nanoseconds{integer_}; }
  constexpr std::int64_t seconds() const noexcept { return integer_; }  // of a timestamp, since 1970
  constexpr std::uint32_t nanos() const noexcept { return size_; }      // of a timestamp, behind its seconds
  constexpr std::span<const value> items() const noexcept { return {items_, size_}; }

 private:
  constexpr value(std::int64_t i, std::uint32_t size) noexcept : integer_(i), size_(size) {}

  union {
    std::int64_t integer_;
    double real_;
    const char* text_;
    const value* items_;
  };
  std::uint32_t size_ = 0;  // bytes of a text, items of a list, nanoseconds of a timestamp
};

// As CEL's ==: doubles as IEEE 754 does, lists item by item.
bool equal(const value& a, const value& b, type t) noexcept;

// Why an evaluation has no value. An error in CEL is a value too: `&&` and `||` absorb it.
enum class eval_error : std::uint8_t {
  none,
  overflow,  // of an int
  division_by_zero,
  out_of_range,  // a timestamp outside the years 1 to 9999 (1970 to 2037 in a named zone), a duration beyond 292 years
  no_such_index,
  never_happened,  // last() or since() of an event that has not happened
  bad_conversion,  // "abc" to an int
  too_much_text,   // texts and lists made by + beyond the bounds of the arena
  too_costly,      // more work than an evaluation may be
};

std::string_view to_string(eval_error f) noexcept;

// A value, or why there is none.
struct eval_result {
  expr::value value{};
  eval_error error = eval_error::none;
  explicit operator bool() const noexcept { return error == eval_error::none; }
};

}  // namespace tickler::inline TICKLER_ABI::expr
