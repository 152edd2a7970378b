// Rows of Arrow columns as the cases that the library reads: tickler.h says which columns there are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/touchpoint_view.hpp>
#include <type_traits>
#include <variant>
#include <vector>

#include "c/arrow/columns.hpp"

namespace tickler::c::arrow {

// A column with the number of the array among its struct's that it is shown.
template <class Column>
struct member {
  std::size_t index = 0;
  Column column;
};

// A word of touchpoints. What a dictionary chooses from is looked up once for each array.
template <class Word>
class word_column {
 public:
  word_column(const ArrowSchema& s, std::string path, vocabulary words);
  void set(const ArrowArray& a);

  // Throws bad_row for what is none, or may stand for another.
  Word at(std::int64_t row) const {
    if (!texts_.is_coded()) return read(row);
    const auto word = coded_[static_cast<std::size_t>(row)];
    return word == unclear ? read(row) : word;
  }

 private:
  static constexpr Word unclear = static_cast<Word>(~std::underlying_type_t<Word>{});

  Word read(std::int64_t row) const;

  text_column texts_;
  vocabulary words_;
  std::vector<Word> choices_{}, coded_{};  // of the dictionary; of the rows
};

class touch_columns {
 public:
  touch_columns(const ArrowSchema& s, const std::string& path, const vocabulary& words, time_column::zoneless how);
  void set(const ArrowArray& a);

  // The touchpoints of these rows, in order of time. Views are into the arrays, and into this until it reads on.
  std::span<const touchpoint_view> read(std::int64_t begin, std::int64_t end);

 private:
  void read(std::int64_t row);

  struct_column rows_;
  std::optional<member<time_column>> at_{}, until_{};
  std::optional<member<word_column<channel>>> channel_{};
  std::optional<member<word_column<direction>>> direction_{};
  std::optional<member<word_column<purpose>>> purpose_{};
  std::optional<member<word_column<outcome>>> outcome_{};
  std::optional<member<word_column<party>>> with_{};
  std::optional<member<names_column>> step_{}, key_{};
  std::optional<member<text_column>> id_{}, address_{};
  bool has_names_ = false;

  struct lists {
    std::size_t steps = 0, keys = 0, end = 0;  // where they begin among the names
  };
  std::vector<touchpoint_view> log_{};
  std::vector<std::string_view> names_{};
  std::vector<lists> lists_{};
};

// Kinds of contact data: a struct of texts, or a map from kind to text.
class contact_columns {
 public:
  contact_columns(const ArrowSchema& s, const std::string& path);
  void set(const ArrowArray& a);
  void read(std::int64_t row, std::vector<contact_view>& to) const;

 private:
  struct kind {
    std::string name;
    text_column values;
  };
  std::optional<struct_column> rows_{};
  std::vector<kind> kinds_{};
  std::optional<list_column> lists_{};
  std::optional<struct_column> entries_{};
  std::optional<text_column> keys_{}, values_{};
};

class fact_columns {
 public:
  // What the policy does not declare is taken as it is, and warned of.
  fact_columns(const ArrowSchema& s, const std::string& path, const policy& p, time_column::zoneless how,
               std::vector<diagnostic>& warnings);
  void set(const ArrowArray& a);
  void read(std::int64_t row, std::vector<fact_view>& to);

 private:
  using column = std::variant<bool_column, whole_column, real_column, time_column, text_column, names_column>;
  struct fact {
    std::size_t index;  // among the struct's columns
    std::string name;
    fact_type type;
    column values;
    std::vector<std::string_view> list{};  // of the row that was read last
  };
  static column column_of(const ArrowSchema& s, const std::string& path, fact_type type, time_column::zoneless how);
  static std::optional<fact_value_view> value_of(fact& f, std::int64_t row);

  struct_column rows_;
  std::vector<fact> facts_{};
};

class case_columns {
 public:
  // Refuses a schema that it cannot read.
  case_columns(const policy& p, const ArrowSchema& s, time_column::zoneless how, std::vector<diagnostic>& warnings);

  void set(const ArrowArray& batch);  // throws bad_array
  std::int64_t size() const noexcept { return rows_.size(); }

  // The row of that number. Throws bad_row; then `who` has at most an id and an owner.
  void read(std::int64_t row);
  const prospect_view& who() const noexcept { return who_; }
  std::span<const touchpoint_view> log() const noexcept { return log_; }

 private:
  struct text {
    std::string_view prospect_view::*to;
    text_column column;
  };

  struct_column rows_;
  std::vector<member<text>> texts_{};
  std::optional<member<contact_columns>> contact_{};
  std::optional<member<fact_columns>> facts_{};
  std::optional<member<list_column>> lists_{};
  std::optional<touch_columns> touches_{};

  prospect_view who_{};
  std::vector<contact_view> contacts_{};
  std::vector<fact_view> fact_views_{};
  std::span<const touchpoint_view> log_{};
};

}  // namespace tickler::c::arrow
