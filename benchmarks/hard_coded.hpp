// The policy of workload-w.yaml hard-coded and as fast as we could make it: tables for all that time and words ask for, seconds in
// 32 bits, no allocation. It says all that a tickler::decision says, in few bytes, and reads workload::columns as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/decision.hpp>
#include <vector>

#include "hard_coded_time.hpp"
#include "workload.hpp"

namespace hard_coded {

// Instants that there are not are 0. The reasons: its start; if `limit_end`, the limit of its channel from not_before to then; if
// `closed_from`, the calendar from then to `when`.
struct action {
  static constexpr std::uint8_t not_behind = 0xff;
  static constexpr std::uint8_t email_bounced = 1, opted_out_of_phone = 2;

  seconds start = 0, not_before = 0, due = 0, at_latest = 0, when = 0, limit_end = 0, closed_from = 0;
  std::uint8_t cadence = 0, step = 0;
  std::uint8_t channel = 0, purpose = 0;  // words of tickler
  std::uint8_t state = 0, flags = 0;      // of tickler
  std::uint8_t behind = not_behind;       // index of an action of the same decision
  std::uint8_t blockers = 0;              // of a blocked action, in this order
  bool no_room = false;                   // its limit leaves none in time
};

struct decision {
  seconds next_change;  // 0: never
  std::uint32_t first;  // of its actions
  std::uint8_t count, status;
};

struct results {
  explicit results(std::size_t prospects) : decisions(prospects), actions(8 * prospects) {}

  std::vector<decision> decisions;  // by prospect
  std::vector<action> actions;      // ready, waiting, blocked; each by `when`, then by cadence
};

class policy {
 public:
  policy();

  // Throws std::invalid_argument unless `now` is within July 2025 to June 2027.
  void decide_all(const workload::columns& book, tickler::instant now, results& out) const;

 private:
  std::vector<clock_table> clocks_;    // as workload::zones
  std::vector<region_table> regions_;  // R0 to R7
};

}  // namespace hard_coded
