// Columns of another program, as a mapping says what they are.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/io/mapping.hpp>
#include <tickler/io/records.hpp>
#include <vector>

#include "records/csv_layout.hpp"
#include "records/time_format.hpp"

namespace tickler::inline TICKLER_ABI {

// A channel that a row closes ("all": every one); its prospect has been handed over.
using opt_out_sink = std::function<void(std::string_view prospect, std::string_view channel, instant at, source_position place)>;

class mapped_layout final : public csv_layout {
 public:
  // Throws header_errors.
  mapped_layout(const record_schema& schema, const csv_rows& header, const record_options& options, const opt_out_sink& opt_outs);

  std::size_t records_in(const csv_rows& row) override;
  void set(const csv_rows& row, std::size_t record, record_builder& into, std::size_t& cell) override;
  void identify(const csv_rows& row, std::size_t record, record_builder& into) const override;
  std::size_t field_of(std::size_t cell) const override;
  std::vector<std::string_view> names_in(std::string_view cell) const override;
  bool is_used(std::size_t cell) const override;
  void finish(source_position at) override;

 private:
  struct source {  // a column of the file
    std::size_t cell = 0;
    const mapped_column* column = nullptr;
    std::map<std::string, std::string, std::less<>> words{};  // by what the cell has, in small letters
    std::vector<time_format> formats{};
  };
  struct target {  // a field
    std::size_t field = record_schema::no_field;
    std::string member{};
    std::vector<source> sources{};
    std::string constant{};
    bool is_joined = false;  // its columns are parts of it; else the first that has something is it
    std::string text{};      // what the record that is being set has there
  };
  struct filter {
    std::size_t cell = 0;
    std::vector<std::string> take{}, leave_out{};  // in small letters
    const row_filter* rule = nullptr;
  };

  void add_columns(const csv_rows& header, std::vector<row_error>& bad);
  void add_constants(std::vector<row_error>& bad);
  void add_filters(const csv_rows& header, std::vector<row_error>& bad);
  void check_unnamed(const csv_rows& header, std::vector<row_error>& bad) const;
  std::optional<std::size_t> find(const csv_rows& header, std::string_view title) const;
  target* target_of(std::string_view field, std::vector<row_error>& bad);
  bool takes_time(const target& t) const;

  std::string_view word_in(const source& s, std::string_view cell) const;
  void collect(target& t, const csv_rows& row, std::size_t& cell) const;
  std::string instant_in(const target& t) const;
  void check_id(const target& t) const;
  void check_filters(const csv_rows& row, std::size_t& cell) const;
  void check_unused(const csv_rows& row, std::size_t& cell) const;
  bool closes(const source& s, std::string_view cell) const;

  const record_schema& schema_;
  const record_options& options_;
  const record_mapping& mapping_;
  const opt_out_sink& opt_outs_;
  std::vector<std::string> titles_{};  // of the file, in small letters
  std::vector<target> targets_{};      // whom a record is about first
  std::vector<source> closing_{};      // columns of opt-outs
  std::vector<source> unused_{};
  std::vector<filter> filters_{};
  std::vector<std::string> names_{};  // whom the row is about
  std::vector<std::string_view> closed_{};
};

}  // namespace tickler::inline TICKLER_ABI
