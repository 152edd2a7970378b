#include "policy/reference/json_schema.hpp"

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI::json_schema {

std::string ref(std::string_view definition) {
  json_text json;
  json.raw("{").name("$ref").string("#/$defs/" + std::string(definition));
  return std::move(json.raw("}")).take();
}

std::string any_of(std::initializer_list<std::string> choices) {
  json_text json;
  json.raw("{").name("anyOf").list(choices, [&json](const std::string& each) { json.raw(each); });
  return std::move(json.raw("}")).take();
}

std::string one_of_words(std::span<const std::string_view> words) {
  json_text json;
  json.raw("{").name("enum").list(words, [&json](std::string_view each) { json.string(each); });
  return std::move(json.raw("}")).take();
}

std::string matching(std::string_view pattern) {
  json_text json;
  json.raw("{").name("type").string("string").name("pattern").string("^(" + std::string(pattern) + ")$");
  return std::move(json.raw("}")).take();
}

std::string list_of(const std::string& item, int least) {
  json_text json;
  json.raw("{").name("type").string("array").name("items").raw(item);
  if (least > 0) json.name("minItems").raw(std::to_string(least));
  return std::move(json.raw("}")).take();
}

std::string one_or_list(const std::string& item) { return any_of({item, list_of(item, 1)}); }

std::string mapping_of(const std::string& key, const std::string& value) {
  json_text json;
  json.raw("{").name("type").string("object").name("propertyNames").raw(key).name("additionalProperties").raw(value);
  return std::move(json.raw("}")).take();
}

std::string with(std::string schema, std::string_view member, std::string_view value) {
  schema.pop_back();
  json_text json;
  json.raw(schema).name(member).raw(value);
  return std::move(json.raw("}")).take();
}

}  // namespace tickler::inline TICKLER_ABI::json_schema
