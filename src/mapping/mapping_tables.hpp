// The keys of a mapping, by tables as a policy's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/io/mapping.hpp>
#include <tickler/policy_draft.hpp>
#include <utility>
#include <vector>

#include "policy/parse/all_tables.hpp"
#include "policy/parse/key_docs.hpp"
#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

// As it is written, each value with its place.
struct column_draft {
  located_string name{};  // the title
  located_string to{};    // no place: not given
  std::vector<located_string> opted_out{};
  std::vector<std::pair<located_string, located_string>> values{};
  std::vector<located_string> formats{};
  std::vector<located_string> like{};
  located_string split{};
  located<bool> optional{};
};

struct filter_draft {
  located_string name{};
  std::vector<located_string> take{}, leave_out{};
};

struct mapping_draft {
  located_string name{};
  std::optional<located<record_kind>> of{};
  located_string separator{}, zone{}, as_of{};
  located<bool> numeric_ids{};
  source_position columns_at{};
  std::vector<column_draft> columns{};
  std::vector<std::pair<located_string, located_string>> constants{};
  std::vector<filter_draft> rows{};
};

extern const table_doc mapping_doc, mapped_column_doc, row_filter_doc;

// All of them, the mapping's own first; none is a policy's.
std::vector<placed_table> mapping_tables();

// What a column may be: fields of records, of whatever kind, and groups that have fields of any name in them.
struct mapped_fields {
  std::vector<std::string_view> names{}, groups{};
};
mapped_fields fields_of_records();

inline constexpr std::string_view unused_column = "unused";

mapping_draft read_mapping(reader& r, const node& root);

}  // namespace tickler::inline TICKLER_ABI
