#include "records/csv_records.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "base/messages.hpp"
#include "records/csv_rows.hpp"
#include "records/plain_layout.hpp"
#include "records/record_diagnostics.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class row_line final : public record_line {
 public:
  row_line(const csv_layout& layout, const csv_rows& rows) : layout_(layout), rows_(rows) {}
  std::vector<std::string_view> named() const override {
    return named_in([](std::size_t) { return true; });
  }
  std::vector<std::string_view> named_in_passing() const override {
    return named_in([this](std::size_t cell) { return !layout_.is_used(cell); });
  }
  bool is_in_place() const override { return layout_.fits(rows_); }

 private:
  template <class Predicate>
  std::vector<std::string_view> named_in(const Predicate& is_wanted) const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (is_wanted(i))
        for (const auto name : layout_.names_in(rows_.text(i))) names.push_back(name);
    return names;
  }

  const csv_layout& layout_;
  const csv_rows& rows_;
};

class csv_reader {
 public:
  csv_reader(const record_options& options, record_builder& builder, const diagnostic_sink& bad, const opt_out_sink& opt_outs)
      : options_(options), builder_(builder), opt_outs_(opt_outs), bad_(options, bad) {}

  read_counts read_all(record_source from) {
    std::optional<csv_rows> rows;
    try {
      rows.emplace(from, options_.line_bytes, options_.progress,
                   options_.mapping != nullptr ? options_.mapping->separator : std::optional<char>());
      if (!rows->next()) throw row_error{record_number::bad_header, "the file has no header; nothing of the file was read", {1, 1}};
      say_separator(*rows);
      read_header(*rows);
    } catch (const row_error& error) {
      return refused({{error}}, rows ? rows->blocks().total() : 0);
    } catch (const header_errors& errors) {
      return refused(errors, rows->blocks().total());
    }
    const row_line line(*layout_, *rows);
    builder_.stand_in(&line);
    while (read_one(*rows)) {
    }
    builder_.stand_in(nullptr);
    if (rows->blocks().failed()) bad_.add(record_number::unreadable, "the file cannot be read further", rows->at());
    return {.records = good_, .bad = bad_.count(), .bytes = rows->blocks().total(), .left_out = left_out_};
  }

 private:
  read_counts refused(const header_errors& errors, std::size_t bytes) {
    for (const auto& error : errors.list) bad_.add(error.number, error.message, error.at);
    return {.bad = bad_.count(), .bytes = bytes, .is_refused = true};
  }

  void say_separator(const csv_rows& rows) {
    const char c = rows.separator();
    const bool is_expected = options_.mapping != nullptr && options_.mapping->separator;
    if (is_expected || (c == ',' && !rows.has_separator_line())) return;
    const auto shown = c == '\t' ? std::string("a tab") : fmt::format("'{}'", c);
    bad_.warn(record_number::other_separator,
              rows.has_separator_line() ? fmt::format("the columns are separated by {}, as the line 'sep={}' says", shown, c)
                                        : fmt::format("the columns are separated by {}, not by commas", shown),
              {1, 1});
  }

  void read_header(const csv_rows& rows) {
    if (options_.mapping == nullptr) {
      auto plain = std::make_unique<plain_layout>(builder_.schema(), rows);
      if (!plain->in_other_case().empty())
        bad_.warn(record_number::title_in_other_case, fmt::format("columns are read {}", fmt::join(plain->in_other_case(), ", ")),
                  rows.at());
      layout_ = std::move(plain);
      return;
    }
    layout_ = std::make_unique<mapped_layout>(builder_.schema(), rows, options_, opt_outs_);
    if (options_.mapping->of == record_kind::prospects && !options_.mapping->has_opt_outs())
      bad_.warn(
          record_number::no_opt_outs,
          fmt::format("the mapping {} has no column of opt-outs: whoever does not want to be contacted is not known from this file",
                      tickler::quoted(options_.mapping->name)),
          rows.at());
  }

  // False at the end.
  bool read_one(csv_rows& rows) {
    try {
      if (!rows.next()) return false;
    } catch (const row_error& error) {
      const auto why = bad_.add(error.number, error.message, error.at);
      const auto records = std::max<std::size_t>(layout_->records_in(rows), 1);
      for (std::size_t i = 0; i < records; ++i) {
        builder_.clear();
        refuse(rows, i, record_schema::no_field, why);
      }
      return true;
    }
    const auto records = layout_->records_in(rows);
    if (records == 0) ++left_out_;
    for (std::size_t i = 0; i < records; ++i) read_record(rows, i);
    return true;
  }

  void read_record(const csv_rows& rows, std::size_t record) {
    std::size_t cell = 0;
    builder_.clear();
    try {
      layout_->set(rows, record, builder_, cell);
    } catch (const row_error& error) {
      return refuse(rows, record, record_schema::no_field, bad_.add(error.number, error.message, error.at));
    } catch (const record_error& error) {
      const bool is_record = error.what == record_error::about::record;
      return refuse(rows, record, is_record ? record_schema::no_field : layout_->field_of(cell),
                    bad_.add(error.number, error.message, is_record ? rows.at() : rows.at(cell)));
    }
    ++good_;
    builder_.hand_over(rows.at());
    layout_->finish(rows.at());
  }

  void refuse(const csv_rows& rows, std::size_t record, std::size_t field, const diagnostic& why) {
    layout_->identify(rows, record, builder_);
    builder_.refuse(field, why);
  }

  const record_options& options_;
  record_builder& builder_;
  const opt_out_sink& opt_outs_;
  record_diagnostics bad_;
  std::unique_ptr<csv_layout> layout_;
  std::size_t good_ = 0, left_out_ = 0;
};

}  // namespace

read_counts read_csv(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                     const opt_out_sink& opt_outs) {
  return csv_reader(options, builder, bad, opt_outs).read_all(from);
}

}  // namespace tickler::inline TICKLER_ABI
