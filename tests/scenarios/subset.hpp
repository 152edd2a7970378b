// Where a JSON text is not what is expected of it.
//
//   first_difference(R"({"status":"active"})", decision)   // nothing, or "status: expected "active", is "closed""
//
// Every member expected of an object must be there and be so; lists agree element by element and in length; "<= T" wants a text
// that is not greater, "~ words" one that contains them.
#pragma once

#include <optional>
#include <string>

namespace scenarios {

// Throws simdjson::simdjson_error if `expected` is no JSON.
std::optional<std::string> first_difference(const std::string& expected, const std::string& actual);

// The text of that member of an object; empty if there is none.
std::string text_member(const std::string& object, const char* name);

}  // namespace scenarios
