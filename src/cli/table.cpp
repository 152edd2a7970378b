#include "table.hpp"

#include <algorithm>

#include "display.hpp"

namespace tickler::cli {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t widest = 48;  // a longer cell pushes its own row alone

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows, std::size_t columns) {
  std::vector<std::size_t> widths(columns, 0);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], std::min(widest, display_width(row[i])));
  return widths;
}

void print_row(std::ostream& out, const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
  std::string line;
  std::size_t printed = 0, wanted = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (widths[i] == 0) continue;
    if (!row[i].empty()) {
      const auto to_column = wanted > printed ? wanted - printed : 0;
      const auto blanks = printed == 0 ? wanted : std::max(gap, to_column);
      line.append(blanks, ' ').append(row[i]);
      printed += blanks + display_width(row[i]);
    }
    wanted += widths[i] + gap;
  }
  out << line << '\n';
}

}  // namespace

void table::print(std::ostream& out) const {
  auto widths = widths_of(rows_, head_.size());
  for (std::size_t i = 0; i < head_.size(); ++i)
    if (widths[i] != 0) widths[i] = std::max(widths[i], display_width(head_[i]));
  print_row(out, head_, widths);
  for (const auto& row : rows_) print_row(out, row, widths);
}

}  // namespace tickler::cli
