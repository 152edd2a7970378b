// What a proposed touch would carry out, by the ids of the actions.
#pragma once

#include <string>
#include <tickler/may.hpp>
#include <vector>

inline std::vector<std::string> carried_out(const tickler::policy& p, const tickler::permission& answer) {
  std::vector<std::string> ids;
  for (const auto i : answer.carries_out) ids.push_back(id_of(p, answer.plan, answer.plan.actions[i]));
  return ids;
}
