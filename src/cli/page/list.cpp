#include "cli/page/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "base/xml_text.hpp"
#include "cli/page/table_html.hpp"

namespace tickler::cli::page {

namespace {

constexpr std::size_t rows_as_html = 25;
constexpr std::string_view kind_names[] = {"text", "owner", "who", "choice"};  // by column_kind

void append_row(std::string& html, const list& l, const list_row& row) {
  html += "<tr>";
  for (std::size_t i = 0; i < l.columns.size(); ++i) {
    const auto text = xml_text(row.cells[i].text);
    if (l.columns[i].kind == column_kind::who)
      fmt::format_to(std::back_inserter(html), "<th scope=\"row\">{}</th>", text);
    else
      fmt::format_to(std::back_inserter(html), "<td data-of=\"{}\">{}</td>", l.columns[i].name, text);
  }
  html += "</tr>\n";
}

}  // namespace

std::string to_html(const list& l, std::string_view caption, std::string_view if_empty) {
  if (l.rows.empty()) return fmt::format("<p>{}</p>", if_empty);
  std::vector<table_head> heads;
  for (const auto& c : l.columns) heads.push_back({c.name});
  auto html = fmt::format("<div class=\"list\" data-list=\"{}\">\n{}", l.name, table_begin(caption, heads));
  for (const auto& row : std::span(l.rows).first(std::min(l.rows.size(), rows_as_html))) append_row(html, l, row);
  html += table_end;
  html += "\n<p class=\"more\">";
  if (l.rows.size() > rows_as_html) html += fmt::format("The first {} of {} are here.", rows_as_html, l.rows.size());
  return html + "</p>\n</div>";
}

void write(json_text& json, const list& l) {
  json.raw("{").name("columns").list(l.columns, [&](const column& c) {
    json.raw("[").string(c.name).raw(",").string(kind_names[static_cast<std::size_t>(c.kind)]).raw("]");
  });
  json.name("rows").list(l.rows, [&](const list_row& row) {
    json.raw(fmt::format("[{}", row.prospect));
    for (const auto& c : row.cells) {
      if (c.order) json.raw(",[").string(c.text).raw(fmt::format(",{}]", *c.order));
      if (!c.order) json.raw(",").string(c.text);
    }
    json.raw("]");
  });
  json.raw("}");
}

}  // namespace tickler::cli::page
