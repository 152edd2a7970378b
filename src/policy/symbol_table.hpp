// The names that a policy's conditions may use, by where the condition stands.
#pragma once

#include <cstdint>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "expr/environment.hpp"

namespace tickler::inline TICKLER_ABI {

enum class condition_place : std::uint8_t {
  touch,   // `if` of a pattern: `touch` alone
  rule,    // `while` of limits, holds and never: prospect, stage, now, events
  run,     // `if` of cadences and steps: start and seen() too
  window,  // after, within, at_latest: prospect and start
};
inline constexpr std::size_t condition_places = 4;

// What a variable is, for who answers it.
struct asked {
  enum class what : std::uint8_t {
    id,
    owner,
    account,
    referrer,
    prospect_fact,  // of the prospect
    stage,
    channel,
    direction,
    purpose,
    outcome,
    with,
    key,
    at,
    until,  // of `touch` or `start`
    keys    // of `touch`
  } is{};
  std::uint16_t index = 0;  // of a fact: that of policy_draft::facts
};

struct condition_names {
  expr::environment environment{};
  std::vector<asked> variables{};  // as environment.variables
};

// A word has the number that `words` gives it; one of the policy's own that is not declared there yet has none.
condition_names names_at(condition_place place, const policy_draft& draft, const vocabulary& words, const zones& known);

}  // namespace tickler::inline TICKLER_ABI
