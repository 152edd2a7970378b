// What the columns of a CSV file are, and what a row of it sets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "records/csv_rows.hpp"
#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

class csv_layout {
 public:
  explicit csv_layout(std::size_t columns) : columns_(columns) {}
  virtual ~csv_layout() = default;

  bool fits(const csv_rows& row) const noexcept { return row.size() == columns_; }

  // How many records the row is, perhaps none; each is then set once, and handed over by the caller. `set` throws row_error or
  // record_error; `cell` is then the field that it was at. What a record is about is set first: what is wrong with the rest is said
  // of somebody.
  virtual std::size_t records_in(const csv_rows& row) = 0;
  virtual void set(const csv_rows& row, std::size_t record, record_builder& into, std::size_t& cell) = 0;

  // Of a record that is refused: what can be read of whose it is, though the rest is no row of this file; and which field a cell is
  // for, no_field where it is not for one alone.
  virtual void identify(const csv_rows& row, std::size_t record, record_builder& into) const = 0;
  virtual std::size_t field_of(std::size_t cell) const = 0;

  // Whom a cell may name, and whether it is used for anything.
  virtual std::vector<std::string_view> names_in(std::string_view cell) const { return {cell}; }
  virtual bool is_used(std::size_t cell) const = 0;

  // After the record that was set last has been handed over.
  virtual void finish(source_position) {}

 protected:
  // Throws row_error.
  void check_fields(const csv_rows& row) const {
    if (!fits(row))
      throw row_error{record_number::wrong_number_of_fields,
                      std::to_string(row.size()) + " fields, but the header names " + std::to_string(columns_) + " columns",
                      row.at()};
  }

 private:
  std::size_t columns_;
};

// What is wrong with a header, all of it; the whole file is refused.
struct header_errors {
  std::vector<row_error> list;
};

}  // namespace tickler::inline TICKLER_ABI
