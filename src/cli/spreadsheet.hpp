// Rows of CSV (RFC 4180) that a spreadsheet opens as they are: a cell that it would run as a formula is text.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tickler::cli {

// What begins with =, +, -, @, a tab or a carriage return gets an apostrophe in front (OWASP, "CSV Injection").
std::string spreadsheet_cell(std::string_view text);

void print_spreadsheet_row(std::ostream& out, const std::vector<std::string>& cells);

}  // namespace tickler::cli
