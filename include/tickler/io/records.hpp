// Reads a CRM's records: JSON Lines (one object a line) or CSV with the same names as columns. Part of tickler::io.
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
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/zones.hpp>

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
};

struct read_counts {
  std::size_t records = 0;  // handed over
  std::size_t bad = 0;      // diagnostics
  std::size_t bytes = 0;
  std::size_t respelt = 0;  // words of touchpoints that were read in spite of their case
};

using diagnostic_sink = std::function<void(const diagnostic&)>;

// A prospect's zones are looked up: an unknown zone is a bad record.
TICKLER_API read_counts read_prospects(std::istream& in, const record_options& options,
                                       const std::function<void(prospect&&, source_position)>& each, const diagnostic_sink& bad);

// Interns words that no policy declares (vocabulary::intern).
TICKLER_API read_counts read_touchpoints(
    std::istream& in, const record_options& options, vocabulary words,
    const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each, const diagnostic_sink& bad);

}  // namespace tickler::inline TICKLER_ABI
