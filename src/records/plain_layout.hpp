// Columns that are called as the fields of records are.
#pragma once

#include <string>
#include <tickler/diagnostic.hpp>
#include <vector>

#include "records/csv_layout.hpp"

namespace tickler::inline TICKLER_ABI {

class plain_layout final : public csv_layout {
 public:
  // Throws header_errors.
  plain_layout(const record_schema& schema, const csv_rows& header);

  std::size_t records_in(const csv_rows&) override { return 1; }
  void set(const csv_rows& row, std::size_t record, record_builder& into, std::size_t& cell) override;

  void identify(const csv_rows& row, std::size_t record, record_builder& into) const override;
  std::size_t field_of(std::size_t cell) const override;
  bool is_used(std::size_t cell) const override { return field_of(cell) != record_schema::no_field; }

  // Titles that differ from their fields in case alone: "'ID' as 'id'".
  const std::vector<std::string>& in_other_case() const noexcept { return in_other_case_; }

 private:
  struct column {
    std::size_t cell = 0;
    std::size_t field = record_schema::no_field;
    std::string member{};  // of a group
  };

  void add(const record_schema& schema, std::string_view title, source_position at, std::size_t cell, std::vector<row_error>& bad);

  std::vector<column> columns_{};  // those that are read, what says whose a record is first
  std::vector<std::string> in_other_case_{};
};

}  // namespace tickler::inline TICKLER_ABI
