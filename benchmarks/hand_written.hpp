// The policy of workload-w.yaml as one would write it by hand, for this one policy, in plain C++: what the engine is measured
// against. It says all that a tickler::decision says. Of Tickler it uses the words, the small values that decisions are made of and
// the tables of zones, none of its functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tickler/decision.hpp>
#include <vector>

#include "few.hpp"
#include "office_time.hpp"

namespace hand_written {

struct touchpoint {
  instant at;
  tickler::channel channel;
  tickler::direction direction;
  tickler::purpose purpose;
  tickler::outcome outcome;
};

struct prospect {
  std::size_t zone = 0, region = 0;       // index of workload::zones; number of R0 to R7
  std::vector<touchpoint> touchpoints{};  // by time
};

enum class cadence : std::uint8_t { answer_inquiry, answer_reply, confirm, summary, thanks, keep_trying, happy, quiet };
inline constexpr std::size_t cadence_count = 8;

struct action {
  hand_written::cadence cadence{};
  std::uint8_t step = 0;  // every step has but one repetition
  tickler::channel channel = tickler::channel::none;
  tickler::purpose purpose = tickler::purpose::none;
  tickler::action_state state = tickler::action_state::blocked;
  std::uint8_t flags = 0;  // of tickler::action_flag
  instant start{}, not_before{}, due{};
  std::optional<instant> at_latest{}, when{};
  std::optional<hand_written::cadence> behind{};  // the action of that cadence
  few<tickler::reason, 4> reasons{};
  few<tickler::blocker, 2> blockers{};
};

struct decision {
  tickler::status status{};
  std::optional<instant> next_change{};
  few<action, cadence_count> actions{};  // ready, waiting, blocked; each by `when`, then by cadence
};

class policy {
 public:
  policy();

  // `now` is of the years 1971 to 2036.
  void decide(const prospect& who, instant now, decision& out) const;

 private:
  std::vector<wall_clock> clocks_;  // as workload::zones
};

}  // namespace hand_written
