// The system's time-zone files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Nothing where there is no such file. Throws std::runtime_error for one that cannot be read, and where there are none at all.
std::optional<std::string> read_system_zone(std::string_view name);

// Empty if that cannot be told.
std::vector<std::string> system_zone_names();

// "2025b"; "unknown" if that cannot be told.
std::string system_zone_version();

// Whether it has the form of a zone's name. Beside the zones lie files that are none ("leap-seconds.list", "tzdata.zi",
// "right/..."), "Factory", for machines that nobody has set up, and "localtime", which means another zone on another machine.
bool may_be_zone(std::string_view name) noexcept;

}  // namespace tickler::inline TICKLER_ABI
