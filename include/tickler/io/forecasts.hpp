// Writes forecasts: the weeks ahead as JSON for programs. Part of tickler::io.
#pragma once

#include <optional>
#include <string>
#include <tickler/export.hpp>
#include <tickler/policy.hpp>
#include <tickler/workload.hpp>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end:
//
//   {"prospects":120,"runs":100,"days":["2026-03-02", ...],
//    "load":[{"owner":"eve","channel":null,"days":[[0,2,5], ...],"weeks":[[4,9,15], ...]},
//            {"owner":"eve","channel":"phone", ...}, ...],
//    "room":{"starts":12,"full":"2026-03-05"}}
//
// A band is low, median and high; without a channel it is of all together; `days` are those of the policy's zone; `room` is there
// where it was asked for.
TICKLER_API std::string to_json(const policy& p, const load_forecast& ahead, const std::optional<room_for_starts>& room = {});

}  // namespace tickler::inline TICKLER_ABI
