#include "policy/parse/all_tables.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {
namespace {

bool is_listed(const std::vector<placed_table>& tables, const table_doc* table) {
  return std::any_of(tables.begin(), tables.end(), [table](const auto& t) { return t.table == table; });
}

}  // namespace

std::vector<placed_table> all_tables() {
  std::vector<placed_table> found{{&policy_doc, ""}};
  for (std::size_t i = 0; i < found.size(); ++i) {
    const placed_table outer = found[i];
    for (const auto& k : outer.table->keys)
      for (const auto* inside : {k.kind.inside, k.kind.or_inside})
        if (inside && !is_listed(found, inside)) found.push_back({inside, path_of(outer, k)});
  }
  return found;
}

std::string path_of(const placed_table& in, const key_doc& key) {
  return (in.path.empty() ? "" : in.path + '.') + std::string(key.name);
}

std::string owners_of(std::string_view key) {
  std::vector<std::string_view> owners;
  for (const auto& t : all_tables())
    for (const auto& k : t.table->keys)
      if (k.name == key && owners.size() < 2) owners.push_back(t.table->whose);
  if (owners.empty()) return "";
  return std::string(owners[0]) + (owners.size() == 1 ? "" : " and of " + std::string(owners[1]));
}

}  // namespace tickler::inline TICKLER_ABI
