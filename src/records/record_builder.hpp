// What makes one kind of record of its fields, wherever they come from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <utility>

#include "records/record_line.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

struct record_schema {
  std::string_view what{};                     // "prospect"
  std::span<const std::string_view> fields{};  // at most 32
  std::uint32_t required = 0;                  // bit sets of fields
  std::uint32_t groups = 0;                    // those that hold names and values of their own: `contact`, `facts`
  std::uint32_t identity = 0;                  // those that say whose record it is, and which

  static constexpr std::size_t no_field = SIZE_MAX;
  static constexpr std::size_t about = 0;  // the field that says whom or what a record is about
  std::size_t find(std::string_view name) const noexcept;
  bool is_group(std::size_t field) const noexcept { return (groups >> field & 1) != 0; }
  bool is_identity(std::size_t field) const noexcept { return field != no_field && (identity >> field & 1) != 0; }
};

// Fields that begin so are of the writer's own, and skipped.
inline bool is_extension_field(std::string_view name) noexcept { return name.starts_with("x_"); }

[[noreturn]] void throw_unknown_field(const record_schema& schema, std::string_view name);
[[noreturn]] void throw_duplicate_field(std::string_view name);

// set and set_member throw record_error. The texts of values are valid until hand_over returns.
class record_builder {
 public:
  virtual ~record_builder() = default;
  virtual const record_schema& schema() const noexcept = 0;
  virtual void clear() = 0;
  void stand_in(const record_line* line) noexcept { line_ = line; }  // all records until then
  virtual void set(std::size_t field, const record_value& value) = 0;
  virtual void set_member(std::size_t group, std::string_view name, const record_value& value) = 0;
  virtual void hand_over(source_position at) = 0;  // the record is complete

  // It is refused for a value of this field, or of none in particular; all fields of its identity that can be read have been set.
  virtual void refuse(std::size_t, const diagnostic&) {}

  // Of a record that is refused: sets the field if it can be read, and belongs to the identity.
  void identify(std::size_t field, const record_value& value) noexcept;

 protected:
  const record_line* line_ = nullptr;  // null: there is no more to know of it
};

// Which fields a record has had. Throws for what is missing at the end.
class seen_fields {
 public:
  // False if it was there already.
  bool add(std::size_t field) noexcept {
    const auto before = std::exchange(seen_, seen_ | std::uint32_t{1} << field);
    return before != seen_;
  }
  void check(const record_schema& schema) const;

 private:
  std::uint32_t seen_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
