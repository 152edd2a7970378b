// Where in a line of JSON something is. Slow and only for messages: the line is read once more, by a parser that keeps places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// A field of the line's object, perhaps a member of that field's object, perhaps an entry of that one's list.
struct json_path {
  static constexpr std::size_t none = SIZE_MAX;
  std::size_t field = none, member = none, entry = none;  // counted from 0
  bool at_name = false;                                   // the name and not the value
};

// Bytes from the start of the line, which must be followed by simdjson's padding. The start of the object where the path leads
// nowhere.
std::size_t offset_of(const json_path& path, std::string_view line);

// Where the line stops being JSON.
std::size_t offset_of_syntax_error(std::string_view line);

}  // namespace tickler::inline TICKLER_ABI
