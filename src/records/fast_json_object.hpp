// One object on a line of JSON, as programs write it.
#pragma once

#include <cstdint>
#include <tickler/export.hpp>

#include "records/extension_fields.hpp"
#include "records/fast_json_text.hpp"
#include "records/field_names.hpp"

namespace tickler::inline TICKLER_ABI::fast_json {

// Steps over an object whose brace is at `at`; null if it is not as expected. `member(at)` takes a name, its colon and its value,
// and returns what is behind or null.
template <class Member>
const char* read_members(const char* at, Member&& member) {
  if (*at++ != '{') return nullptr;
  for (;;) {
    at = member(at);
    if (at == nullptr) return nullptr;
    at = skip_blanks(at);
    if (*at == '}') return at + 1;
    if (*at++ != ',') return nullptr;
    at = skip_blanks(at);
  }
}

// The same for fields that are known, each at most once, which `seen` collects, and the writer's own. `value(field, at)` takes the
// value of one that is known.
template <class Value>
const char* read_fields(const char* at, field_names& names, std::uint32_t& seen, Value&& value) {
  names.begin_line();
  extension_fields own;
  return read_members(at, [&](const char* name) -> const char* {
    const auto field = names.next(name);
    if (field == field_names::none) return own.skip(name);
    if ((seen >> field & 1) != 0) return nullptr;
    seen |= std::uint32_t{1} << field;
    return value(field, skip_blanks(name));
  });
}

// The start of the next line, if this one ends here.
inline const char* next_line(const char* at) noexcept {
  if (*at == '\r') ++at;
  return *at == '\n' ? at + 1 : nullptr;
}

}  // namespace tickler::inline TICKLER_ABI::fast_json
