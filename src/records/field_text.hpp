// Reads a value as what its field wants. All throw record_error.
#pragma once

#include <cstddef>
#include <string_view>
#include <tickler/instant.hpp>

#include "records/record_value.hpp"

namespace tickler {

std::string_view text_of(std::string_view field, const record_value& value);

// A text of at most `bytes`: an id, an owner, a region. It may be empty.
std::string_view short_text(std::string_view field, const record_value& value, std::size_t bytes);

// The same, of at least one byte.
std::string_view name_of(std::string_view field, const record_value& value, std::size_t bytes);

// Any instant that can be written, and one from 1970 to 2037.
instant instant_of(std::string_view field, const record_value& value);
instant known_instant(std::string_view field, const record_value& value);

[[noreturn]] void throw_wrong_type(std::string_view field, std::string_view wanted, const record_value& value);

}  // namespace tickler
