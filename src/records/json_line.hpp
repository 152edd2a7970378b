// Reads one line of JSON.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// The line must be followed by simdjson's padding; what is returned is valid until the parser is used again. Throws record_error
// with the place, for what is no JSON. `ended`: the line has an end, the file does not end within it.
simdjson::dom::element parsed(simdjson::dom::parser& parser, std::string_view line, bool ended);

}  // namespace tickler::inline TICKLER_ABI
