// The rows of a CSV file (RFC 4180), with the place of every field: quoted fields, embedded newlines. Blank lines are skipped, and
// so are blanks around a field that are not within its quotes.
//
// What separates the columns is what a first line `sep=;` says, as spreadsheets write it, else the first of comma, semicolon and
// tab that the header has outside of quotes.
#pragma once

#include <array>
#include <cstddef>
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
  csv_rows(record_source from, std::size_t row_bytes, block_reader::listener progress, std::optional<char> separator = {});

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
  enum class state { before_field, plain, quoted, after_quote };

  void find_separator(std::optional<char> known);
  void begin_row();
  void begin_field();
  bool parse();
  std::string_view unparsed() const;
  void parse_start(char c);
  void parse_plain(std::string_view rest);
  void parse_quoted(std::string_view rest);
  void parse_behind_quote(char c);
  bool finish();
  void end_field(char c);
  void add_field();
  void step(std::size_t bytes);
  void step_over(char c);
  void check_row() const;
  [[noreturn]] void refuse_quote();
  [[noreturn]] void give_up(int number, std::string message, source_position at);
  void split(std::string_view line);

  bool is_blank(char c) const noexcept { return (c == ' ' || c == '\t') && c != separator_; }

  block_reader blocks_;
  std::size_t row_bytes_;
  char separator_ = ',';
  bool has_separator_line_ = false, has_mark_ = false;
  std::array<bool, 256> stops_plain_{};  // by byte: what ends a field without quotes, or is wrong in it
  std::size_t parsed_ = 0;               // bytes of blocks_.unread(), which begins with the row
  position here_;                        // of what comes next
  source_position row_at_, field_at_;
  state state_ = state::before_field;
  bool row_done_ = false;
  std::size_t field_begin_ = 0;  // in text_
  std::vector<field> fields_;
  std::string text_;
};

}  // namespace tickler::inline TICKLER_ABI
