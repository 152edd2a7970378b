// The kinds of values that the keys of a workload model take, beside those that a policy has too.
#pragma once

#include <tickler/export.hpp>

#include "responses/model_tables.hpp"

namespace tickler::inline TICKLER_ABI::model_kinds {

inline constexpr value_kind title{"model_name", "a name"};
inline constexpr value_kind owner{"owner_name", "an owner"};
inline constexpr value_kind touch{"touch", "a channel, or channel/purpose, such as phone/check_in"};
inline constexpr value_kind waits{"waits", "a duration such as 2 hours, never, or a list of those"};
inline constexpr value_kind answer_waits{"answer_waits", "a duration such as 2 hours, or a list of durations"};
inline constexpr value_kind outcome_shares{"outcome_shares", "a mapping of outcomes and shares, such as {reached: 12.5%}"};
inline constexpr value_kind share{"share", "a share such as 12% or 12.5%"};
inline constexpr value_kind amount{"amount", "a number of 0 to 10,000 such as 2.5 or 0.25"};
inline constexpr value_kind amounts{"amounts", "a mapping of channels and numbers, such as {phone: 25}"};
inline constexpr value_kind weekdays{"weekdays", "weekdays such as mon-fri"};
inline constexpr value_kind one_opening{"one_opening", "hours such as 09:00-17:00"};
inline constexpr value_kind leave{"leave", "a date such as 2026-08-03, dates such as 2026-08-03..2026-08-21, or a list of those"};
inline constexpr value_kind responses{
    "responses", "a mapping of touches and responses, such as phone/check_in: {outcomes: {reached: 100%}}", &response_doc};
inline constexpr value_kind arrivals{"arrivals", "a list of arrivals, such as [{cadence: answer, a_day: 2.5}]", &arrival_doc};
inline constexpr value_kind owners{"owners", "a mapping of owners and what they can do, such as eve: {a_day: 40}", &owner_doc};

}  // namespace tickler::inline TICKLER_ABI::model_kinds
