// What somebody wants a page of.
#pragma once

#include <optional>
#include <string>
#include <tickler/instant.hpp>
#include <vector>

#include "cli/option_parser.hpp"

namespace tickler::cli::page {

struct request {
  book_options book{};
  instant now{};
  std::optional<instant> from{};      // what calls for a promise counts from then on; none: twelve weeks, from a Monday on
  std::vector<std::string> owners{};  // whose prospects; empty: everybody's
  bool anonymous = false;
  std::string to{};
  std::string model{};  // a file: what is expected of the weeks ahead; empty: as the book has it
};

}  // namespace tickler::cli::page
