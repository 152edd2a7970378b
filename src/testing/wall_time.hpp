// Times as tests write them: on the prospect's clock, or as RFC 3339.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/zone.hpp>

namespace tickler::inline TICKLER_ABI {

// "2026-03-02 10:00", "2026-03-02T10:00:30", or whatever parse_instant takes.
std::optional<instant> parse_wall_time(std::string_view text, const zone& local);

// "2026-03-02 10:00" where that means this instant; else as UTC.
std::string wall_time(instant t, const zone& local);

}  // namespace tickler::inline TICKLER_ABI
