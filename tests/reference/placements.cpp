#include "placements.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "policy/parse/kinds.hpp"

namespace placements {

namespace {

using namespace tickler;

struct section {
  std::string_view key, value;
};

// Sections name what other sections define only where an example of the latter defines it too.
constexpr section base[] = {
    {"policy", "base"},
    {"zone", "America/New_York"},
    {"vocabulary", "{purposes: [free_assessment]}"},
    {"facts", "{local: bool, transit: duration, tags: list}"},
    {"calendars", "{office: {open: {mon-fri: 09:00-18:00}}, evenings: {open: {daily: 18:00-20:00}}}"},
    {"channels", "{phone: {needs: [mobile, phone], calendar: office}, email: {needs: email}, post: {needs: address}}"},
    {"events",
     "{met: {outcome: met}, asked: {outcome: inquired}, answered: {direction: inbound}, bought: {outcome: purchased}, decided: "
     "{outcome: declined}, upset: {outcome: complained}}"},
    {"stages", "[{name: visibility, from: asked}, {name: profitability, from: asked}]"},
    {"cadences",
     "{answer: {starts: asked, steps: [{id: send, do: {channel: email}}]}, confirm: {starts: asked, steps: [{id: got-it, do: "
     "{channel: email}}]}}"},
};

std::string written(std::string_view key, std::string_view value) { return std::string(key) + ": " + std::string(value); }

// What a key needs beside it to have a meaning.
std::string companions_of(const key_doc& key, const table_doc& table) {
  std::string found;
  const auto add = [&found](const key_doc& k) { found += written(k.name, k.example) + ", "; };
  for (const auto& k : table.keys)
    if (k.name != key.name && (k.given == presence::needed || k.given == presence::needed_in_lists)) add(k);
  if (key.name == "repeat") found += "after: 7 days, ";
  if (key.name == "every") found += "from: start, ";
  if (key.name == "as_of") found += "cite: clause 4, ";
  if (table.alternatives.empty()) return found;
  const auto lists = [](std::span<const std::string_view> keys, std::string_view name) {
    return std::find(keys.begin(), keys.end(), name) != keys.end();
  };
  const auto is_own = [&](const alternative_doc& f) {
    return f.by == key.name || lists(f.needed, key.name) || lists(f.may_be_there, key.name);
  };
  const auto own = std::find_if(table.alternatives.begin(), table.alternatives.end(), is_own);
  const auto& alternative = own == table.alternatives.end() ? table.alternatives.front() : *own;
  for (const auto& k : table.keys)
    if (k.name != key.name && (k.name == alternative.by || lists(alternative.needed, k.name))) add(k);
  return found;
}

// A mapping of keys as the value of the key that holds it.
std::string held(const key_doc& by, const std::string& mapping) {
  const auto& kind = by.kind.name;
  for (const auto& single : {kinds::vocabulary, kinds::events})
    if (kind == single.name) return mapping;
  for (const auto& list :
       {kinds::steps, kinds::variants, kinds::all_stages, kinds::all_promises, kinds::all_holds, kinds::all_never, kinds::all_stops,
        kinds::all_tests, kinds::touchpoints, kinds::moments, kinds::expected_actions, kinds::no_actions, kinds::permissions})
    if (kind == list.name) return '[' + mapping + ']';
  return (kind == kinds::all_channels.name ? "{sms: " : "{it: ") + mapping + '}';
}

// Two mappings or two lists as one.
std::string joined(std::string_view first, const std::string& second) {
  return std::string(first.substr(0, first.size() - 1)) + ", " + second.substr(1);
}

std::string policy_of(std::string_view key, const std::string& value, bool is_added) {
  std::string policy;
  bool is_there = false;
  for (const auto& s : base) {
    const bool same = s.key == key;
    is_there = is_there || same;
    policy += written(s.key, !same ? std::string(s.value) : is_added ? joined(s.value, value) : value) + '\n';
  }
  return is_there ? policy : policy + written(key, value) + '\n';
}

const key_doc& key_called(const table_doc& table, std::string_view name) {
  const auto found = std::find_if(table.keys.begin(), table.keys.end(), [name](const auto& k) { return k.name == name; });
  if (found == table.keys.end()) throw std::logic_error("no key " + std::string(name));
  return *found;
}

// The keys that lead from the policy to a table.
std::vector<placed_key> way_to(const std::vector<placed_table>& tables, const placed_table& to) {
  std::vector<placed_key> way;
  std::string_view rest = to.path;
  const placed_table* table = &tables.front();
  while (!rest.empty()) {
    const auto name = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    const key_doc& key = key_called(*table->table, name);
    way.push_back({table, &key});
    const auto* inside = rest.empty() ? to.table : key.kind.inside;
    table = &*std::find_if(tables.begin(), tables.end(), [inside](const auto& t) { return t.table == inside; });
  }
  return way;
}

// Without a value: the same policy without the key.
std::string policy_with(const std::vector<placed_table>& tables, const placed_key& k, std::optional<std::string_view> value) {
  const auto way = way_to(tables, *k.in);
  if (way.empty()) return value ? policy_of(k.key->name, std::string(*value), false) : policy_of({}, {}, false);
  auto mapping = '{' + companions_of(*k.key, *k.in->table) + (value ? written(k.key->name, *value) : "") + '}';
  for (auto outer = way.rbegin(); outer + 1 != way.rend(); ++outer) {
    const key_doc& key = *outer->key;
    mapping = '{' + companions_of(key, *outer->in->table) + written(key.name, held(key, mapping)) + '}';
  }
  const bool is_own = way.front().key->kind.name == kinds::vocabulary.name;  // keys, not names
  return policy_of(way.front().key->name, held(*way.front().key, mapping), !is_own);
}

}  // namespace

std::vector<placement> all() {
  const auto tables = all_tables();
  std::vector<placement> found;
  for (const auto& t : tables)
    for (const auto& k : t.table->keys) {
      const auto without = k.given == presence::optional ? policy_with(tables, {&t, &k}, std::nullopt) : std::string();
      found.push_back({path_of(t, k), policy_with(tables, {&t, &k}, k.example), without});
      if (k.otherwise.is_value) found.push_back({path_of(t, k), policy_with(tables, {&t, &k}, k.otherwise.text), {}});
    }
  return found;
}

std::string policy_adding(std::string_view section, const std::string& more) { return policy_of(section, more, true); }

}  // namespace placements
