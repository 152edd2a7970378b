// Whether the rivals decide as the engine does.
#pragma once

#include <optional>
#include <string>
#include <tickler/policy.hpp>

#include "hand_written.hpp"
#include "hard_coded.hpp"
#include "workload.hpp"

namespace workload {

// Besides workload::now: Friday evening, Saturday, a holiday everywhere, before some of the touchpoints, on days of clock changes,
// long after.
inline constexpr const char* other_instants[] = {"2026-03-06T16:30:00Z", "2026-03-07T12:00:00Z", "2025-12-24T22:00:00Z",
                                                 "2025-12-25T10:00:00Z", "2025-11-02T05:30:00Z", "2026-03-29T00:59:59Z",
                                                 "2026-05-14T13:00:00Z", "2026-12-24T10:00:00Z"};

hand_written::prospect by_hand(const columns& c, std::size_t i);

// What the rivals say, as the engine would.
tickler::decision as_decision(const hand_written::decision& d);
tickler::decision as_decision(const hard_coded::results& all, std::size_t i);

// Compares all that is decided for every prospect. The first difference in words, if any.
std::optional<std::string> first_difference(const tickler::policy& policy, const columns& c, tickler::instant when);

}  // namespace workload
