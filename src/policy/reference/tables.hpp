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

struct placed_key {
  const placed_table* in;
  const key_doc* key;
};

// Those that a topic names: "if", "steps.if", "cadences.steps.if", "pattern.if".
std::vector<placed_key> keys_named(const std::vector<placed_table>& tables, std::string_view topic);

std::string path_of(const placed_table& in, const key_doc& key);

}  // namespace tickler::inline TICKLER_ABI
