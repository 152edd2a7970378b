// The mappings of a command, each for its file: one of prospects; of touchpoints one for all files of CSV, or one for each in their
// order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/io/mapping.hpp>
#include <vector>

#include "option_parser.hpp"
#include "report.hpp"

namespace tickler::cli {

class mappings {
 public:
  // Throws std::runtime_error for one that cannot be used, and where they do not fit the files.
  mappings(const book_options& options, report& bad);

  const record_mapping* of_prospects() const;                 // null: none
  const record_mapping* of_touchpoints(std::size_t i) const;  // of the i-th of options.files_of_touchpoints(); null: none

 private:
  const record_mapping* mapping_of(record_kind kind, std::size_t file) const;
  std::size_t count(record_kind kind) const;

  std::string prospects_;
  std::vector<std::string> touchpoints_;
  std::vector<record_mapping> all_{};
};

}  // namespace tickler::cli
