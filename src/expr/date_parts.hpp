// What CEL's getters read off a timestamp or a duration.
#pragma once

#include <cstdint>
#include <optional>
#include <tickler/export.hpp>
#include <tickler/zones.hpp>

#include "expr/ast.hpp"
#include "expr/opcode.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// Seconds that a wall clock is ahead of UTC; none where a named zone is not known (before 1970, after 2037).
std::optional<std::int64_t> offset_at(const zone_rule& zone, std::int64_t seconds) noexcept;
std::optional<std::int64_t> offset_at(const tickler::zone& zone, std::int64_t seconds) noexcept;

// "Europe/Berlin", "+01:00", "-09:30", "02:00"
parse_result<zone_rule> zone_rule_of(std::string_view text, const zones& known);

std::optional<std::int64_t> part_of_time(const value& time, date_part p, const zone_rule& zone) noexcept;
std::optional<std::int64_t> part_of_time(const value& time, date_part p, const tickler::zone& zone) noexcept;
std::int64_t part_of_duration(std::int64_t nanos, date_part p) noexcept;

// How many nanoseconds a part of a duration counts, and how many seconds one of a time lasts at most without changing: a day for
// all beyond the clock.
std::int64_t nanos_of(date_part p) noexcept;

}  // namespace tickler::inline TICKLER_ABI::expr
