// One value of a record, the same for both formats, and what is wrong with one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class field_kind : std::uint8_t { boolean, integer, real, string, list, object };

// Null is no value. Texts point into the record.
struct record_value {
  field_kind kind = field_kind::string;
  bool cell = false;     // of a CSV file: text, to be read as what its column wants
  bool checked = false;  // the text is known to hold no NUL
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text{};
  std::vector<std::string_view> list{};
};

// Thrown while a record is read; who reads it knows the place.
struct record_error {
  enum class about : std::uint8_t { value, name, record };
  int number = 0;
  std::string message{};
  about what = about::value;
  std::optional<std::size_t> offset{};  // in bytes from the start of the line, where it is known already
};

}  // namespace tickler::inline TICKLER_ABI
