// The engine's decision in the words of the plain reference, and where the two differ.
#pragma once

#include "scene.hpp"

namespace plain {

// A scene made ready for the engine.
struct ready_scene {
  tickler::vocabulary words{};
  tickler::policy policy;
  tickler::history log;

  explicit ready_scene(const scene& s);
  ready_scene(const tickler::policy_draft& draft, const std::vector<touch>& history);
};

// tickler::evaluate, by each of the engine's ways through a history. They must come to the same bytes.
tickler::decision by_each_path(const tickler::policy& policy, const tickler::prospect& who, const tickler::history& log,
                               instant now);

decision in_words(const tickler::policy& policy, const tickler::decision& d);

// The reference's answer to the same. How far ahead the engine looks is its own matter: the reference takes its word for which
// actions are supposed.
decision by_reference(const tickler::policy_draft& policy, const tickler::prospect& who, const std::vector<touch>& history,
                      instant now, const decision& engine, const referrer* known = nullptr);

// One line for each field that differs; empty if they agree. The engine need not name all that blocks an action, but at least one
// thing that does, and for a step without a usable channel one for each channel.
std::vector<std::string> differences(const decision& engine, const decision& reference);

std::vector<touch> up_to(const std::vector<touch>& history, instant now);

}  // namespace plain
