// A list of a page: what its rows are, and how they look there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_text.hpp"

namespace tickler::cli::page {

enum class column_kind : std::uint8_t {
  text,
  owner,
  who,    // the prospect's name
  choice  // of few values, one of which is asked for
};

struct column {
  const char* name;
  column_kind kind = column_kind::text;
};

struct cell {
  std::string text{};                   // printable
  std::optional<std::int64_t> order{};  // by which it is sorted; none: as text
};

struct list_row {
  std::uint32_t prospect = 0;  // of the page
  std::vector<cell> cells{};
};

struct list {
  const char* name;
  std::vector<column> columns;
  std::vector<list_row> rows{};
};

// A table with the first rows, for the script to go on from; a sentence where there is none.
std::string to_html(const list& l, std::string_view caption, std::string_view if_empty);

// What the script reads of it: {"columns":[["Owner","owner"]],"rows":[[3,"kim",["Mon 2 Mar",1772460000]]]}
void write(json_text& json, const list& l);

}  // namespace tickler::cli::page
