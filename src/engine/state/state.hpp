// What a history has come to: the inside of tickler::state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tickler/evaluate.hpp>
#include <vector>

#include "engine/state/condition_memory.hpp"
#include "engine/state/step_ref.hpp"
#include "model/touchpoint_check.hpp"
#include "policy/compile/compiled.hpp"

namespace tickler {

// A cadence under way. Its step on offer is the one at `step`, unless that expires (window.hpp).
struct run {
  std::uint16_t cadence = 0, step = 0;
  std::uint32_t repetition = 0;
  instant start{}, base{};
  touch_class started_by = 0;   // the words of the touchpoint that started it
  std::uint32_t began = 0;      // its number in the history
  std::uint16_t start_key = 0;  // its key where conditions ask for it
  std::uint16_t key = 0;        // index of state::impl::keys
  std::uint16_t ordinal = 0;    // with `per: start`
  std::optional<instant> until{};
};

// A hold of one step: in every run ("cadence/step"), or of one action.
struct step_snooze {
  std::uint16_t cadence = 0, step = 0;
  bool one_action = false;
  std::uint32_t repetition = 0;  // the rest with one_action
  instant start{};
  std::uint16_t ordinal = 0;
  std::string key{};
  instant until{};
};

// The steps that a touchpoint names, those that the policy knows.
struct named_steps {
  step_name list[most_steps]{};
  bool used[most_steps]{};
  std::size_t count = 0;
};

struct cadence_memory {
  std::optional<instant> last_end{};    // of its last run that has ended
  std::optional<instant> last_start{};  // with `per: start`: of its last run, and how many before it started then
  std::uint16_t ordinal = 0;
};

struct state::impl {
  std::uint64_t policy = 0, prospect = 0;  // fingerprints; 0: fresh
  std::optional<vocabulary> words{};
  std::optional<instant> last{};  // touchpoint
  prospect_problem problem = prospect_problem::none;

  std::vector<run> only{};  // by cadence: of the simple ones that are running
  std::vector<run> runs{};  // of the others, by cadence, then in the order they were begun; they may have expired unseen
  std::vector<std::uint64_t> running{};  // cadences that have runs, 64 a word
  std::vector<std::string> keys{};       // slots; 0 is the empty key
  std::vector<bool> key_used{};
  std::vector<cadence_memory> cadences{};
  std::vector<instant> limit_times{};  // at_most slots for each limit, oldest first
  std::vector<std::uint32_t> limit_counts{};
  std::vector<std::optional<instant>> hold_ends{};

  // What conditions ask for.
  std::uint32_t taken = 0;                        // touchpoints
  std::vector<instant> watched_times{};           // the newest of each watched event, oldest first
  std::vector<std::uint32_t> watched_counts{};    // how many of them are kept
  std::vector<std::uint32_t> watched_sequence{};  // the number of its newest touchpoint, from 1; 0: none
  int stage = -1;                                 // the furthest reached
  std::vector<std::uint64_t> matched{};           // of the touchpoint being taken, where conditions decide what it matches
  touch_meaning meaning{};                        // of these
  named_steps named{};                            // of the touchpoint being taken
  condition_memory memory{};
  std::vector<const touch_row*> rows{};    // while a whole history is taken in: of its touchpoints
  std::uint32_t closed_by = 0;             // the number of the touchpoint, from 1, by which it was last closed
  std::uint32_t place = sites::not_known;  // of the prospect, when last asked for
  std::optional<instant> snoozed{};
  std::vector<step_snooze> step_snoozes{};
  std::vector<bit_mask> closed_by_stop{};  // channels, for stops that have channels
  bit_mask stops = 0;                      // in force, of those that have none
  bit_mask opted_out = 0, bounced = 0;
  bool opted_out_of_all = false;
  bool closed = false;

  bool is_running(std::size_t cadence) const noexcept { return (running[cadence / 64] >> (cadence % 64) & 1) != 0; }
  template <class Each>
  void each_run(const compiled_policy& p, Each&& each) const {
    for (std::size_t c = 0; c < only.size(); ++c)
      if (p.cadences[c].simple && is_running(c)) each(only[c]);
    for (const auto& r : runs) each(r);
  }
  bool stopped() const noexcept { return opted_out_of_all || stops != 0; }
  void reset(const compiled_policy& p, std::uint64_t prospect_fingerprint);
};

}  // namespace tickler
