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

}  // namespace tickler::inline TICKLER_ABI
