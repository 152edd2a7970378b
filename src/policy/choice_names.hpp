// How the language writes what is chosen from a few words.
#pragma once

#include <array>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// By the numbers of fact_type, anchor, step_clock and run_per. One run at a time is what holds without a word for it.
inline constexpr std::array<std::string_view, 7> fact_type_names{"bool",      "int",      "double", "string",
                                                                 "timestamp", "duration", "list"};
inline constexpr std::array<std::string_view, 3> anchor_names{"previous", "start", "until"};
inline constexpr std::array<std::string_view, 2> step_clock_names{"prospect", "owner"};
inline constexpr std::array<std::string_view, 3> run_per_names{"one run", "key", "start"};

}  // namespace tickler::inline TICKLER_ABI
