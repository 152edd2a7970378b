// Reads an object of JSON into a builder, and keeps the place of what it reads.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <tickler/export.hpp>
#include <utility>
#include <vector>

#include "records/json_offset.hpp"
#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

class json_record {
 public:
  // The next record is there in its line; nothing more is known of it yet.
  void begin(const json_path& place = {}) noexcept;

  // Throws record_error, of which `offset_of` then knows the place.
  void read(simdjson::dom::element element, record_builder& builder);
  std::size_t offset_of(const record_error& error, std::string_view line) const;

  // Of the record that was refused: tells the builder what can be read of its identity, and which field the error is in.
  std::size_t identify(const record_error& error, record_builder& builder) const;

  // The object's fields that the schema knows and that are not null: each(field, name, element).
  template <class Each>
  void each_field(simdjson::dom::element element, const record_schema& schema, Each&& each);
  const json_path& place() const noexcept { return path_; }  // of the field

  // Valid until the next.
  const record_value& value_of(std::string_view name, simdjson::dom::element element);

 private:
  void read_members(record_builder& builder, std::size_t group, std::string_view group_name, simdjson::dom::element element);
  void open(simdjson::dom::element element);
  void check_own_distinct();
  template <class Asked>
  void check_distinct(simdjson::dom::object object, Asked asked);
  void read_list(std::string_view name, simdjson::dom::array array);

  std::vector<std::pair<std::string_view, std::size_t>> names_;  // and which of its object's fields has it
  record_value value_;
  json_path place_, path_;  // of the record, and of what is being read of it
  simdjson::dom::object object_{};
  bool is_object_ = false;                       // as far as it is JSON
  std::size_t field_ = record_schema::no_field;  // that is being read
};

template <class Each>
void json_record::each_field(simdjson::dom::element element, const record_schema& schema, Each&& each) {
  open(element);
  seen_fields named, given;
  std::size_t of_writer = 0;
  for (const auto [name, value] : object_) {
    path_.next();
    of_writer += is_extension_field(name);
    if (is_extension_field(name)) continue;
    const auto field = field_ = schema.find(name);
    if (field == record_schema::no_field) throw_unknown_field(schema, name);
    if (!named.add(field)) throw_duplicate_field(name);
    if (value.is_null()) continue;
    given.add(field);
    each(field, name, value);
  }
  field_ = record_schema::no_field;
  if (of_writer > 1) check_own_distinct();
  given.check(schema);
}

}  // namespace tickler::inline TICKLER_ABI
