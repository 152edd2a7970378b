#include "records/csv_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "base/messages.hpp"
#include "records/csv_rows.hpp"
#include "records/record_diagnostics.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

struct column {
  std::size_t field = record_schema::no_field;  // none: the writer's own, skipped
  std::string member{};                         // of a group
};

// What a column may be called, for hints.
std::vector<std::string_view> known_columns(const record_schema& schema) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if (!schema.is_group(i)) names.push_back(schema.fields[i]);
  return names;
}

[[noreturn]] void throw_bad_column(std::string message, source_position at) {
  throw row_error{record_number::bad_header, std::move(message) + "; nothing of the file was read", at};
}

column column_of(const record_schema& schema, std::string_view title, source_position at) {
  if (is_extension_field(title)) return {};
  const auto dot = title.find('.');
  const auto field = schema.find(title.substr(0, dot));
  const auto member = dot == title.npos ? std::string_view() : title.substr(dot + 1);
  if (field == record_schema::no_field || schema.is_group(field) == member.empty()) {
    if (field != record_schema::no_field && schema.is_group(field))
      throw_bad_column(fmt::format("column '{0}' needs a name behind it, as in {0}.name", schema.fields[field]), at);
    throw_bad_column(fmt::format("unknown column {}{}", quoted(title), hint(nearest(title, known_columns(schema)))), at);
  }
  return {field, std::string(member)};
}

std::vector<column> columns_of(const record_schema& schema, const csv_rows& header) {
  std::vector<column> columns;
  std::set<std::string_view> titles;
  seen_fields seen;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto title = header.text(i);
    if (!titles.insert(title).second) throw_bad_column(fmt::format("duplicate column {}", quoted(title)), header.at(i));
    columns.push_back(column_of(schema, title, header.at(i)));
    if (columns.back().field != record_schema::no_field) seen.add(columns.back().field);
  }
  try {
    seen.check(schema);
  } catch (const record_error& error) {
    throw_bad_column(error.message, header.at());
  }
  return columns;
}

class csv_reader {
 public:
  csv_reader(const record_options& options, record_builder& builder, const diagnostic_sink& bad)
      : options_(options), builder_(builder), bad_(options, bad) {}

  read_counts read_all(std::istream& in) {
    std::optional<csv_rows> rows;
    try {
      rows.emplace(in, options_.line_bytes, options_.progress);
      if (!rows->next()) throw_bad_column("the file has no header", {1, 1});
      columns_ = columns_of(builder_.schema(), *rows);
    } catch (const row_error& error) {
      bad_.add(error.number, error.message, error.at);
      return {.bad = bad_.count(), .bytes = rows ? rows->blocks().total() : 0, .is_refused = true};
    }
    while (read_one(*rows)) {
    }
    if (rows->blocks().failed()) bad_.add(record_number::unreadable, "the file cannot be read further", rows->at());
    return {.records = good_, .bad = bad_.count(), .bytes = rows->blocks().total()};
  }

 private:
  // False at the end.
  bool read_one(csv_rows& rows) {
    std::size_t i = 0;
    try {
      if (!rows.next()) return false;
      builder_.clear();
      read_fields(rows, i);
    } catch (const row_error& error) {
      refuse(rows, record_schema::no_field, bad_.add(error.number, error.message, error.at));
      return true;
    } catch (const record_error& error) {
      const bool is_record = error.what == record_error::about::record;
      refuse(rows, is_record ? record_schema::no_field : columns_[i].field,
             bad_.add(error.number, error.message, is_record ? rows.at() : rows.at(i)));
      return true;
    }
    ++good_;
    builder_.hand_over(rows.at());
    return true;
  }

  void refuse(const csv_rows& rows, std::size_t field, const diagnostic& why) {
    builder_.clear();
    for (std::size_t i = 0; i < std::min(rows.size(), columns_.size()); ++i)
      builder_.identify(columns_[i].field, {.cell = true, .text = rows.text(i)});
    builder_.refuse(field, why);
  }

  // `i` is the field that is being read.
  void read_fields(const csv_rows& rows, std::size_t& i) {
    if (rows.size() != columns_.size())
      throw row_error{record_number::wrong_number_of_fields,
                      fmt::format("{} fields, but the header names {} columns", rows.size(), columns_.size()), rows.at()};
    seen_fields seen;
    for (i = 0; i < columns_.size(); ++i) {
      const auto& [field, member] = columns_[i];
      if (field == record_schema::no_field || rows.text(i).empty()) continue;
      const record_value value{.cell = true, .text = rows.text(i)};
      seen.add(field);
      if (member.empty())
        builder_.set(field, value);
      else
        builder_.set_member(field, member, value);
    }
    seen.check(builder_.schema());
  }

  const record_options& options_;
  record_builder& builder_;
  record_diagnostics bad_;
  std::vector<column> columns_;
  std::size_t good_ = 0;
};

}  // namespace

read_counts read_csv(std::istream& in, const record_options& options, record_builder& builder, const diagnostic_sink& bad) {
  return csv_reader(options, builder, bad).read_all(in);
}

}  // namespace tickler::inline TICKLER_ABI
