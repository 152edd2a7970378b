// The units of durations: their names and limits, for durations read and durations made.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/duration.hpp>

namespace tickler::inline TICKLER_ABI {

struct unit_name {
  std::string_view singular, plural, brief;
};

inline constexpr std::array<unit_name, 13> unit_names{{
    // by time_unit
    {"minute", "minutes", "min"},
    {"hour", "hours", "h"},
    {"day", "days", "d"},
    {"week", "weeks", "w"},
    {"month", "months", "mo"},
    {"year", "years", "y"},
    {"calendar day", "calendar days", "cd"},
    {"calendar week", "calendar weeks", "cw"},
    {"calendar month", "calendar months", "cmo"},
    {"calendar year", "calendar years", "cy"},
    {"business day", "business days", "bd"},
    {"business hour", "business hours", "bh"},
    {"business minute", "business minutes", "bmin"},
}};

inline constexpr std::size_t most_parts = 8;

struct part_problem {
  std::size_t part = 0;
  std::string message{};
};

// The first part that is wrong, or with which the sum becomes too long.
std::optional<part_problem> find_problem(const duration& d);

}  // namespace tickler::inline TICKLER_ABI
