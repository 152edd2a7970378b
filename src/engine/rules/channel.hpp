// How an action is done: the first channel that will do. Semantics, "Placement".
#pragma once

#include "engine/rules/decision_context.hpp"

namespace tickler {

// The way to carry out the step at which the run stands; null if none will do, and then the action says why. An internal step has
// none either: its channel is internal, unless something forbids it.
const channel_choice* choose_channel(decision_context& c, const step_rule& step, const run& r, action& a);

// What kept the action of a run's step off the channels that come before its own.
void add_passed_channels(const decision_context& c, const run& r, const action& a, std::vector<blocker>& out);

}  // namespace tickler
