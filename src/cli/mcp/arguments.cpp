#include "cli/mcp/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/diagnostic.hpp>

namespace tickler::cli::mcp {

namespace {

bool is_nothing(simdjson::dom::element value) {
  std::string_view text;
  return value.is_null() || (value.get(text) == simdjson::SUCCESS && text.empty());
}

bool is_list_of_texts(simdjson::dom::element value) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  return std::all_of(list.begin(), list.end(), [](simdjson::dom::element each) { return each.is_string(); });
}

bool is_of(const parameter& p, simdjson::dom::element value) {
  switch (p.is) {
    case parameter::kind::text:
      return value.is_string();
    case parameter::kind::texts:
      return value.is_string() || is_list_of_texts(value);
    case parameter::kind::flag:
      return value.is_bool();
    case parameter::kind::number: {
      std::uint64_t number = 0;
      return value.get(number) == simdjson::SUCCESS && p.least <= number && number <= p.most;
    }
  }
  return false;
}

std::string shape_of(const parameter& p) {
  switch (p.is) {
    case parameter::kind::text:
      return "a text";
    case parameter::kind::texts:
      return "a text or a list of texts";
    case parameter::kind::flag:
      return "true or false";
    case parameter::kind::number:
      return fmt::format("a whole number from {} to {}", p.least, p.most);
  }
  return {};
}

const parameter& known(std::span<const parameter> all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [name](const parameter& p) { return p.name == name; });
  if (found != all.end()) return *found;
  std::vector<std::string_view> names;
  for (const auto& p : all) names.emplace_back(p.name);
  throw wrong_argument("there is no argument " + tickler::quoted(name) + hint(nearest(name, names)));
}

void write_type(json_text& json, const parameter& p) {
  switch (p.is) {
    case parameter::kind::text:
      json.name("type").string("string");
      if (!p.words.empty()) json.name("enum").list(p.words, [&](const std::string& word) { json.string(word); });
      break;
    case parameter::kind::texts:
      json.name("type").raw(R"(["string","array"])").name("items").raw(R"({"type":"string"})");
      break;
    case parameter::kind::flag:
      json.name("type").string("boolean");
      break;
    case parameter::kind::number:
      json.name("type").string("integer");
      json.name("minimum").raw(std::to_string(p.least)).name("maximum").raw(std::to_string(p.most));
  }
}

}  // namespace

void write_schema(json_text& json, std::span<const parameter> all) {
  json.raw("{").name("type").string("object").name("properties").raw("{");
  for (const auto& p : all) {
    json.name(p.name).raw("{");
    write_type(json, p);
    json.name("description").string(p.help).raw("}");
  }
  json.raw("}");
  std::vector<std::string_view> needed;
  for (const auto& p : all)
    if (p.needed) needed.emplace_back(p.name);
  if (!needed.empty()) json.name("required").list(needed, [&](std::string_view name) { json.string(name); });
  json.name("additionalProperties").raw("false").raw("}");
}

arguments::arguments(std::span<const parameter> all, const std::optional<simdjson::dom::object>& given) {
  if (given) take(all, *given);
  for (const auto& p : all)
    if (p.needed && !has(p.name)) throw wrong_argument(fmt::format("'{}' is missing: {}", p.name, p.help));
}

void arguments::take(std::span<const parameter> all, const simdjson::dom::object& given) {
  std::vector<std::string_view> seen;
  for (const auto [name, value] : given) {
    const auto& p = known(all, name);
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) throw wrong_argument(fmt::format("'{}' is there twice", p.name));
    seen.push_back(name);
    if (is_nothing(value)) continue;
    if (!is_of(p, value)) throw wrong_argument(fmt::format("'{}' must be {}", p.name, shape_of(p)));
    given_.emplace_back(p.name, value);
  }
}

const simdjson::dom::element* arguments::find(std::string_view name) const {
  const auto found = std::find_if(given_.begin(), given_.end(), [name](const auto& each) { return each.first == name; });
  return found == given_.end() ? nullptr : &found->second;
}

std::string_view arguments::text(std::string_view name) const {
  const auto* const value = find(name);
  return value == nullptr ? std::string_view() : value->get_string().value_unsafe();
}

std::vector<std::string_view> arguments::texts(std::string_view name) const {
  const auto* const value = find(name);
  if (value == nullptr) return {};
  if (value->is_string()) return {value->get_string().value_unsafe()};
  std::vector<std::string_view> all;
  const simdjson::dom::array list = value->get_array();
  for (const auto each : list) all.push_back(each.get_string().value_unsafe());
  return all;
}

bool arguments::flag(std::string_view name) const {
  const auto* const value = find(name);
  return value != nullptr && value->get_bool().value_unsafe();
}

std::optional<unsigned> arguments::number(std::string_view name) const {
  const auto* const value = find(name);
  if (value == nullptr) return std::nullopt;
  return static_cast<unsigned>(value->get_uint64().value_unsafe());
}

}  // namespace tickler::cli::mcp
