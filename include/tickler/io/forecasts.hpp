// Writes forecasts: the weeks ahead as JSON for programs. Part of tickler::io.
#pragma once

#include <string>
#include <tickler/export.hpp>
#include <tickler/policy.hpp>
#include <tickler/workload.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end:
//
//   {"prospects":120,"runs":100,"days":["2026-03-02", ...],"weeks":["2026-03-02","2026-03-09", ...],
//    "load":[{"owner":"eve","channel":null,"days":[[0,2,5], ...],"weeks":[[4,9,15], ...]},
//            {"owner":"eve","channel":"phone", ...}, ...],
//    "starts":[{"cadence":"chase","owner":"eve","wanted":20,"starts":12,"held_back":8,"full":"2026-03-05","channel":null,
//               "late":null}]}
//
// A band is low, median and high; without a channel it is of all together; days and the first days of weeks are those of the
// policy's zone; `starts` are there where they were asked for, with what which_may_start has said of them.
TICKLER_API std::string to_json(const policy& p, const load_forecast& ahead, const std::vector<wanted_starts>& wanted = {},
                                const std::vector<room_for_starts>& rooms = {});

}  // namespace tickler::inline TICKLER_ABI
