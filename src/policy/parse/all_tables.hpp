// The tables of keys, and where in a policy each is.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "policy/parse/key_docs.hpp"

namespace tickler::inline TICKLER_ABI {

struct placed_table {
  const table_doc* table;
  std::string path;  // of the first place that leads to it: "cadences.steps"; empty for the policy itself
};

// Each once, the policy first, then what its keys lead to.
std::vector<placed_table> all_tables();

std::string path_of(const placed_table& in, const key_doc& key);

// "a pattern and of a step's 'do'" for "channel": the first two parts that have such a key; empty where none has.
std::string owners_of(std::string_view key);

}  // namespace tickler::inline TICKLER_ABI
