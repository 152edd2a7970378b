// Reads a value as what its field wants. All throw record_error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>

#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

[[noreturn]] void throw_wrong_type(std::string_view field, std::string_view wanted, const record_value& value);
[[noreturn]] void throw_whole_number(std::string_view field, std::int64_t number);
[[noreturn]] void throw_nul(std::string_view field);
[[noreturn]] void throw_wrong_size(std::string_view field, std::size_t size, std::size_t bytes);

inline std::string_view text_of(std::string_view field, const record_value& value) {
  if (value.kind != field_kind::string) throw_wrong_type(field, "text", value);
  if (!value.checked && value.text.find('\0') != value.text.npos) throw_nul(field);
  return value.text;
}

// A text of at most `bytes`: an owner, a region. It may be empty.
inline std::string_view bounded_text(std::string_view field, const record_value& value, std::size_t bytes) {
  const auto found = text_of(field, value);
  if (found.size() > bytes) throw_wrong_size(field, found.size(), bytes);
  return found;
}

// The same, of at least one byte: an id.
inline std::string_view name_of(std::string_view field, const record_value& value, std::size_t bytes) {
  if (value.kind == field_kind::integer) throw_whole_number(field, value.integer);
  const auto found = bounded_text(field, value, bytes);
  if (found.empty()) throw_wrong_size(field, 0, bytes);
  return found;
}

// Any instant that can be written, and one from 1970 to 2037. With a clock: also a time without an offset, as it shows it.
using local_clock = std::optional<zone>;
instant instant_of(std::string_view field, const record_value& value, const local_clock& local = {});
instant known_instant(std::string_view field, const record_value& value, const local_clock& local = {});

}  // namespace tickler::inline TICKLER_ABI
