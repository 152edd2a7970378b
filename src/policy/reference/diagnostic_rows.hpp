// The rows of the files that explain the numbers of diagnostics.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct diagnostic_row {
  std::string_view number;   // "T203"
  std::string_view section;  // "Names and words"
  std::string_view text;     // a message, or what is wrong
  std::string_view cure;     // empty where the file has none
};

const std::vector<diagnostic_row>& diagnostic_rows();

// Those of a number as people write it: "T203", "t203", "203". Several where policies and records have the same.
std::vector<diagnostic_row> rows_numbered(std::string_view topic);

}  // namespace tickler::inline TICKLER_ABI
