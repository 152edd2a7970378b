// Looks at an export that is not known yet, and begins a mapping of it (mapping.hpp). Part of tickler::io.
//
//   std::ifstream file("activities.csv");
//   const auto seen = tickler::survey_export(file, "activities.csv");
//   std::cout << tickler::mapping_for(seen, tickler::record_kind::touchpoints, "activities");   // YAML, its guesses marked
//
// A survey reads the whole file once, and keeps of each column a few values: its time grows with the file, its memory with the
// columns. Nothing is thrown but std::bad_alloc.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/io/mapping.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct column_survey {
  std::string title{};
  std::size_t filled = 0;                                     // rows that have something there
  std::vector<std::pair<std::string, std::size_t>> values{};  // how often each is there, the most frequent first; at most 40
  bool has_more_values = false;                               // than these: then those that came first are counted
  std::vector<std::string> time_formats{};                    // all of its times fit each of these; none: they are no times
};

struct export_survey {
  std::string file{};
  char separator = ',';
  bool has_separator_line = false, has_mark = false;  // a line `sep=;`; a byte order mark
  std::size_t rows = 0;                               // that could be read
  std::vector<column_survey> columns{};               // none: the file is no CSV that can be read
  std::vector<diagnostic> bad{};                      // the first of what could not be read, at most 20
  std::size_t bad_rows = 0;
};

TICKLER_API export_survey survey_export(std::istream& in, std::string_view file);

// Touchpoints where something looks like the person and the time of one; else prospects.
TICKLER_API record_kind kind_of(const export_survey& seen) noexcept;

// What was seen, and a mapping that says what each column most likely is. Whatever is guessed is marked as that, and what nobody
// can guess is left to be said: the values of an outcome whose meaning is unknown stand there as comments, so that they are errors
// until somebody has looked.
TICKLER_API std::string mapping_for(const export_survey& seen, record_kind of, std::string_view name);

}  // namespace tickler::inline TICKLER_ABI
