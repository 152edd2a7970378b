// What a limit leaves room for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tickler/calendar.hpp>

#include "policy/compiled.hpp"

namespace tickler {

// One limit as one action meets it. Of any at_most + 1 counted instants in a row, the last must be at or after the first + per;
// only the rows that the action is in matter.
class limit_room {
 public:
  // `points`: what is counted already, ascending; they must outlive this. `together`: the action and those that may be done at its
  // very instant.
  limit_room(const limit_rule& rule, const time_frame& frame, std::span<const instant> points, std::size_t together)
      : rule_(rule), frame_(frame), points_(points), together_(together) {}

  bool allows(instant x) const;
  std::optional<instant> first_from(instant x) const;  // the first allowed; nothing: never again

  // Given that x is allowed: the first instant after it that is not, for what is placed later; and since when it has been allowed,
  // if that is later than `after`.
  std::optional<instant> end_from(instant x) const;
  std::optional<instant> open_since(instant x, instant after) const;

 private:
  std::optional<instant> free_from(instant first) const;
  std::optional<instant> next_turn(instant x) const;
  instant nth(std::size_t i, std::size_t before, instant x) const noexcept;

  const limit_rule& rule_;
  const time_frame& frame_;
  std::span<const instant> points_;
  std::size_t together_;
};

}  // namespace tickler
