// What happens to an export on its way: a row or a cell of it is cut, doubled, shifted, spelt in another way or emptied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace export_damage {

using cells = std::vector<std::string>;  // of a row, as they are written, quotes and all

// The samples have no line's end in a cell.
cells cells_of(std::string_view row, char separator);
char separator_of(std::string_view content);

struct damage {
  std::size_t row = 0;            // 0 is the header
  std::string before{}, after{};  // the row as a line; after: perhaps two
  std::string content{};          // of the whole file
  std::string what{};
};

// A digit never becomes another one, and a row is never gone.
damage damaged(std::string_view content, std::uint64_t seed);

// A cell without its quotes and the blanks around it.
std::string plain(std::string_view cell);

}  // namespace export_damage
