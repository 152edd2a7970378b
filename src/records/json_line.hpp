// Reads one line of JSON into a builder.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <tickler/export.hpp>
#include <utility>
#include <vector>

#include "records/json_offset.hpp"
#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

class json_line {
 public:
  explicit json_line(record_builder& builder) : builder_(builder) {}

  // The line must be followed by simdjson's padding. Throws record_error, of which `offset_of` then knows the place.
  void read(std::string_view line, bool ended);
  std::size_t offset_of(const record_error& error, std::string_view line) const;

 private:
  void read_about(simdjson::dom::object object);
  void read_fields(simdjson::dom::object object);
  void read_members(std::size_t group, std::string_view group_name, simdjson::dom::element element);
  void check_distinct(simdjson::dom::object object, std::size_t& place);
  record_value value_of(std::string_view name, simdjson::dom::element element);
  record_value list_of(std::string_view name, simdjson::dom::array array);

  record_builder& builder_;
  simdjson::dom::parser parser_;
  std::vector<std::pair<std::string_view, std::size_t>> names_;
  json_path path_;  // of what is being read
};

}  // namespace tickler::inline TICKLER_ABI
