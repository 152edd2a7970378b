// Whole policies in which a key has the value that its table shows, each key in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/reference/tables.hpp"

namespace placements {

struct placement {
  std::string path;     // of the key: "cadences.steps.at_latest"
  std::string policy;   // a YAML text
  std::string without;  // the same without the key, where it has an example and may be left out; else empty
};

// Every key with its example, and with its default where that can be written.
std::vector<placement> all();

// The policy that they are parts of, with more in one of its sections: two cadences, calendars, facts, events, stages.
std::string policy_adding(std::string_view section, const std::string& more);

}  // namespace placements
