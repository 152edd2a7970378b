// Reads the file of a time zone: TZif of version 2 or later, with the rule for the far future in its footer (RFC 8536).
//
// `date` reads such files only by name, from the system's folder, and does not know the footer: of "slim" files it makes wrong
// zones.
#pragma once

#include <string_view>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Every offset in force between `time_begin` and `time_end`, neighbours different. Throws std::runtime_error with what is wrong.
std::vector<zone_offset> read_tzif(std::string_view bytes);

}  // namespace tickler::inline TICKLER_ABI
