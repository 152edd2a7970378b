#include "policy/reference/diagnostic_rows.hpp"

#include "policy/reference/diagnostic_texts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string_view take_up_to(std::string_view& text, std::string_view end) {
  const auto found = text.find(end);
  const auto taken = text.substr(0, found);
  text.remove_prefix(found == text.npos ? text.size() : found + end.size());
  return taken;
}

void add_rows(std::string_view text, std::vector<diagnostic_row>& rows) {
  std::string_view section;
  while (!text.empty()) {
    auto line = take_up_to(text, "\n");
    if (line.starts_with("## ")) section = line.substr(3);
    if (!line.starts_with("| T") || line.find(" | ") != std::string_view("| T203").size()) continue;
    line.remove_prefix(2);
    diagnostic_row row{.number = take_up_to(line, " | "), .section = section, .text = {}, .cure = {}};
    line = line.substr(0, line.rfind(" |"));
    row.text = take_up_to(line, " | ");
    row.cure = line;
    rows.push_back(row);
  }
}

}  // namespace

const std::vector<diagnostic_row>& diagnostic_rows() {
  static const auto rows = [] {
    std::vector<diagnostic_row> all;
    add_rows(policy_diagnostics, all);
    add_rows(record_diagnostics, all);
    add_rows(other_problems, all);
    return all;
  }();
  return rows;
}

std::vector<diagnostic_row> rows_numbered(std::string_view topic) {
  if (topic.starts_with('T') || topic.starts_with('t')) topic.remove_prefix(1);
  std::vector<diagnostic_row> found;
  for (const auto& row : diagnostic_rows())
    if (row.number.substr(1) == topic) found.push_back(row);
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
