#include <algorithm>
#include <optional>
#include <span>
#include <tickler/io/export_survey.hpp>
#include <tickler/problem_numbers.hpp>

#include "records/column_names.hpp"
#include "records/csv_rows.hpp"
#include "records/prospect_builder.hpp"
#include "records/time_format.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t most_values = 40, most_bad = 20, longest_value = 64, most_row_bytes = 1u << 20;

// In the order in which they are offered.
constexpr std::string_view patterns[] = {
    "YYYY-MM-DD",          "YYYY/MM/DD hh:mm",    "YYYY/MM/DD hh:mm:ss", "DD.MM.YYYY hh:mm",     "DD.MM.YYYY hh:mm:ss",
    "DD.MM.YYYY",          "D.M.YYYY h:mm",       "MM/DD/YYYY hh:mm",    "DD/MM/YYYY hh:mm",     "M/D/YYYY h:mm",
    "D/M/YYYY h:mm",       "MM/DD/YYYY hh:mm:ss", "DD/MM/YYYY hh:mm:ss", "MM/DD/YYYY hh:mmam",   "DD/MM/YYYY hh:mmam",
    "M/D/YYYY h:mm am",    "D/M/YYYY h:mm am",    "MM/DD/YYYY",          "DD/MM/YYYY",           "DD-MM-YYYY hh:mm",
    "DD-MM-YYYY hh:mm:ss", "D MMM YYYY hh:mm",    "MMM D, YYYY h:mm am", "DD-MMM-YYYY hh:mm:ss", "YYYY-MM-DD hh:mm:ss am"};

const std::vector<time_format>& other_formats() {
  static const std::vector<time_format> formats = [] {
    std::vector<time_format> made;
    for (const auto pattern : patterns) made.push_back(time_format::parse(pattern).value());
    return made;
  }();
  return formats;
}

// What a count of seconds since 1970 would be, where it is one of our time.
std::string_view counted_format(std::string_view text) {
  if (text.find_first_not_of("0123456789") != text.npos || (text.front() != '1' && text.front() != '2')) return "";
  return text.size() == 10 ? "unix seconds" : text.size() == 13 ? "unix milliseconds" : "";
}

class column_watcher {
 public:
  explicit column_watcher(std::string_view title) : others_(other_formats().size(), true) { seen_.title = title; }

  void add(std::string_view text) {
    if (text.empty()) return;
    ++seen_.filled;
    count(text);
    if (text.size() > longest_value) return give_up_times();
    is_iso_ =
        is_iso_ && std::any_of(iso_formats().begin(), iso_formats().end(), [&](const auto& f) { return f.read(text).has_value(); });
    for (std::size_t i = 0; i < others_.size(); ++i) others_[i] = others_[i] && other_formats()[i].read(text);
    const auto counted = counted_format(text);
    if (seen_.filled == 1)
      counted_ = counted;
    else if (counted != counted_)
      counted_ = "";
  }

  column_survey finish() && {
    std::stable_sort(seen_.values.begin(), seen_.values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (seen_.filled == 0) return std::move(seen_);
    if (is_iso_) seen_.time_formats.emplace_back("ISO 8601");
    for (std::size_t i = 0; i < others_.size(); ++i)
      if (others_[i]) seen_.time_formats.emplace_back(patterns[i]);
    if (!counted_.empty()) seen_.time_formats.emplace_back(counted_);
    return std::move(seen_);
  }

 private:
  void count(std::string_view text) {
    const auto known = std::find_if(seen_.values.begin(), seen_.values.end(), [&](const auto& v) { return v.first == text; });
    if (known != seen_.values.end())
      ++known->second;
    else if (seen_.values.size() < most_values && text.size() <= longest_value)
      seen_.values.emplace_back(text, 1);
    else
      seen_.has_more_values = true;
  }

  void give_up_times() {
    is_iso_ = false;
    counted_ = "";
    std::fill(others_.begin(), others_.end(), false);
  }

  column_survey seen_{};
  bool is_iso_ = true;
  std::string_view counted_{};
  std::vector<bool> others_;
};

class surveyor {
 public:
  explicit surveyor(std::string_view file) { seen_.file = file; }

  export_survey look(std::istream& in) && {
    std::optional<csv_rows> rows;
    try {
      rows.emplace(in, most_row_bytes, block_reader::listener());
      seen_.separator = rows->separator();
      seen_.has_separator_line = rows->has_separator_line();
      seen_.has_mark = rows->has_mark();
      if (!rows->next()) throw row_error{record_number::bad_header, "the file has no header", {1, 1}};
    } catch (const row_error& error) {
      add_bad(error);
      return std::move(seen_);
    }
    for (std::size_t i = 0; i < rows->size(); ++i) columns_.emplace_back(rows->text(i));
    while (take_row(*rows)) {
    }
    for (auto& column : columns_) seen_.columns.push_back(std::move(column).finish());
    return std::move(seen_);
  }

 private:
  bool take_row(csv_rows& rows) {
    try {
      if (!rows.next()) return false;
      if (rows.size() != columns_.size())
        throw row_error{
            record_number::wrong_number_of_fields,
            std::to_string(rows.size()) + " fields, but the header names " + std::to_string(columns_.size()) + " columns",
            rows.at()};
      ++seen_.rows;
      for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].add(rows.text(i));
    } catch (const row_error& error) {
      add_bad(error);
    }
    return true;
  }

  void add_bad(const row_error& error) {
    if (seen_.bad_rows++ < most_bad)
      seen_.bad.push_back({.number = error.number, .file = seen_.file, .at = error.at, .message = error.message});
  }

  export_survey seen_{};
  std::vector<column_watcher> columns_;
};

}  // namespace

export_survey survey_export(std::istream& in, std::string_view file) { return surveyor(file).look(in); }

record_kind kind_of(const export_survey& seen) noexcept {
  bool has_person = false, has_time = false, has_contact = false;
  for (const auto& column : seen.columns) {
    const auto field = column_called(column.title, touchpoint_schema);
    has_person = has_person || field == "prospect";
    has_time = has_time || field == "at" || field == "outcome" || field == "direction";
    has_contact = has_contact || column_called(column.title, prospect_schema).starts_with("contact.");
  }
  return has_person && has_time && !has_contact ? record_kind::touchpoints : record_kind::prospects;
}

}  // namespace tickler::inline TICKLER_ABI
