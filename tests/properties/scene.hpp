// A scene: a random policy, a prospect, what happened, and some instants at which to ask. Small pools of words and narrow stretches
// of time, so that the parts of a policy meet each other, around the days on which clocks change.
#pragma once

#include <rapidcheck.h>

#include <iosfwd>
#include <string>
#include <tickler/evaluate.hpp>

#include "reference.hpp"

namespace plain {

struct scene {
  tickler::policy_draft policy{};
  tickler::prospect who{};
  std::vector<touch> history{};  // in order of time
  std::vector<instant> nows{};
};

rc::Gen<scene> scenes();
std::vector<scene> simpler(const scene& s);  // each with one thing less; all of them policies that compile if s does

tickler::policy_draft without_cadence(tickler::policy_draft policy, std::size_t index);

// As the engine wants it.
tickler::touchpoint to_touchpoint(const touch& e, tickler::vocabulary words);
tickler::history to_history(const std::vector<touch>& all, const tickler::vocabulary& words);

std::string to_yaml(const tickler::policy_draft& policy);
std::string to_text(const touch& e);
std::string to_text(const action& a);
std::string to_text(const decision& d);
void showValue(const scene& s, std::ostream& out);

}  // namespace plain
