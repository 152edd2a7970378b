// How the export of a CRM becomes records: which column is which field, which value which word. Part of tickler::io.
//
//   mapping: hubspot-calls                                     # hubspot-calls.yaml: YAML, checked as a policy is
//   of: touchpoints
//   columns:
//     Record ID: id
//     Activity date: {to: at, format: YYYY-MM-DD hh:mm}
//     Associated Contact IDs: {to: prospect, split: ";"}       # a call with several people is a touchpoint of each
//     Call outcome: {to: outcome, values: {No answer: no_answer, Connected: reached}}
//   constants: {channel: phone}
//
//   const auto calls = tickler::load_mapping_file("hubspot-calls.yaml").value();
//   tickler::read_touchpoints(stream, {.file = "calls.csv", .format = tickler::record_format::csv, .mapping = &calls}, all,
//                            [](const tickler::diagnostic& d) { std::cerr << d << '\n'; });
//
// Nothing that protects a person is passed over: a value that `values` or `rows` does not list is an error of its row, and so is an
// empty cell in a column of opt-outs, or of `rows`, where it is not listed as "". A column that looks like an opt-out and is not
// named refuses the file, and of contacts that have no column of opt-outs a warning is given each time. A column that is unused,
// and has `values` or a `format`, is checked by them: by that it is seen that the cells of a row have shifted. Other columns that
// are not named are passed over; one that is named and not there refuses the file, unless it is `optional`.
//
// So do columns whose ids are all of one kind: `like` says how they look, letter by letter, `?` for any letter or digit and one `*`
// for anything ("005*").
//
// Titles and values are found whatever their case, and without the blanks around them. Mappings are of CSV; JSON Lines are read as
// they are. Nothing here throws but std::bad_alloc and what is said below. The keys: `tickler help mapping`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/instant.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/zone.hpp>
#include <tickler/zones.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class record_kind : std::uint8_t { prospects, touchpoints };
inline constexpr std::string_view record_kind_names[] = {"prospects", "touchpoints"};

struct mapped_value {
  std::string cell{};  // what the export has
  std::string word{};  // what it means; empty: nothing, as an empty cell
};

struct mapped_column {
  std::string title{};
  std::string field{};                   // "at", "contact.email"; empty: unused, or of opt-outs
  std::vector<std::string> opted_out{};  // the channels that a yes in it closes; "all"
  std::vector<mapped_value> values{};    // all that there are; none, or the empty cell of opt-outs alone: the others as they are
  std::vector<std::string> formats{};    // of times, the first that fits; none: see below
  std::vector<std::string> like{};       // what a cell that is not empty must be like, one of these; none: anything
  std::string split{};                   // of `prospect`: what stands between several of them
  bool optional = false;                 // the file need not have it
};

// Which rows are records: their cell of this column says so.
struct row_filter {
  std::string title{};
  std::vector<std::string> take{}, leave_out{};  // any other cell is an error, an empty one too
};

struct mapped_constant {
  std::string field{}, value{};  // where a row says nothing else of the field
};

// Times are written as `YYYY-MM-DD hh:mm` says, of YYYY, MM, M, MMM (Jan), DD, D, hh, h, mm, ss, am (or PM), Z (an offset: Z,
// +01:00, +0100, +01) and what stands between them, or are `unix seconds` or `unix milliseconds`; fractions of a second are cut
// off. A date alone is its first instant. Without a format they are ISO 8601: a date, T or a blank, hours and minutes, perhaps
// seconds and an offset.
//
// Columns of one `at`, `until` or `name` are put together with blanks between, in the order of the mapping; of other fields the
// first column that says something counts, and all are checked. A column may be several fields, and then is several times in the
// list.
struct record_mapping {
  std::string name{};
  std::string file{};
  record_kind of = record_kind::touchpoints;
  std::optional<char> separator{};      // none: found in the header
  std::optional<tickler::zone> zone{};  // whose clock times without an offset show
  std::optional<instant> as_of{};       // when the export was made: the time of its opt-outs
  bool numeric_ids = false;             // ids are whole numbers: what a spreadsheet made of one is an error
  std::vector<mapped_column> columns{};
  std::vector<mapped_constant> constants{};
  std::vector<row_filter> rows{};

  TICKLER_API bool has_opt_outs() const noexcept;
};

class TICKLER_API loaded_mapping {
 public:
  loaded_mapping(std::optional<record_mapping> mapping, std::vector<diagnostic> list)
      : mapping_(std::move(mapping)), list_(std::move(list)) {}

  explicit operator bool() const noexcept { return mapping_.has_value(); }
  const record_mapping& value() const& TICKLER_LIFETIME_BOUND;  // throws policy_error with the list
  record_mapping value() && { return value(); }
  const std::vector<diagnostic>& diagnostics() const& noexcept TICKLER_LIFETIME_BOUND { return list_; }  // in order of place
  std::vector<diagnostic> diagnostics() && { return std::move(list_); }

 private:
  std::optional<record_mapping> mapping_;
  std::vector<diagnostic> list_;
};

struct mapping_options {
  tickler::zones zones = tickler::zones::system();  // where its zone is looked up
  text_limits text{};
};

// `file` is what diagnostics call the text. Never throws for what the text holds.
TICKLER_API loaded_mapping load_mapping(std::string_view yaml, std::string_view file, const mapping_options& options = {});

// Reads the file at `path`. One that cannot be read is a diagnostic too.
TICKLER_API loaded_mapping load_mapping_file(const std::string& path, const mapping_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
