// CEL's conversions from and to texts. Where cel-spec is silent, as cel-go does.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tickler/export.hpp>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

std::optional<bool> bool_of(std::string_view text) noexcept;              // 1 t true TRUE True, 0 f false FALSE False
std::optional<std::int64_t> int_of(std::string_view text) noexcept;       // decimal, with or without a sign
std::optional<std::int64_t> int_of(double d) noexcept;                    // towards zero
std::optional<double> double_of(std::string_view text) noexcept;          // "1.5", "-2e10", "NaN", "Infinity"
std::optional<value> timestamp_of(std::string_view text) noexcept;        // RFC 3339, up to nine digits of a second
std::optional<std::int64_t> duration_of(std::string_view text) noexcept;  // "1h30m", "-1.5s", "0": h m s ms us ns

// Text in a buffer, without allocation.
class short_text {
 public:
  void operator+=(std::string_view text) noexcept;
  void put(std::int64_t number) noexcept;
  void put_padded(std::uint64_t number, int width) noexcept;
  void put_fraction(std::uint32_t nanos) noexcept;  // ".5" for half a second, nothing for none
  std::string_view text() const noexcept { return {bytes_, size_}; }

 private:
  friend short_text text_of(double d) noexcept;
  char bytes_[384];  // a double in full has up to 325 characters
  std::size_t size_ = 0;
};

short_text text_of(std::int64_t number) noexcept;
short_text text_of(double d) noexcept;
short_text text_of_timestamp(const value& time) noexcept;
short_text text_of_duration(std::int64_t nanos) noexcept;

}  // namespace tickler::inline TICKLER_ABI::expr
