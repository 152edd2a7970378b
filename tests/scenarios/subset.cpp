#include "scenarios/subset.hpp"

#include <simdjson.h>

#include <string_view>

namespace scenarios {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::optional<std::string> differ(element expected, element actual, const std::string& path);

std::string unlike(const std::string& path, const std::string& expected, const std::string& actual) {
  return path + ": expected " + expected + ", is " + actual;
}

std::optional<std::string> differ_in_members(element expected, element actual, const std::string& path) {
  for (const auto [name, value] : simdjson::dom::object(expected)) {
    const auto inner = (path.empty() ? "" : path + ".") + std::string(name);
    element found;
    if (actual[name].get(found) != simdjson::SUCCESS) return unlike(inner, simdjson::to_string(value), "not there");
    if (auto difference = differ(value, found, inner)) return difference;
  }
  return std::nullopt;
}

std::optional<std::string> differ_in_elements(element expected, element actual, const std::string& path) {
  const simdjson::dom::array wanted(expected), got(actual);
  for (std::size_t i = 0; i < wanted.size() && i < got.size(); ++i)
    if (auto difference = differ(wanted.at(i), got.at(i), path + "[" + std::to_string(i) + "]")) return difference;
  if (wanted.size() == got.size()) return std::nullopt;
  return unlike(path, std::to_string(wanted.size()) + " elements", std::to_string(got.size()));
}

bool is_as_wanted(std::string_view wanted, std::string_view text) {
  if (wanted.starts_with("<= ")) return text <= wanted.substr(3);
  if (wanted.starts_with("~ ")) return text.find(wanted.substr(2)) != std::string_view::npos;
  return text == wanted;
}

std::optional<std::string> differ(element expected, element actual, const std::string& path) {
  if (expected.type() == actual.type()) {
    if (expected.is_object()) return differ_in_members(expected, actual, path);
    if (expected.is_array()) return differ_in_elements(expected, actual, path);
    if (expected.is_string() && is_as_wanted(std::string_view(expected), std::string_view(actual))) return std::nullopt;
    if (!expected.is_string() && simdjson::to_string(expected) == simdjson::to_string(actual)) return std::nullopt;
  }
  return unlike(path, simdjson::to_string(expected), simdjson::to_string(actual));
}

}  // namespace

std::optional<std::string> first_difference(const std::string& expected, const std::string& actual) {
  simdjson::dom::parser expected_parser, actual_parser;
  return differ(expected_parser.parse(expected), actual_parser.parse(actual), "");
}

std::string text_member(const std::string& object, const char* name) {
  simdjson::dom::parser parser;
  std::string_view text;
  if (parser.parse(object)[name].get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

}  // namespace scenarios
