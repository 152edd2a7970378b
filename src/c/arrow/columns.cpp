#include "c/arrow/columns.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <tickler/problem_numbers.hpp>

#include "c/guard.hpp"

namespace tickler::c::arrow {

namespace {

std::string_view format_of(const ArrowSchema& s) noexcept { return s.format ? s.format : ""; }

// Of whatever width, also as numbers into a dictionary.
bool is_whole(const ArrowSchema& s) noexcept {
  const auto format = format_of(s);
  return format.size() == 1 && std::string_view("cCsSiIlL").find(format.front()) != std::string_view::npos;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::int64_t per_second_of(char unit) noexcept {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 1'000;
    case 'u':
      return 1'000'000;
    case 'n':
      return 1'000'000'000;
    default:
      return 0;
  }
}

template <class T>
const T* buffer_at(const ArrowArray& a, int i) noexcept {
  return static_cast<const T*>(a.buffers[i]);
}

}  // namespace

void refuse_column(std::string_view path, std::string_view why) {
  diagnostic d{.number = number::bad_columns, .file = "cases", .path = std::string(path), .message = std::string(why)};
  throw refused{std::move(d)};
}

members::members(const ArrowSchema& s, std::string path) : schema_(s), path_(std::move(path)) {
  if (format_of(s) != "+s") refuse_column(path_.empty() ? "cases" : path_, "is no struct of columns");
  for (std::int64_t i = 0; i < s.n_children; ++i) {
    names_.emplace_back(s.children[i]->name ? s.children[i]->name : "");
    if (std::count(names_.begin(), names_.end(), names_.back()) > 1)
      refuse_column(path_of(names_.size() - 1), "there are two columns of that name");
  }
  taken_.resize(names_.size());
}

std::optional<std::size_t> members::take(std::string_view name) {
  known_.emplace_back(name);
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(found - names_.begin());
  taken_[i] = true;
  return i;
}

void members::refuse_others() const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!taken_[i] && !names_[i].starts_with("x_"))
      refuse_column(path_of(i), "unknown column; known are " + joined(known_) + ", and names that begin with x_");
}

std::string members::path_of(std::size_t i) const { return path_.empty() ? names_[i] : path_ + '.' + names_[i]; }

void column::place(const ArrowArray& a, std::int64_t buffers, std::int64_t children) {
  const auto fits = a.n_buffers == buffers && a.n_children == children && a.length >= 0 && a.offset >= 0;
  if (!fits) throw bad_array{path_ + ": an array that is not as its schema says"};
  offset_ = a.offset, size_ = a.length;
  is_all_null_ = a.null_count == a.length;
  valid_ = buffers == 0 || a.null_count == 0 ? nullptr : buffer_at<std::uint8_t>(a, 0);
}

bool_column::bool_column(const ArrowSchema& s, std::string path) : column(std::move(path)) {
  if (format_of(s) != "b") refuse_column(this->path(), "is no column of bools");
}
void bool_column::set(const ArrowArray& a) {
  place(a, 2, 0);
  bits_ = buffer_at<std::uint8_t>(a, 1);
}
bool bool_column::at(std::int64_t row) const noexcept {
  const auto at = row + offset();
  return (bits_[at / 8] >> (at % 8) & 1) != 0;
}

bool whole_column::takes(const ArrowSchema& s) noexcept { return is_whole(s) && !s.dictionary; }
whole_column::whole_column(const ArrowSchema& s, std::string path) : column(std::move(path)), width_(format_of(s).front()) {}
void whole_column::set(const ArrowArray& a) {
  place(a, 2, 0);
  values_ = a.buffers[1];
}
std::int64_t whole_column::at(std::int64_t row) const {
  return in_its_width([&]<class T>(const T* values) {
    if (!std::in_range<std::int64_t>(values[row])) throw bad_row{path() + ": a number past 2^63"};
    return static_cast<std::int64_t>(values[row]);
  });
}

real_column::real_column(const ArrowSchema& s, std::string path) : column(std::move(path)), is_double_(format_of(s) == "g") {
  if (!is_double_ && format_of(s) != "f") refuse_column(this->path(), "is no column of floats or doubles");
}
void real_column::set(const ArrowArray& a) {
  place(a, 2, 0);
  values_ = a.buffers[1];
}
double real_column::at(std::int64_t row) const noexcept {
  const auto at = row + offset();
  return is_double_ ? static_cast<const double*>(values_)[at] : double{static_cast<const float*>(values_)[at]};
}

time_column::time_column(const ArrowSchema& s, std::string path, zoneless how) : column(std::move(path)) {
  const auto format = format_of(s);
  if (format.size() >= 4 && format.starts_with("ts") && format[3] == ':') per_second_ = per_second_of(format[2]);
  if (per_second_ == 0) refuse_column(this->path(), "is no column of timestamps");
  if (format.size() == 4 && how == zoneless::is_refused)
    refuse_column(this->path(),
                  "timestamps without a time zone: make them instants, or say that they are UTC (TICKLER_ZONELESS_IS_UTC)");
}
time_column::time_column(const ArrowSchema& s, std::string path, durations) : column(std::move(path)) {
  const auto format = format_of(s);
  if (format.size() == 3 && format.starts_with("tD")) per_second_ = per_second_of(format[2]);
  if (per_second_ == 0) refuse_column(this->path(), "is no column of durations");
}
void time_column::set(const ArrowArray& a) {
  place(a, 2, 0);
  values_ = buffer_at<std::int64_t>(a, 1);
}
std::chrono::seconds time_column::at(std::int64_t row) const noexcept {
  const auto value = values_[row + offset()], whole = value / per_second_;
  return std::chrono::seconds{whole - (value % per_second_ < 0)};
}

text_column::plain::plain(const ArrowSchema& s, std::string path) : column(std::move(path)) {
  const auto format = format_of(s);
  layout_ = format == "vu" ? 'v' : format.empty() ? '?' : format.front();
  if (!text_column::takes(s)) refuse_column(this->path(), "is no column of texts");
}
void text_column::plain::set(const ArrowArray& a) {
  if (layout_ == 'n') {
    place(a, 0, 0);
  } else if (layout_ == 'v') {
    if (a.n_buffers < 3) throw bad_array{path() + ": an array that is not as its schema says"};
    place(a, a.n_buffers, 0);
    more_ = a.buffers + 2, more_count_ = a.n_buffers - 3;
  } else {
    place(a, 3, 0);
    bytes_ = buffer_at<char>(a, 2);
  }
  offsets_ = layout_ == 'n' ? nullptr : a.buffers[1];
}
std::string_view text_column::plain::at(std::int64_t row) const {
  if (layout_ == 'n' || is_null(row)) return {};
  const auto at = row + offset();
  return layout_ == 'u' ? between<std::int32_t>(at) : layout_ == 'U' ? between<std::int64_t>(at) : viewed(at);
}
template <class Offset>
std::string_view text_column::plain::between(std::int64_t at) const {
  const auto* offsets = static_cast<const Offset*>(offsets_);
  const auto begin = offsets[at], end = offsets[at + 1];
  if (begin < 0 || end < begin) throw bad_row{path() + ": a text that ends before it begins"};
  return end == begin ? std::string_view("") : std::string_view(bytes_ + begin, static_cast<std::size_t>(end - begin));
}
// Up to 12 bytes stand in the view itself; of more, their number, the first four, and where all of them lie.
std::string_view text_column::plain::viewed(std::int64_t at) const {
  const auto* view = static_cast<const char*>(offsets_) + 16 * at;
  std::int32_t words[4];
  std::memcpy(words, view, sizeof words);
  const auto size = words[0], buffer = words[2], begin = words[3];
  if (size < 0) throw bad_row{path() + ": a text of a negative size"};
  if (size <= 12) return {view + 4, static_cast<std::size_t>(size)};
  if (buffer < 0 || buffer >= more_count_ || begin < 0) throw bad_row{path() + ": a text that lies nowhere"};
  return {static_cast<const char*>(more_[buffer]) + begin, static_cast<std::size_t>(size)};
}

bool text_column::takes(const ArrowSchema& s) noexcept {
  if (s.dictionary) {
    const auto& texts = *s.dictionary;
    return !texts.dictionary && takes(texts) && is_whole(s);
  }
  const auto format = format_of(s);
  return format == "u" || format == "U" || format == "vu" || format == "n";
}
text_column::text_column(const ArrowSchema& s, std::string path) : texts_(s.dictionary ? *s.dictionary : s, std::move(path)) {
  if (!takes(s)) refuse_column(this->path(), "is no column of texts");
  if (s.dictionary) coded_.emplace(s, this->path());
}
void text_column::set(const ArrowArray& a) {
  if (!coded_) return texts_.set(a);
  if (!a.dictionary) throw bad_array{path() + ": an array without its dictionary"};
  coded_->set(a);
  texts_.set(*a.dictionary);
}
std::string_view text_column::at(std::int64_t row) const {
  if (!coded_) return texts_.at(row);
  const auto choice = choice_at(row);
  return choice < 0 ? std::string_view() : texts_.at(choice);
}
std::int64_t text_column::choice_at(std::int64_t row) const {
  if (coded_->is_null(row)) return -1;
  const auto choice = coded_->at(row);
  if (choice < 0 || choice >= texts_.size()) throw bad_row{path() + ": a number that its dictionary does not have"};
  return choice;
}

bool list_column::takes(const ArrowSchema& s) noexcept {
  const auto format = format_of(s);
  return (format == "+l" || format == "+L" || format == "+m") && s.n_children == 1;
}
list_column::list_column(const ArrowSchema& s, std::string path)
    : column(std::move(path)), is_large_(format_of(s) == "+L"), child_(takes(s) ? s.children[0] : nullptr) {
  if (!child_) refuse_column(this->path(), "is no column of lists");
}
void list_column::set(const ArrowArray& a) {
  place(a, 2, 1);
  offsets_ = a.buffers[1], elements_ = a.children[0]->length;
}
names_column::names_column(const ArrowSchema& s, const std::string& path)
    : lists_(list_column::takes(s) ? std::optional<list_column>(std::in_place, s, path) : std::nullopt),
      texts_(lists_ ? lists_->child() : s, path) {}
void names_column::set(const ArrowArray& a) {
  if (lists_) lists_->set(a);
  texts_.set(lists_ ? *a.children[0] : a);
}
void names_column::append(std::int64_t row, std::vector<std::string_view>& to) const {
  const auto [begin, end] = lists_ ? lists_->at(row) : std::pair(row, row + 1);
  for (auto i = begin; i < end; ++i)
    if (const auto text = texts_.at(i); text.data()) to.push_back(text);
}

struct_column::struct_column(const ArrowSchema& s, std::string path) : column(std::move(path)), members_(s.n_children) {}
void struct_column::set(const ArrowArray& a) {
  place(a, 1, members_);
  for (std::int64_t i = 0; i < members_; ++i)
    if (a.children[i]->length < a.offset + a.length) throw bad_array{path() + ": a column shorter than its table"};
}

}  // namespace tickler::c::arrow
