// What a limit leaves room for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tickler/calendar.hpp>
#include <vector>

#include "policy/compiled.hpp"

namespace tickler {

// What one limit counts while actions are placed: the history and those placed already.
struct limit_ledger {
  std::vector<instant> points{};  // ascending: of the history, and of actions that wait
  std::vector<instant> free{};    // of each point: from here on it no longer matters; `unknown` until it is asked for
  std::size_t ready = 0;          // actions that may be done at once

  static constexpr instant unknown = instant::min();

  void begin(std::span<const instant> history);
  void add(instant t);
};

// One limit as one action meets it. Of any at_most + 1 counted instants in a row, the last must be at or after the first + per;
// only the rows that the action is in matter.
class limit_room {
 public:
  // All must outlive this. `together`: the action and those that may be done at its very instant.
  limit_room(const limit_rule& rule, const time_frame& frame, limit_ledger& counted, std::size_t together) noexcept
      : rule_(&rule), frame_(&frame), counted_(&counted), together_(together) {}

  bool is_needed() const noexcept { return counted_->points.size() + together_ > rule_->at_most; }  // else all is allowed

  bool allows(instant x) const;
  std::optional<instant> first_from(instant x) const;  // the first allowed; nothing: never again

  // Given that x is allowed: the first instant after it that is not, for what is placed later; and since when it has been allowed,
  // if that is later than `after`.
  std::optional<instant> end_from(instant x) const;
  std::optional<instant> open_since(instant x, instant after) const;

 private:
  bool is_behind_all(instant x) const noexcept { return points().empty() || points().back() <= x; }
  const std::vector<instant>& points() const noexcept { return counted_->points; }
  instant free_behind_all(instant x) const;
  instant free_of(std::size_t point) const;
  instant free_from(instant first) const;
  std::optional<instant> next_turn(instant x) const;
  instant nth(std::size_t i, std::size_t before, instant x) const noexcept;

  const limit_rule* rule_;
  const time_frame* frame_;
  limit_ledger* counted_;
  std::size_t together_;
};

}  // namespace tickler
