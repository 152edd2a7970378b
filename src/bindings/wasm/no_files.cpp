// There are no files: the system has no zones. They are the host's (host.cpp).
#include <stdexcept>

#include "time/system_zones.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<std::string> read_system_zone(std::string_view) { throw std::runtime_error("there are no files here"); }
std::vector<std::string> system_zone_names() { return {}; }
std::string system_zone_version() { return "unknown"; }

}  // namespace tickler::inline TICKLER_ABI
