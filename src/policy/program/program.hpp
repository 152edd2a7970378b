// A policy as the engine reads it: flat tables in which names have become numbers.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <vector>

#include "base/bits.hpp"
#include "expr/program.hpp"
#include "policy/program/compiled_duration.hpp"
#include "policy/program/locale_cache.hpp"
#include "policy/program/touch_index.hpp"
#include "policy/symbol_table.hpp"

namespace tickler::inline TICKLER_ABI {

// One way to carry out a step: a channel of the policy, and all that follows from using it.
struct channel_choice {
  tickler::channel channel{};
  std::uint16_t declared = 0;                 // index into policy_draft::channels
  std::int8_t bit = no_channel;               // in masks of channels
  std::uint8_t contact = action::no_contact;  // which of its kinds of contact data an action goes to, or:
  static constexpr std::uint8_t first_known = action::no_contact - 1;
  std::uint16_t hours = 0;       // index into the sets of calendars of `locale_cache`: the channel's and the step's
  std::uint16_t own_hours = 0;   // the channel's alone
  std::uint32_t limits[2] = {};  // limits that hold it back or count it: as written, and once late
  std::uint32_t excepted = 0;    // of those, the ones that only count it
  bit_mask never[2] = {};        // what forbids it
  bit_mask holds = 0;
};

using condition_rule = std::optional<expr::program>;  // none: always

// One side of a step's window.
struct window_side {
  std::optional<compiled_duration> length;
  bool before = false;      // "24 hours before"
  condition_rule computed;  // instead of the length
  bool given() const noexcept { return length || computed; }
};

struct step_rule {
  // What deciding asks of every step comes first.
  std::uint32_t number = 0;  // over all cadences
  std::int32_t repeat = 1;
  anchor from{};
  bool start_channel = false, internal = false, has_purpose = false;
  bool on_owners_clock = false;                       // else on the prospect's
  bool dated = false;                                 // some side is written `before`
  bool keeps_distance = false;                        // from what was carried out before it
  bool at_on_date = false, apart_at_on_date = false;  // `at` is on the date of the sum, not the first such time at or after it
  party to{};
  tickler::purpose purpose{}, late_purpose{};
  bool has_late = false, has_late_purpose = false;
  std::vector<channel_choice> choices;  // in order of preference; with `start`: every channel that the policy declares
  std::vector<std::uint64_t> variants;  // weights, added up
  action form{};                        // of its actions, as far as all are the same

  std::uint16_t hours = 0;      // of its own calendars alone, for where it has no channel of the policy's
  bit_mask holds_anywhere = 0;  // those that name no channels: the same for that

  // What spares working out when the step may be done (schedule.cpp).
  bool at_once = false;                                         // its first repetition: at the instant that it counts from
  bool planned_from_start = false;                              // its first repetition, as planned, is at start + after
  std::chrono::seconds lives_at_least = time_begin - time_end;  // it does not expire before that has passed, in any zone
  std::uint32_t work = 0;                                       // of finding out when it begins and passes (R146)
  std::chrono::seconds no_sooner{};  // its date is not reached before it has been waited for so long, in any zone

  std::optional<event_index> done;
  bit_mask never_internal[2] = {};  // of an internal step, which has no choices
  window_side after, within, at_latest;
  std::optional<compiled_duration> apart;  // instead of the planned distance
  std::optional<compiled_duration> every;  // a schedule that stays put
  std::optional<std::chrono::minutes> at;
  condition_rule condition;
  bool asks_reachable = false;  // its condition does
  std::optional<compiled_duration> expires;
  std::uint64_t variant_hash = 0;  // of policy, cadence and step: the prospect's id is added

  // It is given up, or missed, as time passes.
  bool lapses() const noexcept { return expires || every || dated; }
  // When it can be done, or what holds it, is not the same on each of its channels.
  bool hours_depend_on_channel() const noexcept {
    for (const auto& choice : choices)
      if (choice.hours != choices.front().hours || choice.own_hours != choices.front().own_hours ||
          choice.holds != choices.front().holds)
        return !start_channel;
    return false;
  }
};

struct cadence_rule {
  event_index starts = 0;
  std::optional<event_index> ends;
  bool restart = false;
  again_draft::kind again = again_draft::kind::yes;
  compiled_duration wait;
  run_per per = run_per::prospect;
  condition_rule condition;
  std::vector<step_rule> steps;

  bool lapses = false, has_conditions = false;  // some step is given up at an instant; has an `if`
  bool lapses_by_channel = false;               // that instant depends on which channels are closed

  // It has one run at a time, which has a slot of its own in a state.
  bool has_slot() const noexcept { return per == run_per::prospect; }
  // The step on offer is the one at which the run stands, whatever the time.
  bool stands_still() const noexcept { return !lapses && !has_conditions; }
};

struct limit_rule {
  event_index count = 0;
  std::vector<touch_pattern> patterns;  // of that event
  std::uint32_t at_most = 0;
  std::optional<compiled_duration> per;  // none: for ever
  std::uint32_t first_slot = 0;          // of its at_most instants in a state
  bool by_key = false;
  std::uint32_t first_key_slot = 0;  // likewise, in each of its key_rows
  condition_rule condition;
  std::chrono::seconds surely_over = time_end - time_begin;  // `per` has passed after so long, in any zone
};

struct hold_rule {
  event_index on = 0;
  std::optional<compiled_duration> lasts, otherwise;
  std::optional<event_index> lifted_by;
  bool by_key = false;
  condition_rule condition;
};

// An event that conditions ask about: a state keeps its newest instants, and the numbers of its newest touchpoints.
struct tracked_event {
  event_index event = 0;
  std::uint32_t kept = 1, numbered = 1;
  std::uint32_t first_slot = 0, first_number = 0;
};

// An event that happens with each touchpoint that is at least so many of another within the time that ends with it.
struct event_count {
  event_index event = 0, of = 0;
  std::uint32_t at_least = 0;
  compiled_duration within;
  std::uint32_t tracked = 0;  // where a state keeps those that it counts
};

struct never_rule {
  condition_rule condition;
  std::vector<channel> channels;  // empty: any
  std::vector<purpose> purposes;  // likewise
};

struct stop_rule {
  event_index on = 0;
  bit_mask channels = 0;  // 0: ends all contact
  std::optional<event_index> lifted_by;
};

// What it asks of each touchpoint is in the rows (promise_marks).
struct promise_rule {
  promise_draft::kind what{};
  std::optional<compiled_duration> length;  // `within`, `for` or `per`; none: for ever, or not asked
  std::uint32_t at_most = 0;
};

// Rules that may have conditions, at most 64.
template <class Rule>
struct conditional_rules : std::vector<Rule> {
  bit_mask without_condition = 0, with_condition = 0;

  void push_back(Rule rule) {
    (rule.condition ? with_condition : without_condition) |= bit_mask{1} << this->size();
    std::vector<Rule>::push_back(std::move(rule));
  }
};

struct compiled_policy {
  compiled_policy(policy_draft d, vocabulary w, const compile_options& options);
  compiled_policy(const compiled_policy&) = delete;

  policy_draft draft;
  vocabulary words;
  policy_limits limits;
  tickler::zones zones;
  std::uint64_t fingerprint = 0;

  std::vector<cadence_rule> cadences;
  std::vector<std::uint16_t> by_rank;  // cadences in order of placement: highest priority first, then as in the file
  bool has_priorities = false;         // that order is not the order of the file
  std::vector<bit_mask> eager;         // cadences whose runs every touchpoint must be shown to: expiry depends on more than time
  bool asks_last_end = false;          // some cadence's `again` does
  bool lapses_by_channel = false;      // some cadence
  bit_mask laned_cadences = 0;         // those that have lanes: kinds of touchpoints tell what becomes of their runs
  bit_mask unlaned_cadences = 0;       // the others of the first 64
  std::size_t cadence_words = 0;       // of 64 bits, that a set of cadences takes
  std::size_t lane_groups = 0;         // of lanes, that cadences and limits take; 0: they are too many
  std::vector<lanes> cadence_lanes;    // by group: 255 in those of cadences
  std::uint32_t steps = 0;             // of all cadences
  conditional_rules<limit_rule> limit_rules;
  std::uint32_t limit_slots = 0;                    // of all limits together
  std::uint32_t limits_by_key = 0, key_slots = 0;   // and the slots of these
  std::uint32_t limits_by_words = 0;                // whose patterns ask for nothing else
  bool limits_are_low = true;                       // no more than 2 each
  std::size_t first_limit_lane = 0, lanes_end = 0;  // behind the lanes of the cadences, and of the limits
  conditional_rules<hold_rule> holds;
  bit_mask holds_stopping_clocks = 0;  // the others only delay
  bit_mask holds_by_key = 0;
  conditional_rules<never_rule> never;
  std::vector<stop_rule> stops;
  bool goes_to_referrer = false;  // some step does
  bool heeds_referrer = false;    // what closes channels to the referrer matters: to such a step, or to a promise
  std::optional<event_index> closes;
  std::vector<promise_rule> promises;

  std::vector<expr::program> touch_conditions;    // of patterns
  std::vector<expr::program> promise_conditions;  // of patterns in promises, which decide nothing
  std::array<std::vector<asked>, condition_places> variables;
  std::vector<tracked_event> tracked;                    // questions name them by their slot
  std::uint32_t tracked_slots = 0, tracked_numbers = 0;  // of all together
  std::vector<event_count> event_counts;
  std::vector<event_index> stages;  // empty if no condition asks
  bool asks_stage = false, asks_start_key = false, asks_reachable = false;
  std::vector<std::uint16_t> facts;     // that conditions read
  bool asks_person = false;             // what is a prospect's own matters: its id (for variants), owner, account, referrer, facts
  std::vector<asked> folded_variables;  // of the prospect, that a state depends on

  struct contact_kind {
    std::string_view name;  // in the draft
    bit_mask channels = 0;  // declared ones, by index, that can be used once it is known
  };
  std::vector<contact_kind> contact_kinds;  // by name, at most 64
  std::vector<std::vector<std::uint8_t>>
      channel_needs;  // of declared ones, by index: their contact kinds, as the policy lists them
  bit_mask channels_without_needs = 0;
  std::vector<std::uint16_t> hours_of_channels;  // of declared ones, by index: the sets of their calendars
  std::vector<std::int8_t> channel_numbers;      // of declared ones, by index: their bits in masks of channels

  std::unique_ptr<touch_index> rows;  // these two grow as touchpoints and prospects are met; any thread may ask them
  std::unique_ptr<locale_cache> where;
};

// The way that an action is done, if it has a channel of the policy's.
inline const channel_choice* choice_of(const compiled_policy& p, const action& a) noexcept {
  for (const auto& choice : p.cadences[a.cadence].steps[a.step].choices)
    if (choice.channel == a.channel) return &choice;
  return nullptr;
}

}  // namespace tickler::inline TICKLER_ABI
