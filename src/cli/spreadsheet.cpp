#include "spreadsheet.hpp"

namespace tickler::cli {

std::string spreadsheet_cell(std::string_view text) {
  constexpr std::string_view formula_begins = "=+-@\t\r", quoted_for = ",\"\r\n";
  std::string cell;
  if (!text.empty() && formula_begins.find(text.front()) != formula_begins.npos) cell += '\'';
  cell += text;
  if (cell.find_first_of(quoted_for) == cell.npos) return cell;
  std::string in_quotes = "\"";
  for (const char c : cell) in_quotes.append(c == '"' ? 2 : 1, c);
  return in_quotes + '"';
}

void print_spreadsheet_row(std::ostream& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << spreadsheet_cell(cells[i]);
  out << "\r\n";
}

}  // namespace tickler::cli
