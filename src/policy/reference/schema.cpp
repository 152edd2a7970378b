#include <algorithm>
#include <charconv>
#include <tickler/io/policy_manual.hpp>

#include "base/json_text.hpp"
#include "mapping/mapping_tables.hpp"
#include "policy/parse/tree.hpp"
#include "policy/reference/indented.hpp"
#include "policy/reference/json_schema.hpp"
#include "policy/reference/tables.hpp"
#include "policy/reference/value_schemas.hpp"
#include "responses/model_tables.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

bool is_whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [stopped, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && stopped == text.data() + text.size();
}

void write(json_text& json, const node& n) {
  if (n.what == node::kind::list) {
    json.list(n.items, [&json](const node& each) { write(json, each); });
  } else if (n.what == node::kind::mapping) {
    json.raw("{");
    for (const auto& e : n.entries()) {
      json.name(e.key.text);
      write(json, e.value);
    }
    json.raw("}");
  } else if (n.text == "true" || n.text == "false" || is_whole_number(n.text)) {
    json.raw(n.text);
  } else {
    json.string(n.text);
  }
}

// YAML as an editor reads it: numbers and flags have a type.
std::string json_of(std::string_view yaml) {
  const source in(yaml);
  findings found{in, ""};
  json_text json;
  write(json, read_tree({}, found).value());
  return std::move(json).take();
}

std::string quoted_json(const std::string& text) { return std::move(json_text{}.string(text)).take(); }

std::string description_of(const key_doc& k) {
  const bool in_words = !k.otherwise.is_value && !k.otherwise.text.empty();
  return std::string(k.doc) + (in_words ? " Without it: " + std::string(k.otherwise.text) + '.' : "");
}

// A kind that is the same wherever it is used has a definition.
bool is_shared(const key_doc& k) { return !k.kind.inside && k.words.empty(); }

std::string schema_of(const key_doc& k) {
  auto schema = json_schema::with(is_shared(k) ? json_schema::ref(k.kind.name) : value_schema(k), "description",
                                  quoted_json(description_of(k)));
  if (k.otherwise.is_value) schema = json_schema::with(schema, "default", json_of(k.otherwise.text));
  return json_schema::with(schema, "examples", '[' + json_of(k.example) + ']');
}

std::vector<std::string_view> needed(const table_doc& table) {
  std::vector<std::string_view> names;
  for (const auto& k : table.keys)
    if (k.given == presence::needed) names.push_back(k.name);
  return names;
}

void write_required(json_text& json, std::string_view key, std::span<const std::string_view> others) {
  if (!others.empty()) json.name(key).list(others, [&json](std::string_view other) { json.string(other); });
}

// Written in this form.
void write_told(json_text& json, const alternative_doc& alternative) {
  json.raw("{");
  write_required(json, "required", {&alternative.by, 1});
  json.raw("}");
}

void write_alternatives(json_text& json, const table_doc& table) {
  json.name("oneOf").list(table.alternatives, [&json](const alternative_doc& alternative) { write_told(json, alternative); });
  json.name("dependentRequired").raw("{");
  for (const auto& alternative : table.alternatives) write_required(json, alternative.by, alternative.needed);
  for (const auto& k : table.keys)
    if (const auto alternatives = table.alternatives_with(k.name); alternatives.size() == 1)
      write_required(json, k.name, {&alternatives.front()->by, 1});
  json.raw("}").name("dependentSchemas").raw("{");
  for (const auto& k : table.keys)
    if (const auto alternatives = table.alternatives_with(k.name); alternatives.size() > 1)
      json.name(k.name).raw("{").name("anyOf").list(alternatives, [&json](const auto* each) { write_told(json, *each); }).raw("}");
  json.raw("}");
}

// A file of tests has nothing but these.
constexpr std::string_view file_of_tests = R"({"required":["tests"],"maxProperties":1})";

void write_needed(json_text& json, const table_doc& table) {
  const auto names = needed(table);
  if (names.empty()) return;
  const bool is_policy = &table == &policy_doc;
  if (is_policy) json.name("anyOf").raw("[{");
  json.name("required").list(names, [&json](std::string_view name) { json.string(name); });
  if (is_policy) json.raw("},").raw(file_of_tests).raw("]");
}

void write_table(json_text& json, const table_doc& table) {
  json.name("type").string("object").name("properties").raw("{");
  for (const auto& k : table.keys) json.name(k.name).raw(schema_of(k));
  json.raw("}").name("additionalProperties").raw("false");
  write_needed(json, table);
  if (!table.may_be_empty) json.name("minProperties").raw("1");
  if (!table.alternatives.empty()) write_alternatives(json, table);
}

void write_definitions(json_text& json, const table_doc& root, const std::vector<placed_table>& tables) {
  std::vector<std::string_view> known;
  for (const auto& t : tables) {
    if (t.table != &root) {
      json.name(t.table->name).raw("{").name("title").string(t.table->whose);
      write_table(json, *t.table);
      json.raw("}");
    }
    for (const auto& k : t.table->keys) {
      if (!is_shared(k) || std::find(known.begin(), known.end(), k.kind.name) != known.end()) continue;
      known.push_back(k.kind.name);
      json.name(k.kind.name).raw(json_schema::with(value_schema(k), "title", quoted_json(std::string(k.kind.wanted))));
    }
  }
}

std::string schema_of_file(std::string_view title, const table_doc& root, const std::vector<placed_table>& tables) {
  json_text json;
  json.raw("{").name("$schema").string("https://json-schema.org/draft/2020-12/schema");
  json.name("title").string(title);
  write_table(json, root);
  json.name("$defs").raw("{");
  write_definitions(json, root, tables);
  return indented(std::move(json.raw("}}")).take());
}

}  // namespace

std::string policy_schema() { return schema_of_file("A follow-up policy of Tickler", policy_doc, all_tables()); }

std::string mapping_schema() {
  return schema_of_file("A mapping of Tickler: what the columns of an export are", mapping_doc, mapping_tables());
}

std::string workload_model_schema() {
  return schema_of_file("A workload model of Tickler: what somebody expects of the weeks ahead", model_doc, model_tables());
}

}  // namespace tickler::inline TICKLER_ABI
