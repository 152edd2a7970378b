// What messages call the rules of a policy that need no name. Inline, since the command needs it too.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler {

// Its own name, or "hold 2".
template <class Rule>
std::string rule_name(const std::vector<Rule>& rules, std::size_t index, const char* kind) {
  const auto& name = rules.at(index).name.value;
  return name.empty() ? fmt::format("{} {}", kind, index + 1) : name;
}

}  // namespace tickler
