// The keys that a topic names.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "policy/parse/all_tables.hpp"

namespace tickler::inline TICKLER_ABI {

struct placed_key {
  const placed_table* in;
  const key_doc* key;
};

// Those that a topic names: "if", "steps.if", "cadences.steps.if", "pattern.if".
std::vector<placed_key> keys_named(const std::vector<placed_table>& tables, std::string_view topic);

}  // namespace tickler::inline TICKLER_ABI
