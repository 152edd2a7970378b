// Parts of a JSON Schema, as JSON.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::json_schema {

std::string ref(std::string_view definition);  // one of "$defs"
std::string any_of(std::initializer_list<std::string> choices);
std::string one_of_words(std::span<const std::string_view> words);
std::string matching(std::string_view pattern);  // the whole of it
std::string list_of(const std::string& item, int least);
std::string one_or_list(const std::string& item);
std::string mapping_of(const std::string& key, const std::string& value);

// A schema with one more member, which is JSON.
std::string with(std::string schema, std::string_view member, std::string_view value);

}  // namespace tickler::inline TICKLER_ABI::json_schema
