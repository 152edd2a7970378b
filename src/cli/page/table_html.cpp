#include "cli/page/table_html.hpp"

#include <fmt/format.h>

#include "base/xml_text.hpp"

namespace tickler::cli::page {

std::string table_begin(std::string_view label, std::span<const table_head> heads) {
  auto html =
      fmt::format("<div class=\"wide\" role=\"region\" aria-label=\"{}, table\" tabindex=\"0\">\n<table>\n<thead><tr>", label);
  for (const auto& head : heads)
    html += fmt::format("<th scope=\"col\"{}>{}</th>", head.is_of_numbers ? " class=\"n\"" : "", xml_text(head.name));
  return html + "</tr></thead>\n<tbody>\n";
}

}  // namespace tickler::cli::page
