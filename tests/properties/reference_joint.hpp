// What of others counts for a prospect of a book, plainly: every touchpoint of every other is looked at, each time.
#pragma once

#include "reference.hpp"

namespace plain {

struct person {
  tickler::prospect who{};
  std::vector<touch> history{};  // in order of time
};

// The touchpoints that count for the i-th, in order.
std::vector<touch> joint_history(const tickler::policy_draft& policy, const std::vector<person>& all, std::size_t i);

}  // namespace plain
