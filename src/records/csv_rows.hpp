// The rows of a CSV file, by libcsv, with the place of every field: quoted fields, embedded newlines; blank lines are skipped.
//
// What separates the columns is what a first line `sep=;` says, as spreadsheets write it, else the first of comma, semicolon and
// tab that the header has outside of quotes.
#pragma once

#include <csv.h>

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <vector>

#include "records/block_reader.hpp"

namespace tickler::inline TICKLER_ABI {

struct row_error {
  int number = 0;
  std::string message{};
  source_position at{};
};

class csv_rows {
 public:
  // Throws row_error for a file that is not UTF-8 from its first bytes on. `separator`: that of the columns, where it is known.
  csv_rows(std::istream& in, std::size_t row_bytes, block_reader::listener progress, std::optional<char> separator = {});
  ~csv_rows();
  csv_rows(const csv_rows&) = delete;
  csv_rows& operator=(const csv_rows&) = delete;

  // The next row, if there is one. Throws row_error for a broken one; the next call then goes on behind the line it began on. Its
  // cells are then what stands between the separators of that line, whatever its quotes say.
  bool next();

  // Of the row. Texts are valid until the next call.
  std::size_t size() const noexcept { return fields_.size(); }
  std::string_view text(std::size_t i) const { return std::string_view(text_).substr(fields_[i].begin, fields_[i].size); }
  source_position at(std::size_t i) const { return fields_[i].at; }
  source_position at() const noexcept { return row_at_; }

  char separator() const noexcept { return separator_; }
  bool has_separator_line() const noexcept { return has_separator_line_; }
  bool has_mark() const noexcept { return has_mark_; }

  const block_reader& blocks() const noexcept { return blocks_; }

 private:
  struct field {
    std::size_t begin, size;
    source_position at;
  };
  struct position {
    source_position at{1, 1};
    bool after_cr = false;
    void step_over(std::string_view piece);
  };

  void find_separator(std::optional<char> known);
  void start_parser();
  void begin_row();
  void parse(std::string_view piece);
  void finish();
  void check_row() const;
  [[noreturn]] void give_up(int number, std::string message, source_position at);
  void split(std::string_view line);
  void add_field(const void* data, std::size_t size);

  block_reader blocks_;
  std::size_t row_bytes_;
  csv_parser parser_{};
  char separator_ = ',';
  bool has_separator_line_ = false, has_mark_ = false;
  std::size_t parsed_ = 0;  // bytes of blocks_.unread(), which begins with the row
  position here_;           // of what comes next
  source_position row_at_, field_at_;
  bool row_done_ = false;
  std::vector<field> fields_;
  std::string text_;
};

}  // namespace tickler::inline TICKLER_ABI
