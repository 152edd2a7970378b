// The closing lines: how the book stands, who is unattended, what of the records no policy knows, and what decides less than it
// seems to say.
#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/near_misses.hpp>
#include <tickler/prospect.hpp>
#include <vector>

#include "book_files.hpp"

namespace tickler::cli {

class summary {
 public:
  void count(const prospect& who, const decision& d);
  // `short_ones`: touchpoints that carried out nothing although one field short, where they were looked for.
  void print(std::ostream& out, const book_files& files, instant now, const near_misses& short_ones, std::size_t bad_records) const;

 private:
  std::array<std::size_t, std::size(status_names)> by_status_{};
  std::vector<std::string> unattended_;  // the first of them
};

}  // namespace tickler::cli
