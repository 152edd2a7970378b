// Hands the keys of a mapping to the builder of a record, so that they are checked as those of records are.
#pragma once

#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "policy/parse/kinds.hpp"
#include "records/record_builder.hpp"
#include "testing/reading.hpp"

namespace tickler::inline TICKLER_ABI {

struct record_reading {
  const test_context& context;
  record_builder& builder;
};

// A text or a list of texts; else reported, and none.
std::optional<record_value> read_value(reader& r, const node& n, const value_kind& kind);

// What the builder throws is reported at the node.
template <class Set>
void set_reported(reader& r, const node& n, Set set) {
  try {
    set();
  } catch (const record_error& e) {
    r.error(e.number, r.at(n), e.message);
  }
}

void set_field(reader& r, const node& n, const value_kind& kind, std::size_t field, record_builder& builder);

template <std::size_t Field>
void read_field(reader& r, const node& n, record_reading& out) {
  set_field(r, n, kinds::plain_text, Field, out.builder);
}

}  // namespace tickler::inline TICKLER_ABI
