// What a small text turned out to be: a value, or what is wrong and where.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tickler/error.hpp>
#include <tickler/export.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

struct parse_error {
  std::size_t offset = 0;  // bytes from the start of the text
  std::string message{};   // "unknown unit 'dys', did you mean 'days'?"
  int number = 0;          // of problem_numbers.hpp: what was to be read
  friend bool operator==(const parse_error&, const parse_error&) = default;
};

// What value() throws where there is none.
class TICKLER_API text_error : public error {
 public:
  explicit text_error(parse_error found);
  const parse_error& found() const noexcept TICKLER_LIFETIME_BOUND { return found_; }

 private:
  parse_error found_;
};

[[noreturn]] TICKLER_API void throw_error(const parse_error& error);  // text_error

template <class T>
class parse_result {
 public:
  parse_result(T value) : value_(std::move(value)) {}
  parse_result(parse_error error) : error_(std::move(error)) {}

  explicit operator bool() const noexcept { return value_.has_value(); }
  bool has_value() const noexcept { return value_.has_value(); }
  const T& operator*() const& noexcept TICKLER_LIFETIME_BOUND { return *value_; }
  T& operator*() & noexcept TICKLER_LIFETIME_BOUND { return *value_; }
  T operator*() && { return *std::move(value_); }
  const T* operator->() const noexcept TICKLER_LIFETIME_BOUND { return &*value_; }
  T* operator->() noexcept TICKLER_LIFETIME_BOUND { return &*value_; }
  const parse_error& error() const& noexcept TICKLER_LIFETIME_BOUND { return error_; }  // meaningful only without a value
  parse_error error() && { return std::move(error_); }
  const T& value() const& TICKLER_LIFETIME_BOUND {  // throws text_error
    if (!value_) throw_error(error_);
    return *value_;
  }
  T& value() & TICKLER_LIFETIME_BOUND {
    if (!value_) throw_error(error_);
    return *value_;
  }
  T value() && {
    if (!value_) throw_error(error_);
    return *std::move(value_);
  }
  T value_or(T otherwise) const& { return value_ ? *value_ : std::move(otherwise); }

 private:
  std::optional<T> value_{};
  parse_error error_{};
};

}  // namespace tickler::inline TICKLER_ABI
