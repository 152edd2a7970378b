// The closing lines: how the book stands, who is unattended, what of the records no policy knows, and what decides less than it
// seems to say.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/near_misses.hpp>
#include <vector>

#include "book_files.hpp"

namespace tickler::cli {

inline constexpr std::size_t most_named = 20;

// "label: ada, bo and 3 more", the first names of so many; nothing for none.
void print_names(std::ostream& out, std::string_view label, std::span<const std::string> names, std::size_t count);

class summary {
 public:
  void count(std::string_view id, const decision& d);
  // `short_ones`: touchpoints that carried out nothing although one field short, where they were looked for.
  // "3 prospects: 2 active, 1 waiting", without the line's end.
  void print_statuses(std::ostream& out, std::string_view one, std::string_view many) const;

  void print_unattended(std::ostream& out) const;

  // `asked_for`: whose touchpoints the lines on these are about; none: everybody's.
  void print(std::ostream& out, const book_files& files, instant now, const near_misses& short_ones, std::size_t bad_records,
             const std::function<bool(prospect_number)>& asked_for) const;

 private:
  std::array<std::size_t, std::size(status_names)> by_status_{};
  std::vector<std::string> unattended_;  // the first of them
};

}  // namespace tickler::cli
