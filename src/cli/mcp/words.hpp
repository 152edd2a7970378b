// The words that a policy knows, for schemas and hints.
#pragma once

#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::cli::mcp {

// The first of the names stands for none.
template <class Names>
std::vector<std::string> with_own(const Names& names, const std::vector<located_string>& own) {
  std::vector<std::string> all(names.begin() + 1, names.end());
  for (const auto& word : own) all.push_back(*word);
  return all;
}

inline std::vector<std::string> purposes_of(const policy& p) { return with_own(purpose_names, p.draft().own_purposes); }
inline std::vector<std::string> outcomes_of(const policy& p) { return with_own(outcome_names, p.draft().own_outcomes); }

// By which touches may be asked about.
inline std::vector<std::string> channels_of(const policy& p) {
  std::vector<std::string> all;
  for (const auto& channel : p.draft().channels) all.push_back(*channel.name);
  all.emplace_back("internal");
  return all;
}

// That records may name.
inline std::vector<std::string> all_channels_of(const policy& p) { return with_own(channel_names, p.draft().own_channels); }

}  // namespace tickler::cli::mcp
