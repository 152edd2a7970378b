// Reads a CRM's records: JSON Lines (one object a line), CSV with the same names as columns, or CSV with others and a mapping.
// Part of tickler::io.
//
//   std::vector<tickler::prospect> people;
//   const auto keep = [&](tickler::prospect&& who, tickler::source_position) { people.push_back(std::move(who)); };
//   const auto say = [](const tickler::diagnostic& d) { std::cerr << d << '\n'; };
//   tickler::read_prospects(stream, {.file = "prospects.jsonl"}, keep, say);
//
// One bad record is one diagnostic with file, line and column; the others go on. Unknown fields are an error unless they start
// with `x_`. Instants are RFC 3339 with an offset or `Z`. Null, and an empty CSV cell, is as if it were not there; so is an empty
// text in a prospect, other than its id. A CSV cell that holds several texts (`step`, a fact of type list) separates them by
// blanks.
// Columns of CSV may be separated by semicolons or tabs, and be called in other letters (`ID`): that is read, and a warning says
// so.
//
// A touchpoint's word that differs in case alone from a standard or declared one is read as that: `Email`. One that differs in
// blanks, hyphens or a plural, and a common word for what closes a channel ("unsubscribed"), is a bad record that says which word
// was meant, unless a policy declares it. Other words are taken as they are.
//
// Numbers of the diagnostics: examples/records/diagnostics.md. Nothing is thrown but what the callbacks throw, and std::bad_alloc.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/io/mapping.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/zones.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class record_format : std::uint8_t { json_lines, csv };

// By the name's ending: .csv is CSV, anything else JSON Lines.
TICKLER_API record_format format_of(std::string_view file_name) noexcept;

struct record_options {
  std::string file{};  // what diagnostics call the text
  record_format format = record_format::json_lines;
  const policy* facts = nullptr;  // whose declared facts the prospects' are checked against; none: types as written
  tickler::zones zones = tickler::zones::system();  // where the prospects' are looked up
  std::size_t line_bytes = 1u << 20;                // a longer line is one bad record
  std::size_t id_bytes = 256;
  std::size_t list_entries = 1'000;
  std::function<void(std::size_t bytes)> progress{};  // told from time to time how much has been read
  const record_mapping* mapping = nullptr;            // of the columns of CSV (io/mapping.hpp); none: they are called as fields are
  std::optional<tickler::zone> local_times{};         // whose clock times without an offset show; none: they are errors
  std::optional<instant> as_of{};                     // when an export was made whose mapping does not say it

  // Touchpoints refused for one of these numbers (problem_numbers.hpp) do not make a history incomplete. Only faults in the value
  // of `at`, `purpose`, `until`, `step`, `key`, `id` or `address` can be forgiven so, never one in what may be an opt-out of whom.
  std::vector<int> despite{};

  // In a book: told of each touchpoint that has taken the place of the one of its id.
  std::function<void(std::uint32_t prospect_number, const touchpoint& before, const touchpoint& after)> replaced{};
};

struct read_counts {
  std::size_t records = 0;  // handed over
  std::size_t bad = 0;      // diagnostics that are errors
  std::size_t bytes = 0;
  std::size_t respelt = 0;   // words of touchpoints that were read in spite of their case
  std::size_t left_out = 0;  // rows of CSV that are no records, as a mapping says

  // In a book: touchpoints that were there already, with the same id; and those that have replaced the one of their id.
  std::size_t again = 0, replaced = 0;

  // A file of which nothing can be used: no header, another encoding, or no good record but bad ones. What it should have brought
  // is unknown: nobody should be decided for as though it had brought nothing.
  bool is_refused = false;

  // Of records that were refused: whose they are, by id, each once, in the order of the file; and of how many touchpoints it cannot
  // be told. What these prospects want is unknown (R116, R147). Of prospects who are in a book, those whose record came after all
  // are not among them.
  std::vector<std::string> incomplete{};
  std::size_t unattributed = 0;
};

using diagnostic_sink = std::function<void(const diagnostic&)>;

// A prospect's zones are looked up: an unknown zone is a bad record. Throws misuse for a mapping that makes opt-outs, which would
// be lost here: with the overload below they are handed over, each after its prospect.
TICKLER_API read_counts read_prospects(std::istream& in, const record_options& options,
                                       const std::function<void(prospect&&, source_position)>& each, const diagnostic_sink& bad);

TICKLER_API read_counts read_prospects(
    std::istream& in, const record_options& options, vocabulary words, const std::function<void(prospect&&, source_position)>& each,
    const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each_opt_out,
    const diagnostic_sink& bad);

// Interns words that no policy declares (vocabulary::intern).
TICKLER_API read_counts read_touchpoints(
    std::istream& in, const record_options& options, vocabulary words,
    const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each, const diagnostic_sink& bad);

// A word of a touchpoint, read as records are: `none` for no text, `other` for one that nobody has declared, an error for one that
// may stand for another ("unsubscribed"). Declares and interns nothing. For apps whose touchpoints come from elsewhere.
template <vocabulary_word Word>
TICKLER_API parse_result<Word> parse_word(std::string_view written, const vocabulary& words);

}  // namespace tickler::inline TICKLER_ABI
