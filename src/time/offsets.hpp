// The offsets of a zone as the system's time-zone files have them; the only part that talks to `date`'s time-zone database.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tickler/parse_result.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Every offset in force between `time_begin` and `time_end`, neighbours different. Throws what `date` throws for files that it
// cannot read, std::out_of_range for an unknown name.
std::vector<zone_offset> read_offsets(std::string_view name);

// Whether a table for New York has the hours of January and of July 2036 that its law prescribes. Without them the files are "slim"
// (they leave the far future to a rule) and `date` 3.0.1 reads all of them wrongly.
bool reaches_2036(std::span<const zone_offset> new_york) noexcept;

// Empty when the files can be trusted, else why not. Looked into once.
const std::string& time_zone_problem();

// The known zone whose name is nearest to `name` among those with its first letter (comparing with all 600 would take half a
// millisecond); empty if none is near.
std::string nearest_zone(std::string_view name);

}  // namespace tickler::inline TICKLER_ABI
