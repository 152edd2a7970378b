#include "records/json_offset.hpp"

#include <simdjson.h>

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

std::optional<ondemand::document> opened(ondemand::parser& parser, std::string_view line) {
  ondemand::document document;
  const auto error = parser.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING).get(document);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  return error ? std::nullopt : std::optional(std::move(document));
}

std::size_t first_byte(std::string_view line) { return std::min(line.find_first_not_of(" \t\r"), line.size() - 1); }

// The start of what the path leads to from its step `depth` on, or of the innermost part on the way that is there.
const char* find(ondemand::value& value, const json_path& path, std::size_t depth);

const char* find_in_list(ondemand::array& entries, const json_path& path, std::size_t depth) {
  auto n = path[depth];
  for (auto entry : entries) {
    ondemand::value value;
    if (std::move(entry).get(value)) return nullptr;
    if (n-- == 0) return find(value, path, depth + 1);
  }
  return nullptr;
}

const char* find_in_object(ondemand::object& object, const json_path& path, std::size_t depth) {
  auto n = path[depth];
  for (auto next : object) {
    ondemand::field field;
    if (std::move(next).get(field)) return nullptr;
    if (n-- != 0) continue;
    if (path.at_name && depth + 1 == path.depth()) return field.key().raw() - 1;
    auto value = field.value();
    return find(value, path, depth + 1);
  }
  return nullptr;
}

const char* find(ondemand::value& value, const json_path& path, std::size_t depth) {
  const char* const start = value.raw_json_token().data();
  if (depth == path.depth()) return start;
  const char* inside = nullptr;
  if (ondemand::object object; *start == '{' && !value.get_object().get(object))
    inside = find_in_object(object, path, depth);
  else if (ondemand::array list; *start == '[' && !value.get_array().get(list))
    inside = find_in_list(list, path, depth);
  return inside != nullptr ? inside : start;
}

// Reads every part of a value; `last` is the start of the last part that was begun.
class walk {
 public:
  const char* last = nullptr;
  bool in_scalar = false;

  error_code value(ondemand::value v) {
    last = v.raw_json_token().data();
    ondemand::json_type type{};
    if (const auto error = v.type().get(type)) return scalar(error);
    switch (type) {
      case ondemand::json_type::object:
        return object(v);
      case ondemand::json_type::array:
        return array(v);
      case ondemand::json_type::string:
        return scalar(v.get_string().error());
      case ondemand::json_type::number:
        return scalar(v.get_number().error());
      case ondemand::json_type::boolean:
        return scalar(v.get_bool().error());
      case ondemand::json_type::null:
        return scalar(v.is_null().error());
    }
    return simdjson::SUCCESS;
  }

  error_code object(ondemand::value& v) {
    ondemand::object fields;
    if (const auto error = v.get_object().get(fields)) return error;
    return each_field(fields);
  }

  error_code each_field(ondemand::object& fields) {
    for (auto next : fields) {
      ondemand::field field;
      if (const auto error = std::move(next).get(field)) return error;
      last = field.key().raw() - 1;
      std::string_view name;
      if (const auto error = field.unescaped_key().get(name)) return scalar(error);
      if (const auto error = value(field.value())) return error;
    }
    return simdjson::SUCCESS;
  }

 private:
  error_code array(ondemand::value& v) {
    ondemand::array entries;
    if (const auto error = v.get_array().get(entries)) return error;
    for (auto next : entries) {
      ondemand::value entry;
      if (const auto error = std::move(next).get(entry)) return error;
      if (const auto error = value(entry)) return error;
    }
    return simdjson::SUCCESS;
  }

  error_code scalar(error_code error) {
    in_scalar = error != simdjson::SUCCESS;
    return error;
  }
};

// The start of a string that never ends, or the first control character in one.
std::optional<std::size_t> offset_of_broken_string(std::string_view line) {
  std::optional<std::size_t> start;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"')
      start = start ? std::nullopt : std::optional(i);
    else if (start && static_cast<unsigned char>(line[i]) < 0x20)
      return i;
    else if (start && line[i] == '\\')
      ++i;
  }
  return start;
}

// How far an object can be read; beyond its size where it ends too early.
std::size_t end_of_good_part(std::string_view line) {
  ondemand::parser parser;
  auto document = opened(parser, line);
  ondemand::object object;
  if (!document || document->get_object().get(object)) return line.size() + 1;
  walk reader;
  const auto error = reader.each_field(object);
  if (error && reader.in_scalar) return static_cast<std::size_t>(reader.last - line.data());
  const char* token = nullptr;
  const bool is_at_end = document->current_location().get(token) || token >= line.data() + line.size();
  if (is_at_end) return error ? line.size() + 1 : line.size();
  return static_cast<std::size_t>(token - line.data());
}

}  // namespace

std::size_t offset_of(const json_path& path, std::string_view line) {
  ondemand::parser parser;
  auto document = opened(parser, line);
  ondemand::object object;
  if (!document || path.depth() == 0 || document->get_object().get(object)) return first_byte(line);
  const auto* token = find_in_object(object, path, 0);
  return token != nullptr ? static_cast<std::size_t>(token - line.data()) : first_byte(line);
}

std::size_t offset_of_syntax_error(std::string_view line) {
  if (const auto broken = offset_of_broken_string(line)) return *broken;
  if (line[first_byte(line)] != '{') return first_byte(line);
  const auto object = line.substr(0, line.rfind('}') + 1);
  const auto offset = end_of_good_part(object);
  if (offset < object.size()) return offset;
  const bool is_complete = !object.empty() && object.size() < line.size() && offset == object.size();
  return is_complete ? std::min(line.find_first_not_of(" \t", offset), line.size()) : line.size();
}

}  // namespace tickler::inline TICKLER_ABI
