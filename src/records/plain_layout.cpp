#include "records/plain_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"
#include "records/column_names.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// A field's name in letters of another case, and all of the title with it: `Contact.Email` is contact.email, but `contact.WeChat`
// stays as it is.
std::string in_our_case(const record_schema& schema, std::string_view title) {
  const auto name = title.substr(0, title.find('.'));
  if (schema.find(name) != record_schema::no_field) return std::string(title);
  const auto small = in_lower_case(title);
  if (is_extension_field(small)) return small;
  return schema.find(std::string_view(small).substr(0, name.size())) == record_schema::no_field ? std::string(title) : small;
}

}  // namespace

plain_layout::plain_layout(const record_schema& schema, const csv_rows& header) : csv_layout(header.size()) {
  std::vector<row_error> bad;
  std::set<std::string> titles;
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto written = header.text(i);
    const auto title = in_our_case(schema, written);
    if (title != written) in_other_case_.push_back(fmt::format("{} as {}", tickler::quoted(written), tickler::quoted(title)));
    if (!titles.insert(title).second)
      bad.push_back({record_number::bad_header, fmt::format("duplicate column {}", tickler::quoted(written)), header.at(i)});
    else if (!is_extension_field(title)) {
      const auto before = bad.size();
      add(schema, title, header.at(i), i, bad);
      unknown += bad.size() - before;
    }
  }
  std::stable_partition(columns_.begin(), columns_.end(), [&](const column& c) { return schema.is_identity(c.field); });
  if (bad.empty()) {
    seen_fields seen;
    for (const auto& c : columns_) seen.add(c.field);
    try {
      seen.check(schema);
    } catch (const record_error& error) {
      bad.push_back({record_number::bad_header, error.message, header.at()});
    }
  }
  if (bad.empty()) return;
  if (unknown > 1) bad.back().message += "; 'tickler map' writes down what the columns of another program are";
  bad.back().message += "; nothing of the file was read";
  throw header_errors{std::move(bad)};
}

void plain_layout::add(const record_schema& schema, std::string_view title, source_position at, std::size_t cell,
                       std::vector<row_error>& bad) {
  const auto dot = title.find('.');
  const auto field = schema.find(title.substr(0, dot));
  const auto member = dot == title.npos ? std::string_view() : title.substr(dot + 1);
  const bool is_group = field != record_schema::no_field && schema.is_group(field);
  if (field != record_schema::no_field && is_group != member.empty())
    columns_.push_back({cell, field, std::string(member)});
  else if (is_group)
    bad.push_back(
        {record_number::bad_header, fmt::format("column '{0}' needs a name behind it, as in {0}.name", schema.fields[field]), at});
  else
    bad.push_back(
        {record_number::bad_header, fmt::format("unknown column {}{}", tickler::quoted(title), column_hint(title, schema)), at});
}

void plain_layout::identify(const csv_rows& row, std::size_t, record_builder& into) const {
  for (const auto& [at, field, member] : columns_)
    if (at < row.size()) into.identify(field, {.cell = true, .text = row.text(at)});
}

std::size_t plain_layout::field_of(std::size_t cell) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const column& c) { return c.cell == cell; });
  return found == columns_.end() ? record_schema::no_field : found->field;
}

void plain_layout::set(const csv_rows& row, std::size_t, record_builder& into, std::size_t& cell) {
  check_fields(row);
  seen_fields seen;
  for (const auto& [at, field, member] : columns_) {
    cell = at;
    if (row.text(at).empty()) continue;
    const record_value value{.cell = true, .text = row.text(at)};
    seen.add(field);
    if (member.empty())
      into.set(field, value);
    else
      into.set_member(field, member, value);
  }
  seen.check(into.schema());
}

}  // namespace tickler::inline TICKLER_ABI
