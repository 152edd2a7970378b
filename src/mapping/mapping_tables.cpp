#include "mapping/mapping_tables.hpp"

#include <algorithm>

#include "mapping/mapping_kinds.hpp"
#include "policy/parse/keys.hpp"
#include "policy/parse/kinds.hpp"
#include "records/prospect_builder.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr value_kind word_kind{"word", "a word"};

void read_pairs(reader& r, const node& n, const value_kind& kind, std::vector<std::pair<located_string, located_string>>& out) {
  if (n.what != node::kind::mapping) return r.expected(kind.wanted, n);
  for (const auto& e : n.entries()) out.emplace_back(located_string{e.key.text, r.at(e.key)}, r.read_text(e.value, word_kind));
}

// An empty one is written "".
std::vector<located_string> read_cells(reader& r, const node& n) {
  const auto is_empty = [](const node& each) { return each.what == node::kind::scalar && each.text.empty(); };
  const auto read = [&](const node& each) {
    return is_empty(each) ? located_string{"", r.at(each)} : r.read_text(each, mapping_kinds::cells);
  };
  if (is_empty(n)) return {read(n)};
  if (n.what != node::kind::list || n.items.empty()) return r.read_texts(n, mapping_kinds::cells);
  std::vector<located_string> cells;
  for (const auto& item : n.items) cells.push_back(read(item));
  return cells;
}

constexpr key<column_draft> column_keys[] = {
    {"to", mapping_kinds::target, presence::optional, "unused beside opted_out", "The field that it is, or unused.",
     "contact.email", [](reader& r, const node& n, column_draft& c) { c.to = r.read_text(n, mapping_kinds::target); }},
    {"opted_out", mapping_kinds::channels, presence::optional, "none",
     "Of contacts, in place of `to`: a yes ends contact on these channels, or on all. An empty cell is a no where `values` say so: "
     "{\"\": no}.",
     "email", [](reader& r, const node& n, column_draft& c) { c.opted_out = r.read_texts(n, mapping_kinds::channels); }},
    {"values", mapping_kinds::words, presence::optional, "as they are",
     "What each value means; `none`: nothing. Any other is an error, of an unused column too. An outcome needs them.",
     "{No answer: no_answer, Connected: reached}",
     [](reader& r, const node& n, column_draft& c) { read_pairs(r, n, mapping_kinds::words, c.values); }},
    {"format", mapping_kinds::formats, presence::optional, "ISO 8601", "How its times are written; of several the first that fits.",
     "DD.MM.YYYY hh:mm", [](reader& r, const node& n, column_draft& c) { c.formats = r.read_texts(n, mapping_kinds::formats); }},
    {"like", mapping_kinds::likeness, presence::optional, "anything",
     "How its values look: `?` is a letter or digit, and one `*` anything. Others are errors, in an unused column too.", "005*",
     [](reader& r, const node& n, column_draft& c) { c.like = r.read_texts(n, mapping_kinds::likeness); }},
    {"split", mapping_kinds::split, presence::optional, "there is one", "Of `prospect`: what stands between several in one cell.",
     "\";\"", [](reader& r, const node& n, column_draft& c) { c.split = r.read_text(n, mapping_kinds::split); }},
    {"optional", kinds::flag, presence::optional, as_if("no"), "A file may be without it.", "yes",
     [](reader& r, const node& n, column_draft& c) { r.read_flag(n, c.optional); }},
};
constexpr auto column_key_docs = docs_of(column_keys);

constexpr key<filter_draft> filter_keys[] = {
    {"take", mapping_kinds::cells, presence::optional, "none", "Rows with these values are records.", "Held",
     [](reader& r, const node& n, filter_draft& f) { f.take = read_cells(r, n); }},
    {"leave_out", mapping_kinds::cells, presence::optional, "none",
     "Rows with these are not. Any other value is an error, an empty cell too: \"\" lists it.", "[Planned, Not Held]",
     [](reader& r, const node& n, filter_draft& f) { f.leave_out = read_cells(r, n); }},
};
constexpr auto filter_key_docs = docs_of(filter_keys);

void read_column(reader& r, const node& n, column_draft& out) {
  if (n.what != node::kind::mapping)
    out.to = r.read_text(n, mapping_kinds::target);
  else
    read_keys(r, n, key_table<column_draft>{mapped_column_doc, column_keys}, out);
}

// A column that is several fields is a list.
void read_columns(reader& r, const node& n, mapping_draft& out) {
  out.columns_at = r.at(n);
  if (n.what != node::kind::mapping || n.keys.empty()) return r.expected(mapping_kinds::columns.wanted, n);
  for (const auto& e : n.entries()) {
    const auto title = r.read_text(e.key, mapping_kinds::title);
    const auto add = [&](const node& each) {
      out.columns.push_back({.name = title});
      read_column(r, each, out.columns.back());
    };
    if (e.value.what == node::kind::list && !e.value.items.empty())
      for (const auto& item : e.value.items) add(item);
    else
      add(e.value);
  }
}

void read_filter(reader& r, const node& n, filter_draft& out) {
  read_keys(r, n, key_table<filter_draft>{row_filter_doc, filter_keys}, out);
}

constexpr key<mapping_draft> mapping_keys[] = {
    {"mapping", mapping_kinds::title, presence::needed, "", "Its name.", "hubspot-calls",
     [](reader& r, const node& n, mapping_draft& m) { m.name = r.read_text(n, mapping_kinds::title); }},
    {"of", mapping_kinds::record_kind, presence::needed, "", "What the rows are.", "touchpoints",
     [](reader& r, const node& n, mapping_draft& m) {
       if (const auto kind = r.read_choice(n, record_kind_names)) m.of = {static_cast<record_kind>(*kind), r.at(n)};
     },
     record_kind_names},
    {"separator", mapping_kinds::separator, presence::optional, "found in the header", "What stands between the columns.", "\";\"",
     [](reader& r, const node& n, mapping_draft& m) { m.separator = r.read_text(n, mapping_kinds::separator); }},
    {"zone", kinds::zone, presence::optional, "that of --local-times", "Whose clock times without an offset show.", "Europe/Paris",
     [](reader& r, const node& n, mapping_draft& m) { m.zone = r.read_text(n, kinds::zone); }},
    {"as_of", mapping_kinds::instant, presence::optional, "when the command is run, or its --at",
     "When the export was made: the time of the opt-outs in it.", "2026-03-02T10:00:00Z",
     [](reader& r, const node& n, mapping_draft& m) { m.as_of = r.read_text(n, mapping_kinds::instant); }},
    {"numeric_ids", kinds::flag, presence::optional, as_if("no"),
     "Ids are whole numbers: what a spreadsheet made of one is an error.", "yes",
     [](reader& r, const node& n, mapping_draft& m) { r.read_flag(n, m.numeric_ids); }},
    {"columns", mapping_kinds::columns, presence::needed, "",
     "Which column is which field; a list, if it is several. Columns that are not named are passed over.",
     "{Record ID: id, Start date: {to: at, format: DD.MM.YYYY hh:mm}}", read_columns},
    {"constants", mapping_kinds::constants, presence::optional, "none", "Fields of rows that say nothing else of them.",
     "{channel: phone}",
     [](reader& r, const node& n, mapping_draft& m) { read_pairs(r, n, mapping_kinds::constants, m.constants); }},
    {"rows", mapping_kinds::rows, presence::optional, "all", "Which rows are records, by what a column says.",
     "{Status: {take: Held, leave_out: [Planned, Not Held]}}",
     [](reader& r, const node& n, mapping_draft& m) { read_named(r, n, mapping_kinds::rows, m.rows, read_filter); }},
};
constexpr auto mapping_key_docs = docs_of(mapping_keys);

}  // namespace

constexpr table_doc mapped_column_doc{"column", "a column", column_key_docs, {}, false};
constexpr table_doc row_filter_doc{"row", "a row filter", filter_key_docs, {}, false};
constexpr table_doc mapping_doc{"mapping", "a mapping", mapping_key_docs};

std::vector<placed_table> mapping_tables() {
  return {{&mapping_doc, "mapping"}, {&mapped_column_doc, "mapping.columns"}, {&row_filter_doc, "mapping.rows"}};
}

mapped_fields fields_of_records() {
  mapped_fields found;
  for (const auto* schema : {&prospect_schema, &touchpoint_schema})
    for (std::size_t i = 0; i < schema->fields.size(); ++i) {
      auto& names = schema->is_group(i) ? found.groups : found.names;
      if (std::find(names.begin(), names.end(), schema->fields[i]) == names.end()) names.push_back(schema->fields[i]);
    }
  return found;
}

mapping_draft read_mapping(reader& r, const node& root) {
  mapping_draft draft;
  read_keys(r, root, key_table<mapping_draft>{mapping_doc, mapping_keys}, draft);
  return draft;
}

}  // namespace tickler::inline TICKLER_ABI
