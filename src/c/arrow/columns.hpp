// Columns of Arrow, read where they lie. A column is made from its schema, which says how it is laid out, and shown one array after
// the other (https://arrow.apache.org/docs/format/CDataInterface.html, "Columnar Format").
#pragma once

#include <tickler/arrow_c.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace tickler::c::arrow {

// A row that cannot be read; the others can.
struct bad_row {
  std::string why;
};

// An array that is not as its schema says.
struct bad_array {
  std::string why;
};

// A schema that cannot be read, of which column and why: refused (guard.hpp).
[[noreturn]] void refuse_column(std::string_view path, std::string_view why);

// The members of a struct by their names. What nobody has taken in the end is refused.
class members {
 public:
  members(const ArrowSchema& s, std::string path);

  // The index of the member of that name, if there is one.
  std::optional<std::size_t> take(std::string_view name);
  void refuse_others() const;  // but those whose names begin with x_

  const ArrowSchema& operator[](std::size_t i) const noexcept { return *schema_.children[i]; }
  std::string path_of(std::size_t i) const;

 private:
  const ArrowSchema& schema_;
  std::string path_;
  std::vector<std::string> names_{};  // of its members
  std::vector<bool> taken_{};
  std::vector<std::string> known_{};  // that were asked for
};

// What all columns have in common: a place, and nulls. Rows are counted from the array's own offset.
class column {
 public:
  explicit column(std::string path) : path_(std::move(path)) {}

  const std::string& path() const noexcept { return path_; }
  std::int64_t size() const noexcept { return size_; }
  bool is_all_null() const noexcept { return is_all_null_; }
  bool is_null(std::int64_t row) const noexcept {
    const auto at = row + offset_;
    return valid_ && (valid_[at / 8] >> (at % 8) & 1) == 0;
  }

 protected:
  // Throws bad_array unless it has as many buffers and children as its layout wants.
  void place(const ArrowArray& a, std::int64_t buffers, std::int64_t children);
  std::int64_t offset() const noexcept { return offset_; }

 private:
  std::string path_;
  const std::uint8_t* valid_ = nullptr;
  std::int64_t offset_ = 0, size_ = 0;
  bool is_all_null_ = false;
};

class bool_column : public column {
 public:
  bool_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  bool at(std::int64_t row) const noexcept;

 private:
  const std::uint8_t* bits_ = nullptr;
};

// Whole numbers of any size.
class whole_column : public column {
 public:
  static bool takes(const ArrowSchema& s) noexcept;

  whole_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  std::int64_t at(std::int64_t row) const;  // throws bad_row past 63 bits

  // Calls take(row, value) of each row, whether it is null or not, with values of their own width.
  template <class Take>
  void each(Take&& take) const {
    in_its_width([&]<class T>(const T* values) {
      for (std::int64_t row = 0; row < size(); ++row) take(row, values[row]);
    });
  }

 private:
  template <class Use>
  decltype(auto) in_its_width(Use&& use) const {
    const auto values = [this]<class T>(T) { return static_cast<const T*>(values_) + offset(); };
    switch (width_) {
      case 'c':
        return use(values(std::int8_t{}));
      case 'C':
        return use(values(std::uint8_t{}));
      case 's':
        return use(values(std::int16_t{}));
      case 'S':
        return use(values(std::uint16_t{}));
      case 'i':
        return use(values(std::int32_t{}));
      case 'I':
        return use(values(std::uint32_t{}));
      case 'l':
        return use(values(std::int64_t{}));
      default:
        return use(values(std::uint64_t{}));
    }
  }

  char width_;
  const void* values_ = nullptr;
};

class real_column : public column {
 public:
  real_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  double at(std::int64_t row) const noexcept;

 private:
  bool is_double_;
  const void* values_ = nullptr;
};

// Instants, or lengths of time, in any unit; what is less than a second is cut off.
class time_column : public column {
 public:
  enum class zoneless : std::uint8_t { is_refused, is_utc };

  struct durations {};

  time_column(const ArrowSchema& s, std::string path, zoneless how);  // of instants: a time without a zone is nobody's instant
  time_column(const ArrowSchema& s, std::string path, durations);

  void set(const ArrowArray& a);
  std::chrono::seconds at(std::int64_t row) const noexcept;

 private:
  std::int64_t per_second_ = 0;
  const std::int64_t* values_ = nullptr;
};

// Texts, as they are or as numbers into a dictionary of them.
class text_column {
 public:
  static bool takes(const ArrowSchema& s) noexcept;

  text_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  std::string_view at(std::int64_t row) const;  // of null: none
  bool is_all_null() const noexcept { return coded_ ? coded_->is_all_null() : texts_.is_all_null(); }

  const std::string& path() const noexcept { return texts_.path(); }
  bool is_null(std::int64_t row) const { return at(row).data() == nullptr; }

  // Where it is coded: how many texts there are to choose from, and which one it is; -1 of null.
  bool is_coded() const noexcept { return coded_.has_value(); }
  std::int64_t size() const noexcept { return coded_ ? coded_->size() : texts_.size(); }
  std::int64_t choices() const noexcept { return texts_.size(); }
  std::int64_t choice_at(std::int64_t row) const;
  std::string_view choice(std::int64_t i) const { return texts_.at(i); }

  // Calls take(row, choice) of each row, null left out; a number outside the dictionary may come along.
  template <class Take>
  void each_choice(Take&& take) const {
    coded_->each([&](std::int64_t row, auto choice) {
      if (!coded_->is_null(row)) take(row, static_cast<std::int64_t>(choice));
    });
  }

 private:
  class plain : public column {
   public:
    plain(const ArrowSchema& s, std::string path);
    void set(const ArrowArray& a);
    std::string_view at(std::int64_t row) const;

   private:
    template <class Offset>
    std::string_view between(std::int64_t at) const;
    std::string_view viewed(std::int64_t at) const;

    char layout_;
    const void* offsets_ = nullptr;
    const char* bytes_ = nullptr;
    const void* const* more_ = nullptr;  // buffers of views
    std::int64_t more_count_ = 0;
  };

  plain texts_;
  std::optional<whole_column> coded_{};
};

// Where the elements of each row lie in the only child: of lists and maps.
class list_column : public column {
 public:
  static bool takes(const ArrowSchema& s) noexcept;

  list_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  // Of null: no elements.
  std::pair<std::int64_t, std::int64_t> at(std::int64_t row) const {
    if (is_null(row)) return {0, 0};
    const auto at = row + offset();
    const auto begin = is_large_ ? static_cast<const std::int64_t*>(offsets_)[at] : static_cast<const std::int32_t*>(offsets_)[at];
    const auto end =
        is_large_ ? static_cast<const std::int64_t*>(offsets_)[at + 1] : static_cast<const std::int32_t*>(offsets_)[at + 1];
    if (begin < 0 || end < begin || end > elements_) throw bad_row{path() + ": a list that lies outside its elements"};
    return {begin, end};
  }
  bool is_all_empty() const noexcept { return elements_ == 0; }

  const ArrowSchema& child() const noexcept { return *child_; }  // as long as the schema is there

 private:
  bool is_large_;
  const ArrowSchema* child_;
  const void* offsets_ = nullptr;
  std::int64_t elements_ = 0;
};

// One text, or a list of them.
class names_column {
 public:
  names_column(const ArrowSchema& s, const std::string& path);
  void set(const ArrowArray& a);

  bool is_null(std::int64_t row) const { return lists_ ? lists_->is_null(row) : texts_.is_null(row); }
  bool is_all_empty() const noexcept { return lists_ ? lists_->is_all_empty() : texts_.is_all_null(); }
  void append(std::int64_t row, std::vector<std::string_view>& to) const;  // what is null is left out

 private:
  std::optional<list_column> lists_{};
  text_column texts_;
};

// A struct's own nulls; its members are columns of their own, whose rows are those of member_row.
class struct_column : public column {
 public:
  explicit struct_column(const ArrowSchema& s, std::string path);
  void set(const ArrowArray& a);
  std::int64_t member_row(std::int64_t row) const noexcept { return row + offset(); }

 private:
  std::int64_t members_;
};

}  // namespace tickler::c::arrow
