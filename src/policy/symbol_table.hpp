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
  run,     // `if` of cadences: start, seen() and times() too
  window,  // after, within, at_latest: prospect and start
  step,    // `if` of steps: as of cadences, and whether one of its channels leads to somebody
};
inline constexpr std::size_t condition_places = 5;

// Where what a variable is, is looked up: those of cadences and steps are the same, though cadences may not ask all.
constexpr condition_place variables_at(condition_place where) noexcept {
  return where == condition_place::run ? condition_place::step : where;
}

// What a variable is, for who answers it.
struct asked {
  enum class what : std::uint8_t {
    id,
    owner,
    account,
    referrer,
    prospect_fact,  // of the prospect
    zone,
    region,  // of where she is
    stage,
    channel,
    direction,
    purpose,
    outcome,
    with,
    key,
    at,
    until,  // of `touch` or `start`
    keys,   // of `touch`
    reachable
  } is{};
  std::uint16_t index = 0;  // of a fact: that of policy_draft::facts

  bool is_of_person() const noexcept { return is <= what::prospect_fact; }
  bool is_of_prospect() const noexcept { return is < what::stage; }
};

struct condition_names {
  expr::environment environment{};
  std::vector<asked> variables{};  // as environment.variables
};

// A word has the number that `words` gives it; one of the policy's own that is not declared there yet has none.
condition_names names_at(condition_place place, const policy_draft& draft, const vocabulary& words, const zones& known);

}  // namespace tickler::inline TICKLER_ABI
