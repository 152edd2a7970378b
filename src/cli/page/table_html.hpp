// A table as HTML, in a box that is scrolled where it is too wide.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tickler::cli::page {

struct table_head {
  std::string name{};
  bool is_of_numbers = false;
};

// Up to its first row. `label` says what it is to who does not see it.
std::string table_begin(std::string_view label, std::span<const table_head> heads);
inline constexpr std::string_view table_end = "</tbody>\n</table>\n</div>";

}  // namespace tickler::cli::page
