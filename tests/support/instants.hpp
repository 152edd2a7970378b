// Instants as tests write them.
#pragma once

#include <string_view>
#include <tickler/instant.hpp>

namespace support {

// "2026-03-02T10:00:00Z"; throws std::bad_optional_access for what is none.
inline tickler::instant at(std::string_view text) { return tickler::parse_instant(text).value(); }

}  // namespace support
