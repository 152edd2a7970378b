// How the language writes what is chosen from a few words.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

// By the numbers of fact_type, anchor, step_clock and run_per. One run at a time is what holds without a word for it.
inline constexpr std::array<std::string_view, 7> fact_type_names{"bool",      "int",      "double", "string",
                                                                 "timestamp", "duration", "list"};
inline constexpr std::array<std::string_view, 3> anchor_names{"previous", "start", "until"};
inline constexpr std::array<std::string_view, 2> step_clock_names{"prospect", "owner"};
inline constexpr std::array<std::string_view, 3> run_per_names{"one run", "key", "start"};

inline constexpr std::array<std::string_view, 3> again_names{"yes", "never", "a duration"};
inline constexpr std::array<std::string_view, 5> promise_names{"expect", "never", "at_most", "next_action", "respected"};
inline constexpr std::array<std::string_view, 3> calendar_clock_names{"prospect", "owner", "a zone"};

// By type. Of what nobody can choose the name is empty.
using choice_names = std::span<const std::string_view>;
inline choice_names names_of(fact_type) { return fact_type_names; }
inline choice_names names_of(direction) { return direction_names; }
inline choice_names names_of(party) { return party_names; }
inline choice_names names_of(anchor) { return anchor_names; }
inline choice_names names_of(step_clock) { return step_clock_names; }
inline choice_names names_of(run_per) { return run_per_names; }
inline choice_names names_of(again_draft::kind) { return again_names; }
inline choice_names names_of(promise_draft::kind) { return promise_names; }
inline choice_names names_of(calendar_draft::clock) { return calendar_clock_names; }

}  // namespace tickler::inline TICKLER_ABI
