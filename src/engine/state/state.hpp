// What a history has come to: the inside of tickler::state.
//
// A value: nothing in it is there only while a touchpoint is taken in (that is fold_workspace.hpp), nothing in it asks what time it
// is, and two states of the same policy, prospect and touchpoints are the same however the touchpoints came: all at once, in bulk,
// or one by one. It grows with the policy and not with the history, since it keeps only what the policy can ever ask for:
//
//   slots, runs      where each cadence stands; one slot for each cadence that has one run at a time, a list for the others
//   contact          what closes channels and ends contact, each cause by itself
//   hold_ends, ...   until when something is held or snoozed
//   pauses           when it was: for as long the clocks of a step stand still
//   limit_times      the newest at_most instants of each limit: no older one can matter
//   keys_apart       the same for rules `by: key`, of each key
//   tracked_*        what conditions ask about events: the newest instants, as many as the largest literal compared with a count
//
// A run that has expired since the last touchpoint is still there, as it was: whoever reads a state asks current_step first.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tickler/evaluate.hpp>
#include <vector>

#include "base/bits.hpp"
#include "engine/state/bounced_addresses.hpp"
#include "engine/state/key_rows.hpp"
#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

// A cadence under way. Its step on offer is the one at `step`, unless that expires (rules/current_step.hpp). `step` and
// `repetition` are where it stands (R37), `start` and `base` what windows count from (R54). Once its last step has passed `step`
// is the number of steps, and it is dropped. Plain data: begun by an assignment, and moved by copying.
struct run {
  std::uint16_t cadence = 0, step = 0;
  std::uint32_t repetition = 0;
  instant start{}, base{};
  touch_kind start_words = 0;    // of the touchpoint that started it
  std::uint32_t started_by = 0;  // its number in the history, from 1
  std::uint16_t start_key = 0;   // its key where conditions ask for it
  std::uint16_t key = 0;         // index of state::impl::keys
  std::uint16_t ordinal = 0;     // of those of one second
  bool moved = false;            // something was carried out in it, skipped, or has passed
  std::uint16_t done_step = 0;   // the repetition that was carried out last (R58), if any was
  std::uint32_t done_repetition = 0;
  instant done_at = never;
  std::optional<instant> until{};

  static constexpr instant never = instant::min();
  bool has_done() const noexcept { return done_at != never; }
};

// R111. Between two instants something was held, or has been since the first and will be until the second.
struct pause {
  static constexpr std::uint16_t snooze_of_all = 0xffff, first_step_snooze = 0x8000;
  std::uint16_t by = 0;   // the hold's index, or one of those
  std::uint16_t row = 0;  // of a hold by key: of which of key_rows
  instant begin{}, end{};
};

// R111. The newest so many of one hold or snooze are kept: a history may pause without end.
inline constexpr std::size_t most_pauses = 32;

// A hold of one step: in every run ("cadence/step"), or of one action.
struct step_snooze {
  std::uint16_t cadence = 0, step = 0;
  bool is_action_id = false;
  std::uint32_t repetition = 0;  // the rest with is_action_id
  instant start{};
  std::uint16_t ordinal = 0;
  std::string key{};
  instant until{};
  std::uint16_t pauses_by = 0;  // what the pauses that it has made are known by

  bool is_of_the_same(const step_snooze& other) const {
    return cadence == other.cadence && step == other.step && is_action_id == other.is_action_id &&
           (!is_action_id ||
            (repetition == other.repetition && start == other.start && ordinal == other.ordinal && key == other.key));
  }
};

// Of one cadence, what its next run depends on.
struct cadence_memory {
  std::optional<instant> last_end{};  // of its last run that has ended, where `again` asks
};

// Of a cadence that may have several runs: one has begun in the second of `begun_at`.
struct begun_run {
  std::uint64_t key_hash = 0;  // one too many of an ordinal does no harm: the key is in the id itself
  std::uint16_t cadence = 0, last_ordinal = 0;
};

// What somebody's own words and bounces close. Channels are bits by `channel_bits`. Each cause is kept by itself, for each is
// lifted by itself.
struct channel_closings {
  bit_mask opted_out = 0;
  bit_mask bounced = 0;           // whatever the address
  bounced_addresses addresses{};  // R29: those that have bounced by name

  bool has_bounces() const noexcept { return bounced != 0 || !addresses.empty(); }
  void clear() noexcept { opted_out = bounced = 0, addresses.clear(); }
};

// What closes channels to the prospect, and ends contact.
struct contact_state : channel_closings {
  bit_mask stops = 0;                      // in force, of those that name no channels
  std::vector<bit_mask> closed_by_stop{};  // by stop: channels, where it names some
  bool opted_out_of_all = false;

  bool stopped() const noexcept { return opted_out_of_all || stops != 0; }
  // Her opt-outs and the policy's stops (R25, R31), told as `opted_out`; bounces are told apart (R90).
  bit_mask closed_by_wish() const noexcept {
    auto closed = opted_out;
    for (const auto by_stop : closed_by_stop) closed |= by_stop;
    return closed;
  }
};

// What a touchpoint has changed of one cause.
struct contact_effect {
  bit_mask closed = 0, opened = 0;
  bool stops = false, resumes = false;  // all contact
  party to = party::prospect;           // whose channels these are
};

struct state::impl {
  std::uint64_t policy = 0, prospect = 0;  // fingerprints; 0: fresh
  std::optional<vocabulary> words{};
  std::uint32_t locale =
      locale_cache::not_known;  // of the prospect, as the policy's locales number them: looked at first when asked again
  prospect_problem problem = prospect_problem::none;
  std::uint32_t touch_count = 0;  // touchpoints taken in
  std::optional<instant> last{};  // of them

  std::vector<run> slots{};         // by cadence: of those that have slots and are running
  std::vector<run> runs{};          // of the others, by cadence, then in the order they were begun
  std::vector<bit_mask> running{};  // cadences that have runs, 64 a word; some may have expired unseen
  std::vector<std::string> keys{};  // slots; 0 is the empty key
  std::vector<bool> key_used{};
  std::vector<cadence_memory> cadences{};  // empty where no cadence asks
  instant begun_at = run::never;           // the newest second in which a run has begun of a cadence without a slot
  std::vector<begun_run> begun{};          // in that
  bool closed = false;
  std::uint32_t closed_by = 0;  // the number of the touchpoint, from 1, by which it was last closed

  contact_state contact{};
  channel_closings to_referrer{};  // R113; nothing where the policy does not ask
  std::vector<std::optional<instant>> hold_ends{};
  std::optional<instant> snoozed{};
  std::vector<step_snooze> step_snoozes{};
  std::vector<pause> pauses{};  // of holds and snoozes, each one's own oldest first

  std::vector<instant> limit_times{};  // at_most slots for each limit, oldest first
  std::vector<std::uint32_t> limit_counts{};
  key_rows keys_apart{};  // of limits and holds by key: these are row 0

  // What conditions ask for.
  std::vector<instant> tracked_times{};          // the newest of each tracked event, oldest first
  std::vector<std::uint32_t> tracked_counts{};   // how many of them are kept
  std::vector<std::uint32_t> tracked_numbers{};  // of its newest touchpoints, from 1, oldest first; 0: none
  int stage = -1;                                // the furthest reached

  bool is_of(const compiled_policy& p) const noexcept { return policy == p.fingerprint && words && *words == p.words; }
  // R76: what a limit counts, oldest first.
  std::span<const instant> counted(const compiled_policy& p, std::size_t limit, std::size_t row) const noexcept {
    const auto& rule = p.limit_rules[limit];
    if (row == 0) return {limit_times.data() + rule.first_slot, limit_counts[limit]};
    return {keys_apart[row].limit_times.data() + rule.first_key_slot, keys_apart[row].limit_counts[limit]};
  }
  // R74: the last end of a hold, for a key.
  std::optional<instant> hold_end(const compiled_policy& p, std::size_t hold, std::string_view key) const noexcept {
    if (!p.holds[hold].by_key) [[likely]]
      return hold_ends[hold];
    const auto rows = keys_apart.of(key);
    auto end = rows.begin == 0 ? hold_ends[hold] : std::nullopt;
    for (auto row = std::max<std::size_t>(rows.begin, 1); row < rows.end; ++row)
      end = std::max(end, keys_apart[row].hold_ends[hold]);
    return end;
  }

  bool is_running(std::size_t cadence) const noexcept { return has_bit(running.data(), cadence); }
  // First those in slots, then the listed: not the order of the file, and whoever needs that sorts.
  template <class Each>
  void each_run(const compiled_policy& p, Each&& each) const {
    for (std::size_t c = 0; c < slots.size(); ++c)
      if (p.cadences[c].has_slot() && is_running(c)) each(slots[c]);
    for (const auto& r : runs) each(r);
  }
  // To that of a prospect without touchpoints. Memory is kept, so that a state used again for the same policy allocates nothing.
  void reset(const compiled_policy& p, std::uint64_t prospect_fingerprint);
};

}  // namespace tickler::inline TICKLER_ABI
