#include "policy/reference/tables.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {
namespace {

// Whether "cadences.steps", "steps" or "step" is a way to call the table.
bool is_called(const std::vector<placed_table>& tables, const table_doc& table, std::string_view way) {
  const auto dot = way.rfind('.');
  const auto last = dot == way.npos ? way : way.substr(dot + 1);
  if (dot == way.npos && last == table.name) return true;
  for (const auto& outer : tables)
    for (const auto& k : outer.table->keys)
      if (k.kind.may_hold(table) && k.name == last && (dot == way.npos || is_called(tables, *outer.table, way.substr(0, dot))))
        return true;
  return false;
}

}  // namespace

std::vector<placed_key> keys_named(const std::vector<placed_table>& tables, std::string_view topic) {
  const auto dot = topic.rfind('.');
  const auto name = dot == topic.npos ? topic : topic.substr(dot + 1);
  std::vector<placed_key> found;
  for (const auto& t : tables)
    for (const auto& k : t.table->keys)
      if (k.name == name && (dot == topic.npos || is_called(tables, *t.table, topic.substr(0, dot)))) found.push_back({&t, &k});
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
